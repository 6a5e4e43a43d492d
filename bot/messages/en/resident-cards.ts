/** What stands on the cards in a resident's chat. Values that are put in are HTML. */
export const residentCards = {
  residentCard: {
    heard: (at: string) => `received ${at}`,
    gathering: 'Received; we are reading it. If there is more, just send it.',
    human: 'A person will read it.',
    emergency: '🚨 Treated as an emergency',
    understood: {
      complaint: 'As we understand it:',
      suggestion: 'As we understand your suggestion:',
      question: 'As we understand your question:',
      thanks: 'Thank you for writing.',
      not_for_us: 'Our staff will have a look.',
    },
    disputed: 'You said that this is not it. Our staff will look again.',
    states: {
      drafted: 'Our staff are looking at it, then it goes to the department in charge.',
      in_review: 'Our staff are looking at it, then it goes to the department in charge.',
      returned: 'Our staff are finding out whose job it is.',
      merged: 'Dealt with together with another report.',
      withdrawn: 'You have withdrawn it.',
      rejected: 'Our staff have looked at it:',
    },
    confirmed: (department: string) => `On its way to: ${department}.`,
    dispatched: (department: string) => `With: ${department}.`,
    accepted: (department: string) => `Being dealt with by: ${department}.`,
    reopened: (department: string) => `You said that it is not solved. Taken up again by: ${department}.`,
    answered: (department: string) => `Answered by: ${department}.`,
    due: (at: string) => `Answer by ${at}`,
    closed: {
      solved: 'You confirmed that it is solved.',
      no_answer: 'We did not hear from you and have closed it.',
      erased: 'Closed.',
    },
    asked: (what: string) => `If you can, tell us ${what}: reply to this message. We go on meanwhile.`,
    withdrawn: 'You have withdrawn it.',
    reply: 'To add something, reply to this message.',
    wrong: 'That’s not it',
  },
  word: {
    call: '🚨 <b>Please call now</b>',
    passed: (reference: string) =>
      `What you wrote went to our staff as an emergency: <code>${reference}</code>`,
    place: (reference: string) =>
      `Where is it (<code>${reference}</code>)? Send a place, or a few words: an estate, a house number, a corner.`,
    placeButton: '📍 Send my location',
    question: (reference: string) => `Our staff have a question for you (<code>${reference}</code>):`,
    reply: 'Just write to me.',
    replied: 'We have your answer, thank you.',
    rejection: (reference: string) => `Our staff have looked at <code>${reference}</code>:`,
    again: 'If you see it differently, reply to this message.',
    answer: (department: string, reference: string) =>
      `${department} answers you (<code>${reference}</code>):`,
    onlyMedia: 'Please see the pictures or files below.',
    verdicts: {
      waiting: 'Is it solved?',
      solved: 'You confirmed that it is solved. Thank you.',
      not_solved: 'You said that it is not solved; the department has it again.',
      over: 'Closed.',
    },
    solved: 'Solved',
    notSolved: 'Not solved',
  },
};
