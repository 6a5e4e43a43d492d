/** Pairs of characters, and words, that stand in any complaint and any answer: to share them says nothing. */
const common = new Set(
  (
    '我们 你们 他们 您好 已经 没有 问题 反映 情况 现场 今天 昨天 明天 今晚 今早 每天 晚上 早上 上午 下午 时间 小时 分钟 恢复 正常 更换 维修 修复 修好 处理 解决 安排 ' +
    '人员 工作 单位 部门 相关 社区 小区 物业 居民 业主 老人 孩子 门口 附近 旁边 位置 地方 一个 一次 三天 一周 星期 个月 年底 之前 以后 目前 现在 可以 不能 需要 希望 请您 联系 电话 ' +
    '核实 经核 经查 检查 联合 加强 巡查 管理 增加 增设 施工 计划 完成 进行 要求 规定 督促 责令 整改 协调 清理 拆除 安装 两个 四个 下周 本周 明年 周一 周二 周三 周五 月底 ' +
    'the and for was has been this that with from our your his her their there here have had will not but are were who all out new one two they them its now today yesterday ' +
    'morning night week weeks day days month year monday tuesday wednesday thursday friday saturday sunday hours near front old man child mother father number street road please been since ' +
    'every until next last down made put which can cannot nobody somebody someone repaired fixed replaced removed taken taking more'
  ).split(' '),
);

/** Whether two texts of one language share a word of their own, however the rest is put. */
export function sharedWords(one: string, other: string): boolean {
  const words = termsOf(one);
  return [...termsOf(other)].some((term) => words.has(term));
}

function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  for (const run of text.match(/\p{Script=Han}{2,}/gu) ?? [])
    for (let at = 0; at + 2 <= run.length; at++) terms.add(run.slice(at, at + 2));
  for (const word of text.toLowerCase().match(/[a-z]{3,}/g) ?? []) terms.add(stem(word));
  return new Set([...terms].filter((term) => !common.has(term)));
}

/** As much of an English word as its forms have in common. */
function stem(word: string): string {
  return common.has(word) ? word : word.replace(/(?:ing|ed|es|s)$/, '');
}
