import type { Told } from '../../cards/story.ts';

/** `/ticket`: the way of a ticket, one line a step. Values that are put in are HTML. */
export const storyTexts = {
  storyTitle: (reference: string, status: string) => `<b>${reference}</b>　${status}`,
  /** Who did it, where no name is known. */
  actors: { resident: '居民', staff: '审核员', department: '部门', system: '系统' },
  more: (count: number) => `… 中间还有 ${count} 步 …`,
  events: {
    received: ({ who }: Told) => `${who}反映`,
    added: ({ who }: Told) => `${who}补充`,
    edited: ({ who }: Told) => `${who}修改了原话`,
    emergency: () => '按规则判为紧急，已提示居民拨打求助电话',
    drafted: () => '已拟好工单',
    redrafted: () => '按新的内容重新拟单',
    presented: () => '已送到审核群',
    disputed: ({ who }: Told) => `${who}说理解得不对`,
    confirmed: ({ who, category, department }: Told) => `${who}确认：${category} → ${department}`,
    ruled: ({ who, category, department }: Told) => `${who}裁定：${category} → ${department}，不能再退回`,
    amended: ({ who, category, duty }: Told) => `${who}把“${duty}”写进了${category}的职责`,
    passed_on: ({ who, department }: Told) => `${who}把感谢转达给${department}`,
    rejected: ({ who }: Told) => `${who}办结，不交部门`,
    split: ({ who }: Told) => `${who}拆出另一件`,
    asked: ({ who }: Told) => `${who}问居民`,
    resumed: () => '居民三天没有回答，重新计时',
    replied: ({ who }: Told) => `${who}回答`,
    taken_back: ({ who }: Told) => `${who}撤回了处理`,
    dispatched: ({ department }: Told) => `已送达${department}`,
    delivery_unknown: ({ department }: Told) => `不确定是否送达${department}`,
    delivery_failed: ({ department }: Told) => `没能送达${department}`,
    accepted: ({ who }: Told) => `${who}接单`,
    returned: ({ who, department, duty }: Told) =>
      `${who}退回${department ? `，认为归${department}` : ''}${duty ? `，按职责“${duty}”` : ''}`,
    answered: ({ who }: Told) => `${who}答复`,
    closed: ({ who, kind }: Told) => (kind === 'resident' ? `${who}确认已解决` : '已结案'),
    reopened: ({ who }: Told) => `${who}说没有解决，重新办理`,
    withdrawn: ({ who }: Told) => `${who}撤回`,
    merged: ({ who }: Told) => `${who}并入另一件`,
    erased: ({ who }: Told) => `${who}删除了个人信息`,
  },
};
