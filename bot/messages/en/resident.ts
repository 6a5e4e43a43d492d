/** What a resident reads in their own chat, but for the cards. */
export const chat = {
  profile: {
    description:
      'A street lamp out, rubbish piling up, cold radiators? Say it in your own words, with a photo, a voice message or a place.\n\nNo categories, no forms. You get a reference at once, and always see who has it and by when.\n\nIn danger, call the emergency services first.',
    shortDescription:
      'Tell us what is wrong near you. Somebody takes care of it, and you see how far they are.',
  },
  commands: {
    resident: {
      start: 'How this works',
      mine: 'What I have reported',
      for: 'Report for somebody else',
      human: 'Reach a person',
      withdraw: 'Withdraw a report',
      language: 'Change the language',
      help: 'Help',
      privacy: 'How your data is used',
      forget: 'Delete my data',
    },
    group: {
      ticket: 'The whole way of a ticket',
      overdue: 'What is past its time',
      rates: 'Response, resolution, satisfaction',
      language: 'The language of this group’s cards',
      here: 'What this group is for',
      help: 'Help',
    },
  },
  resident: {
    start:
      'Hello, this is Citizen Whistle.\n\nTell me in your own words what is wrong near you. Photos, voice messages and places are fine too. No categories, and no need to know which office it is for.\n\nYou get a reference at once, and one message shows who has it and by when they answer.\n\nFor a fire, a smell of gas or an injured person, call the emergency services first.',
    help: 'Just write to me, and it is reported.\n\n• To add something: reply to the message with the reference\n• A mistake: edit what you sent\n• Misunderstood: tap “That’s not it”\n\n/mine what I have reported\n/for report for somebody who cannot\n/human reach a person\n/withdraw withdraw a report\n/language change the language\n/privacy how your data is used\n/forget delete my data',
    privacy:
      '<b>How your data is used</b>\n\nWe keep what you write, your photos, voice messages and places, and the name that you show here, only to deal with what you report.\n\nReviewers and the department in charge see what you reported, not your account. A language model may read your words first and suggest where they belong; people decide.\n\nWith /forget you can delete it all at any time: your name, your account, your words and what you sent. Only numbers stay, with nothing of you in them.',
    chooseLanguage: 'Which language?',
    languageChosen: 'All right, English from now on.',
    mineEmpty: 'You have not reported anything yet. If something is wrong, just write to me.',
    mineTitle: (total: number) => `<b>What you have reported</b> (${total})`,
    states: {
      drafted: 'being looked at',
      in_review: 'being looked at',
      returned: 'on its way to another department',
      confirmed: 'on its way to the department',
      dispatched: 'with the department',
      accepted: 'being dealt with',
      answered: 'answered, waiting for your word',
      closed: 'ended',
      rejected: 'answered by staff',
      merged: 'dealt with together with another',
      reopened: 'taken up again',
      withdrawn: 'withdrawn by you',
    },
    beingRead: 'being read',
    newer: '‹ Newer',
    older: 'Older ›',
    nothing:
      'I can’t read this. Please tell me by text, photo, voice message or place what is wrong and where.',
    tooLarge:
      'Received. The file is larger than 20 MB, though, and some departments may not be able to open it; a photo or a smaller file would help.',
    flood: (perHour: number) =>
      `You have reported ${perHour} things within an hour. All of them are registered. Your last message is not: please send it again later. You can always add to an earlier report by replying to the message with its reference.`,
    full: (reference: string) =>
      `You have sent a lot about <code>${reference}</code>. All of it is kept, and enough for our staff. Your last message is not: if it is about something else, please send it again in a while.`,
    onlyContact:
      'That is a contact, but we do not know yet what it is about. Please tell me first what is wrong and where, then send the contact.',
    lost: 'Sorry, we could not take in this message. Please send it again.',
    joined: (reference: string) => `Added to <code>${reference}</code>.`,
    placed: (reference: string) => `Thank you, the place is noted: <code>${reference}</code>.`,
    joinedAnswered: (reference: string) =>
      `Added to <code>${reference}</code>. The department has answered you; please tap: is it solved?`,
    verdictKnown: 'You have told us already, thank you.',
    passedOn: (reference: string) => `Thank you. Passed on to those who deal with <code>${reference}</code>.`,
    putRight: (reference: string) =>
      `Staff know that we got <code>${reference}</code> wrong. Please tell us what you meant; just write.`,
    escalated: (reference: string) =>
      `We are sorry that it is still not solved. <code>${reference}</code> is with a supervisor now, who decides what comes next. Please tell us what is still wrong; just write, and they will see it.`,
    tooLateToReopen: (reference: string) =>
      `<code>${reference}</code> was closed more than 30 days ago. If something is wrong again, just write to me, and it is taken up as a matter of its own.`,
    whyNot: (reference: string) =>
      `We are sorry that it is not solved. <code>${reference}</code> is taken up again. Please tell us what is still wrong; just write, and your words go along.`,
    takenUpAgain: (reference: string) =>
      `We are sorry that it is not solved. <code>${reference}</code> is taken up again, and what you just wrote goes along. If there is more, just write.`,
    whatElse: (reference: string) =>
      `The department will look at <code>${reference}</code> again. Just write what else you want to know or to say; your words go along.`,
    askedAgain: (reference: string) =>
      `The department will look at <code>${reference}</code> again, with what you have just written.`,
    humanListens: 'All right, a person will read it. Please tell me what it is about; just write.',
    withdrawWhich: 'Which one?',
    nothingToWithdraw: 'There is nothing to withdraw.',
    keepAll: 'Keep them all',
    withdraw: {
      withdrawn: (reference: string) => `<code>${reference}</code> is withdrawn.`,
      'too-late': (reference: string) =>
        `<code>${reference}</code> is with a department already and can’t be withdrawn any more. It goes on.`,
      partly: (reference: string) =>
        `A part of <code>${reference}</code> is with a department already and goes on; what had not gone out is withdrawn.`,
      already: (reference: string) => `<code>${reference}</code> has ended already.`,
    },
    kept: 'All right, nothing changes.',
    forgetAsk:
      '<b>Delete your data?</b>\n\nYour name, your account, your words and what you sent will be gone for good. What no department holds yet is withdrawn. What one holds goes on, but we can’t tell you how it ends.',
    forgetYes: 'Delete',
    forgetNo: 'Don’t delete',
    forgotten: 'Deleted. If you write again, we meet for the first time.',
  },
};
