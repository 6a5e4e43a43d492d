/** What stands in a ledger. Values that are put in are HTML. */
export const ledgerTexts = {
  ledger: {
    usage:
      '请写上地址、单位、类别或部门，例如：<code>/ledger 幸福里 3 号楼</code>、<code>/ledger 老王烧烤</code>、<code>/ledger 环境卫生</code>。',
    why: (words: string) => `<b>${words}</b> 的台账。为什么要看？会记下谁看过。`,
    purposes: { work: '办件需要', visit: '走访联系', supervision: '督查问效', study: '研究反复出现的问题' },
    closed: '请重新发 /ledger，再看一次。',
    empty: '没有找到。',
    sum: (all: number, open: number, visits: number) =>
      `共 ${all} 件，办理中 ${open} 件，现场反馈 ${visits} 次`,
    more: '只列出最近的 1000 件。',
    erased: '（居民已删除内容）',
    reopenings: (count: number) => `居民说没有解决 ${count} 次`,
    visits: (count: number) => `现场反馈 ${count} 次`,
    file: '⬇️ 导出表格',
    fileIs: (count: number) => `台账，共 ${count} 件。请妥善保管。`,
    columns: {
      reference: '编号',
      writtenAt: '反映时间',
      title: '事项',
      place: '地点',
      category: '类别',
      department: '部门',
      state: '状态',
      visits: '现场反馈次数',
      reopenings: '说没有解决次数',
      answer: '答复',
      answeredAt: '答复时间',
      closedAt: '办结时间',
    },
  },
};
