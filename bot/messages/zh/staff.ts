const notAllowed = '您没有这项权限，请找管理员。';

/** What staff hear when they tap (plain, at most 200 characters), and when they are asked for words. */
export const staffTexts = {
  taps: {
    confirmed: (department: string) => `已确认，正在送交${department}`,
    rejected: '已办结，居民会看到说明',
    passedOn: (department: string) => `感谢正在转给${department}`,
    already: ({ by, what }: { by: string | null; what: string }) => `${by ?? '同事'}已先处理：${what}`,
    alreadyAt: (status: string) => `现在的状态：${status}`,
    notAllowed,
    forSupervisors: {
      supervisor: '这一件要请督办决定，谢谢您留意。',
      admin: '这一件要请管理员决定，谢谢您留意。',
    },
    ruled: ({ by, at }: { by: string | null; at: string }) =>
      `${by ?? '督办'} 于 ${at} 裁定由你们办理，不能再退回。`,
    notMember: '只有这个部门的人可以处理。',
    stale: '内容有变化，请看最新的卡片。',
    noSuchOthers: '类别表里已经没有这一家，请另选一个说明。',
    noSuchCategory: '这个类别已停用，请另选一个。',
    gone: '找不到这一件。',
    notTheirs: '这一件现在不归这个部门。',
    unknown: '这个按钮已失效，请看最新的消息。',
    accepted: '已接单',
    thanksForWord: '谢谢您告诉我们。',
    takeBack: {
      'taken-back': '已撤回，可以重新处理',
      'not-allowed': '只有当时处理的人或督办可以撤回。',
      gone: '找不到这一件。',
      'too-late': '已过了可以撤回的时间，或者部门已经开始办。',
      'nothing-to-take-back': '没有可以撤回的处理。',
    },
    delivery: {
      arrived: '已记为送达',
      'sent-again': '正在再送一次',
      'not-allowed': notAllowed,
      'settled-already': '这次送达已有结果。',
    },
  },
  prompts: {
    ask: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}，请回复这条消息，写下要问居民的话（<code>${reference}</code>）。`,
      placeholder: '问居民什么',
      done: (reference: string) => `已转给居民，回答会出现在 <code>${reference}</code> 的卡片上。`,
      failed: {
        'not-allowed': notAllowed,
        gone: '找不到这一件。',
        nobody: '联系不到这位居民了。',
        decided: '这一件已经处理，不能再问。',
      },
    },
    split: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}，请回复这条消息，用一两句话写下要从 <code>${reference}</code> 拆出来的另一件事。`,
      placeholder: '另一件事是什么',
      done: (reference: string) => `已拆出 <code>${reference}</code>。`,
      failed: { 'not-allowed': notAllowed, gone: '找不到这一件。', 'too-many': '这一件已经拆得够多了。' },
    },
    reject: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}，请回复这条消息，写下 <code>${reference}</code> 直接办结的说明。居民会看到您的原话。`,
      placeholder: '说明，居民会看到',
    },
    return_reason: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}，请回复这条消息，写下 <code>${reference}</code> 为什么不归你们办。`,
      placeholder: '为什么不归我们',
      done: '已退回审核人员。',
    },
    answer: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}，请回复这条消息，写下 <code>${reference}</code> 的办理结果，可以带照片。居民会看到您的原话。`,
      placeholder: '办理结果，居民会看到',
      done: '已答复居民，等居民确认。',
      explained: '已答复居民。',
      /** The closing test: what was not sent, and why. `missing` quotes the resident. */
      stopped: {
        template: (_: string) =>
          '✋ <b>还没有发给居民</b>：这条答复没有说做了什么。请直接回复那张卡片，写明怎么处理的、结果如何；办不了的，说明原因。',
        off_topic: (_: string) =>
          '✋ <b>还没有发给居民</b>：这条答复说的好像不是居民反映的事。请看一下卡片，再回复一次。',
        incomplete: (missing: string) =>
          `✋ <b>还没有发给居民</b>：居民还说了 ${missing}，答复里没有提到。请回复那张卡片，把几件事一起答复。`,
      },
      sendAnyway: '就这样发给居民',
      sentAnyway: (who: string) => `由 ${who} 确认，这条答复已原样发给居民。`,
      gone: '这条答复已经不能再发，请直接回复卡片。',
    },
    amend: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}，请回复这条消息，写下 <code>${reference}</code> 裁定所依据的职责，会加进这个类别的职责里。可以一行中文、一行英文；只写一种，两种语言都用它。`,
      placeholder: '职责怎么写',
      done: '已写进职责，以后的分派会按它来。',
      failed: {
        'not-allowed': notAllowed,
        'no-ruling': '这一件现在没有有效的裁定。',
        'no-such-category': '这个类别已停用，写不进去。',
        already: '这次裁定已经写进职责了。',
      },
    },
    notYours: '这是在等另一位同事回复。',
    replyToQuestion: '请回复上面我问您的那条消息，不是卡片。这条还没有用上。',
    notSent: '您的话没有发给居民。',
    byButton: (reference: string) =>
      `您不是这个部门的成员，这条没有作为答复发出。要代部门答复 <code>${reference}</code>，请点卡片上的“答复”。`,
    onCard: (reference: string) =>
      `要答复居民，请直接回复 <code>${reference}</code> 的卡片。这条没有发给居民。`,
    tooLong: (most: number) => `太长了，请控制在 ${most} 字以内。`,
    wordsWanted: '请用文字回复。',
  },
};

export interface Prompted {
  /** A mention of the person asked, as HTML. */
  who: string;
  reference: string;
}
