/** What grid workers read in their own chat. Values that are put in are HTML. */
export const gridTexts = {
  grid: {
    help: '您是网格员：\n/round 巡查时看到的事，写上或拍下就行\n/feedback 编号　从现场反馈，可以带照片\n/escalate 编号　办不了的，上报给督办\n/area 您管的片区',
    roundListens: '好的，看到什么了？写下来，或者拍张照片写一句话。',
    listens: {
      feedback: (reference: string) => `好的，<code>${reference}</code> 现场怎么样？写下来或者发照片。`,
      escalation: (reference: string) => `好的，<code>${reference}</code> 为什么要上报？写下来或者发照片。`,
    },
    usage: {
      feedback: '请写上编号，例如：<code>/feedback 7K4-2QD 坑已经填平</code>。也可以写在照片下面。',
      escalation: '请写上编号和原因，例如：<code>/escalate 7K4-2QD 第三次返水，要换管</code>。',
    },
    reported: {
      feedback: (reference: string, title: string) =>
        `已记到 <code>${reference}</code>（${title}），审核和承办部门都看得到。`,
      escalation: (reference: string, title: string) =>
        `<code>${reference}</code>（${title}）已上报，督办马上会看到。`,
    },
    ended: (reference: string) =>
      `<code>${reference}</code> 已经结束。问题又出现了的话，请用 /round 当作新的一件报来。`,
    areaSet: (area: string) => `好的，您的片区：${area}。`,
    areaUsage: (area: string | null) =>
      `${area ? `您的片区：${area}。` : '您还没有写片区。'}要改就写：<code>/area 幸福里小区 1–6 号楼</code>`,
    areaOfOthers: '只有网格员有片区。',
  },
};
