export const proxyTexts = {
  proxy: {
    ask: {
      name: () => 'Good, for somebody else. Who is it? A name will do, such as: Mrs Zhang, house 3.',
      reach: (name: string) =>
        `How can ${name} be reached? A phone number or where they live; “no” if there is no way.`,
      consent: (name: string) => `Does ${name} agree that you speak for them?`,
      whyNot: (name: string) => `Why can ${name} not agree? A line will do, such as: too ill to speak.`,
      words: (name: string) =>
        `Good. What is it that ${name} needs? Write it, or send a voice message, photos, a place.`,
    },
    spoken: '🗣 Agreed, in person or by phone',
    cannot: 'Cannot agree',
    hasSpoken: '🗣 They agreed in words.',
    hasNot: 'They cannot agree.',
    thanks: 'Thank you for reading it to them.',
    known: 'Known already, or they have taken it over.',
    link: (name: string, url: string) =>
      `Please send this link to ${name}. Once they open it on their own phone and agree, they hear everything themselves, and say themselves whether it is solved. It works once.\n\n${url}`,
    badLink: 'This link is no longer good. Please ask whoever filed it for you for another.',
    ownLink: 'This link is for the person concerned. Please pass it on.',
    filed: (writer: string, words: string) =>
      `<b>${writer}</b> has filed this for you:\n<blockquote>${words}</blockquote>\nDo you agree? From then on you hear yourself how it goes.`,
    agree: 'It is me, I agree',
    refuse: 'No, withdraw it',
    joined: (reference: string) =>
      `Good, you will hear of <code>${reference}</code> yourself. The message below is kept up to date.`,
    forWhom: (name: string) => `🤝 for ${name}`,
    forYou: (writer: string) => `🤝 ${writer} filed this for you`,
    toReadBack: 'Please read it to them: have we understood?',
    readBackButton: 'Read to them, it is right',
    linkButton: '🔗 Let them take it over',
    askThem: (name: string) => `Please ask ${name} themselves:`,
    onCard: (writer: string, name: string, reach: string) =>
      `🤝 ${writer} for <b>${name}</b>, reached by: ${reach}`,
    consents: {
      spoken: 'they agreed in words',
      tapped: 'they agreed on their own phone',
      none: (why: string) => `they cannot agree: ${why}`,
    },
    wasReadBack: 'it was read to them',
  },
};
