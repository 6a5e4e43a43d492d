/** What a resident reads in their own chat, but for the cards. */
export const chat = {
  profile: {
    description:
      '路灯坏了、垃圾没人清、暖气不热？用您自己的话说一声，也可以发照片、语音和位置。\n\n不用选类别，不用找部门。您会马上拿到编号，一直看得到谁在办、什么时候答复。\n\n遇到危险，请先拨打火警、急救或报警电话。',
    shortDescription: '身边的问题，说一声就有人办，办到哪一步都看得见。',
  },
  commands: {
    resident: {
      start: '怎么用',
      mine: '我反映过的事',
      for: '替别人反映',
      human: '找工作人员',
      withdraw: '撤回一件',
      language: '换语言',
      help: '帮助',
      privacy: '您的信息怎么用',
      forget: '删除我的信息',
    },
    group: {
      ticket: '看一件的全过程',
      overdue: '超过时限的',
      rates: '三率',
      language: '换本群卡片的语言',
      here: '设定本群的用途',
      help: '帮助',
    },
  },
  resident: {
    start:
      '您好，这里是市民吹哨。\n\n身边有什么问题，用您自己的话告诉我就行，也可以发照片、语音或位置。不用选类别，也不用找部门。\n\n您会马上收到一个编号，谁在办、什么时候答复，都写在同一条消息里。\n\n遇到火情、闻到煤气味或有人受伤，请先拨打火警、急救或报警电话。',
    help: '直接写给我，就算反映了。\n\n• 想补充：回复那条带编号的消息\n• 写错了：直接修改您发的消息\n• 理解得不对：点“不是这个意思”\n\n/mine 我反映过的事\n/for 替不方便的人反映\n/human 找工作人员\n/withdraw 撤回一件\n/language 换语言\n/privacy 您的信息怎么用\n/forget 删除我的信息',
    privacy:
      '<b>您的信息怎么用</b>\n\n我们保存您写的话、照片、语音、位置，和您在这里显示的名字，只用来办您反映的事。\n\n审核人员和承办部门看得到您反映的内容，看不到您的账号。您写的文字可能由一个语言模型先读一遍，帮助归类；怎么办由工作人员决定。\n\n用 /forget 可以随时删除：您的名字、账号、写的话和发的东西都会删掉，只留下不含个人信息的统计数字。',
    chooseLanguage: '用哪种语言？',
    languageChosen: '好的，以后用中文。',
    mineEmpty: '您还没有反映过问题。有事直接写给我就行。',
    mineTitle: (total: number) => `<b>您反映过的事</b>（共 ${total} 件）`,
    /** How a complaint stands, as its resident would say it. */
    states: {
      drafted: '工作人员正在看',
      in_review: '工作人员正在看',
      returned: '正在换部门办理',
      confirmed: '正在交给部门',
      dispatched: '已交给部门',
      accepted: '部门正在办',
      answered: '部门已答复，等您确认',
      closed: '已结束',
      rejected: '已回复您',
      merged: '与另一件一起办',
      reopened: '重新办理',
      withdrawn: '您已撤回',
    },
    beingRead: '正在看',
    newer: '‹ 较新的',
    older: '较早的 ›',
    nothing: '这个我看不懂。请用文字、照片、语音或位置告诉我，是什么事、在哪里。',
    tooLarge: '收到了。只是这个文件超过 20 MB，有的部门可能打不开；方便的话，请再发一张照片或小一点的文件。',
    flood: (perHour: number) =>
      `您一小时内已经反映了 ${perHour} 件，都登记好了，一件不会少。刚才这条没有登记，请过一会儿再发。想补充之前的事，随时回复那条带编号的消息。`,
    full: (reference: string) =>
      `<code>${reference}</code> 您已经发了很多条，都收好了，够工作人员看了。刚才这条没有收进去；还有别的事，请过一会儿另外发给我。`,
    onlyContact: '收到一张名片，可还不知道是什么事。请先告诉我是什么事、在哪里，再把名片发来。',
    lost: '抱歉，这条消息我们没能收好，请再发一次。',
    joined: (reference: string) => `已补充到 <code>${reference}</code>。`,
    placed: (reference: string) => `谢谢，位置记下了：<code>${reference}</code>。`,
    joinedAnswered: (reference: string) =>
      `已补充到 <code>${reference}</code>。部门已经答复过您，请点一下：解决了吗？`,
    verdictKnown: '您已经说过了，谢谢。',
    passedOn: (reference: string) => `谢谢，已转给办理 <code>${reference}</code> 的人员。`,
    putRight: (reference: string) =>
      `工作人员已经知道 <code>${reference}</code> 理解得不对。请告诉我们您的意思，直接写就行。`,
    escalated: (reference: string) =>
      `很抱歉还是没有解决。<code>${reference}</code> 已转给督办，由他们决定下一步怎么办。还差什么，直接写就行，他们会看到。`,
    tooLateToReopen: (reference: string) =>
      `<code>${reference}</code> 结案已超过 30 天。如果又有问题，请直接写给我，会作为新的一件办理。`,
    whyNot: (reference: string) =>
      `很抱歉还没有解决。<code>${reference}</code> 会重新办理。请告诉我们还差什么，直接写就行，您的话会一起转过去。`,
    takenUpAgain: (reference: string) =>
      `很抱歉还没有解决。<code>${reference}</code> 会重新办理，您刚才说的已一起转过去。还想补充，直接写就行。`,
    /** As `whyNot` and `takenUpAgain`, of a question or a suggestion. */
    whatElse: (reference: string) =>
      `好的，<code>${reference}</code> 会请部门再看。您还想知道或者还想说什么，直接写就行，您的话会一起转过去。`,
    askedAgain: (reference: string) =>
      `好的，<code>${reference}</code> 会请部门再看，您刚才说的已一起转过去。`,
    humanListens: '好的，由工作人员来看。请把您的事写给我，直接写就行。',
    withdrawWhich: '撤回哪一件？',
    nothingToWithdraw: '没有可以撤回的事。',
    keepAll: '都不撤回',
    withdraw: {
      withdrawn: (reference: string) => `<code>${reference}</code> 已撤回。`,
      'too-late': (reference: string) => `<code>${reference}</code> 已经交给部门，撤不回来了，会继续办下去。`,
      partly: (reference: string) =>
        `<code>${reference}</code> 有一部分已经交给部门，会继续办下去；还没交出去的部分已撤回。`,
      already: (reference: string) => `<code>${reference}</code> 已经结束，不用再撤回。`,
    },
    kept: '好的，一切照旧。',
    forgetAsk:
      '<b>删除您的信息？</b>\n\n您的名字、账号、写的话和发的东西都会删掉，恢复不了。还没交给部门的事会撤回，部门已经在办的会办下去，但没法再告诉您结果。',
    forgetYes: '删除',
    forgetNo: '不删除',
    forgotten: '已删除。您以后再写来，就当我们第一次见面。',
  },
};
