/** What staff and admins read in answer to commands. Values that are put in are HTML. */
export const administration = {
  staff: {
    start:
      '您是工作人员。审核在审核群里进行。\n/ticket 编号：看一件的全过程\n/overdue：超过时限的（督办）\n/ledger 地址：一处的台账（在私聊里）\n/rates：响应率、解决率、满意率（督办）\n\n管理员还可以：\n/invite 邀请同事　/staff 人员名单　/revoke 取消权限\n/here 在群里设定用途　/webhook 连接部门自己的系统',
    help: '<b>审核群</b>：每张卡片点一下就确认，点“其他类别”可以改。先点的算数。\n<b>部门群</b>：接单、退回，或者直接回复卡片作答复，可以带照片。\n\n/ticket 编号：看一件的全过程\n/language：换本群卡片的语言\n/here：设定本群的用途（管理员）',
    reviewers: '审核组',
    ticketUsage: '请写上编号，例如：<code>/ticket 7K4-2QD</code>',
    noSuchTicket: (reference: string) => `没有编号为 <code>${reference}</code> 的工单。`,
    anonymous: '您正以匿名管理员的身份发言，认不出是谁，所以办不了。请在群管理员设置里关掉“匿名”，再发一次。',
    hereInGroup: '请在群里用这个命令。',
    hereWhat: '本群用来做什么？',
    noSuchSeat: (name: string) => `没有“${name}”这个部门。请只发 /here，从按钮里选。`,
    bound: (name: string) => `好的，本群现在是：<b>${name}</b>。`,
    inPrivate: '请在与我的私聊里用这个命令。',
    inviteWhom: '邀请对方做什么？',
    inviteWhere: '哪个部门？',
    invitation: ({ link, role, department }: { link: string; role: string; department: string | null }) =>
      `邀请${department ? ` ${department}` : ''} ${role}：\n${link}\n\n只能用一次，48 小时内有效。请只转给要邀请的人。`,
    inviteFailed: {
      used: '这个邀请已经用过了，请管理员再发一个。',
      expired: '这个邀请已过期，请管理员再发一个。',
      unknown: '这个邀请无效，请管理员再发一个。',
    },
    welcome: (role: string, department: string | null) =>
      `欢迎，您现在是${department ? ` ${department} ` : ''}${role}。请到对应的群里工作；/start 查看能做什么。`,
    listTitle: '<b>人员名单</b>',
    revokeWhom: '取消谁的全部权限？',
    revoked: (name: string) => `已取消 ${name} 的全部权限。`,
    lastAdmin: '这是最后一位管理员，不能取消。',
    webhookUsage: (codes: string) =>
      `请写上部门代码和网址，例如：<code>/webhook water https://example.org/whistle</code>\n\n${codes}`,
    webhookProblem: {
      'not-a-url': '这不是一个完整的网址。',
      'not-https': '网址要以 https:// 开头（本机除外）。',
      credentials: '网址里不能带用户名和密码。',
      'link-local': '不能使用这个地址。',
    },
    webhookBound: (department: string, secret: string) =>
      `${department}的工单以后送到这个系统。\n\n签名密钥只显示这一次，请交给对方的技术人员，然后删除这条消息：\n<code>${secret}</code>`,
    groupLanguage: '好的，本群卡片以后用中文。',
    updateLost: (update: number) =>
      `有一条消息或一次点击多次处理失败，已经搁置；如果是消息，已请对方再发一次。技术人员可在数据表 telegram_update 中查看 ${update}。`,
  },
};
