/** Names of things that stand in tables as codes. */
export const terms = {
  statuses: {
    drafted: '待审核',
    in_review: '审核中',
    confirmed: '已确认，正在送交',
    dispatched: '已交办',
    accepted: '办理中',
    answered: '已答复',
    closed: '已结案',
    rejected: '已直接办结',
    merged: '已并入另一件',
    returned: '重新分派中',
    reopened: '重新办理',
    withdrawn: '已撤回',
  },
  urgencies: { normal: '一般', urgent: '较急', emergency: '紧急' },
  kinds: { complaint: '诉求', suggestion: '建议', question: '咨询', thanks: '感谢', not_for_us: '非诉求' },
  roles: {
    reviewer: '审核员',
    supervisor: '督办',
    department_member: '部门成员',
    grid_worker: '网格员',
    admin: '管理员',
  },
  /** Ready reasons, as the button names them. */
  reasonButtons: {
    thanks: '感谢，归档',
    not_for_us: '不是诉求',
    unclear: '看不明白',
    duplicate: '重复',
    other: '自己写说明',
  },
  /** Ready reasons, as the resident reads them. */
  reasons: {
    thanks: '谢谢您的肯定，我们会继续努力。',
    not_for_us: '这件事没有需要部门办理的内容。以后遇到问题，请随时告诉我们。',
    unclear: '我们没能看明白您要反映什么。请再说一遍：是什么事、在哪里、从什么时候开始。',
    duplicate: '您反映过同样的事，已经有人在办，请看之前那一件的进展。',
  },
  /** How a closed ticket ended. */
  endings: {
    solved: '居民确认已解决',
    no_answer: '居民没有回复',
    erased: '居民已删除个人信息',
    explained: '已解答',
    passed_on: '感谢已转达',
  },
  /** Whose matter it is instead, as a reason that the resident reads. */
  others: (name: string, reach: string) => `这件事由${name}负责，我们办不了。联系方式：${reach}。`,
  promised: (day: string) => `📅 承诺 ${day} 办好`,
  missing: { place: '具体位置', since: '从什么时候开始', photo: '一张照片' },
  /** Why a machine's suggestion is missing. */
  modelFailures: {
    timeout: '模型没有及时回应',
    'rate-limited': '模型太忙',
    server: '模型服务出错',
    unreachable: '连不上模型',
    refused: '模型拒绝处理',
    'cut-off': '模型的回答不完整',
    unreadable: '看不懂模型的回答',
    rejected: '模型服务不接受请求',
    breaker: '模型连续出错，暂停片刻再问',
    busy: '同时要问模型的太多',
    budget: '今天的模型费用已用完',
    'resident-share': '这位居民今天的模型次数已用完',
    'wants-human': '居民要求人工处理',
    internal: '程序处理这件时出了错',
  },
};
