/** What is said where somebody files for a person who cannot. Values that are put in are HTML. */
export const proxyTexts = {
  proxy: {
    ask: {
      name: () => '好的，替别人反映。TA 是谁？写个姓名或者称呼，比如：三号楼张奶奶。',
      reach: (name: string) => `怎么能找到${name}？写电话或者住处；没有就写“没有”。`,
      consent: (name: string) => `${name}同意您替 TA 反映吗？`,
      whyNot: (name: string) => `${name}为什么没法同意？写一句就行，比如：病重，说不了话。`,
      words: (name: string) => `好的。${name}有什么事？写下来，或者发语音、照片、位置。`,
    },
    spoken: '🗣 当面或电话里同意了',
    cannot: '没法同意',
    hasSpoken: '🗣 TA 口头同意了。',
    hasNot: 'TA 没法同意。',
    thanks: '谢谢您念给 TA 听。',
    known: '已经记下了，或者 TA 已自己接手。',
    link: (name: string, url: string) =>
      `请把这个链接发给${name}。TA 在自己的手机上点开，同意以后就由 TA 自己收消息、自己说解决没有。链接只能用一次。\n\n${url}`,
    badLink: '这个链接已经失效，请让替您反映的人再给您一个。',
    ownLink: '这个链接是给本人的，请转发给 TA。',
    filed: (writer: string, words: string) =>
      `<b>${writer}</b> 替您反映了：\n<blockquote>${words}</blockquote>\n您同意吗？同意以后，办得怎么样会直接告诉您。`,
    agree: '是我，同意',
    refuse: '不同意，撤回',
    joined: (reference: string) => `好的，<code>${reference}</code> 以后直接告诉您。下面那条消息会一直更新。`,
    /** On the cards. */
    forWhom: (name: string) => `🤝 替${name}反映`,
    forYou: (writer: string) => `🤝 ${writer} 替您反映`,
    toReadBack: '请念给 TA 听：我们理解得对吗？',
    readBackButton: '念过了，没错',
    linkButton: '🔗 请本人接手',
    askThem: (name: string) => `请问问${name}本人：`,
    onCard: (writer: string, name: string, reach: string) =>
      `🤝 ${writer} 替 <b>${name}</b> 反映，联系：${reach}`,
    consents: {
      spoken: '本人口头同意',
      tapped: '本人已在自己的手机上同意',
      none: (why: string) => `本人没法同意：${why}`,
    },
    wasReadBack: '已念给本人听',
  },
};
