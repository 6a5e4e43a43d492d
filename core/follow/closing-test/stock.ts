/**
 * Words that an answer is padded with, and that stand as well below any other complaint. What is left of an answer without them is what it
 * says.
 */
const stockInChinese = (
  '您好 你好 您 你 居民 市民 同志 反映 诉求 问题 情况 来信 来电 留言 建议 意见 事项 此事 该事 ' +
  '这件事 对此 我们 我局 我单位 我中心 我街道 我社区 我处 我 们 本 各 工作人员 人员 专人 领导 ' +
  '相关 有关 责任 部门 科室 单位 收到 收悉 知悉 登记 记录 受理 转交 转办 转 交办 移交 责成 督促 ' +
  '协调 安排 派员 派 要求 通知 联系 对接 处理 处置 办理 办结 解决 研究 核实 核查 调查 了解 落实 ' +
  '跟进 跟踪 推进 整改 完善 完成 开展 进行 予以 列入 纳入 计划 逐步 进一步 正在 已经 尽快 及时 ' +
  '立即 马上 第一时间 认真 高度 重视 积极 切实 严格 按照 按 依法 依规 依据 规定 政策 程序 流程 ' +
  '感谢 谢谢 关心 关注 支持 理解 配合 监督 信任 敬请 谅解 耐心 等待 祝 生活 愉快 欢迎 继续 加强 ' +
  '管理 监管 举一反三 不断 提升 提高 服务 水平 质量 工作 后续 进展 结果 告知 回复 答复 反馈 如有 ' +
  '届时 目前 现 今后 可以 没问题 同意 明白 好的 行 是 阅 经 已 将 会 并 请 的 了 在 中 对 ' +
  '为 给 把 由 与 和 及 或 后 上 下 请您 其 该 此 就 也 都 到 向 地 得 我方'
).split(' ');
const stockInEnglish = new Set(
  (
    'a an the we our us i you your yours it its this that these they is are was be been being has have had will would shall can may to of in on at by for ' +
    'with and or as from into about dear sir madam resident citizen hello hi thank thanks appreciate grateful patience understanding support ' +
    'cooperation feedback message request requests complaint complaints report concern concerns matter issue issues problem problems question suggestion situation ' +
    'received receive registered recorded noted forwarded passed sent transferred referred assigned relevant responsible competent department departments office ' +
    'authority authorities unit staff team colleagues handle handled handling deal dealt process processed processing progress being done ok okay yes ' +
    'resolve resolved solve solved arrange arranged arrangements measures appropriate necessary proper take taken taking very seriously serious highly ' +
    'importance important attention look looking check investigate follow up soon possible due course accordance regulations regulation rules policy ' +
    'strengthen supervision management improve improving service services further more any all please wait best kind regards sincerely promptly timely shortly again ' +
    'value values work working continue so there here also now already'
  ).split(' '),
);

const anyStock = new RegExp(stockInChinese.sort((a, b) => b.length - a.length).join('|'), 'g');

/** What an answer says beyond stock phrases: Chinese characters, and words in letters and figures. */
export function substanceOf(answer: string): { characters: number; words: string[] } {
  const chinese = (answer.match(/\p{Script=Han}+/gu) ?? []).join('|');
  const words = answer.toLowerCase().match(/[a-z][a-z'’-]*|\d[\d.,:-]*/g) ?? [];
  return {
    characters: chinese.replace(anyStock, '').replaceAll('|', '').length,
    words: words.filter((word) => !stockInEnglish.has(word)),
  };
}
