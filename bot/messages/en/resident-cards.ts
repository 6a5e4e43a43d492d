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
    heardByMachine: '🎤 A machine wrote down your voice message and may have misheard.',
    disputed: 'You said that this is not it. Our staff will look again.',
    states: {
      drafted: 'Our staff are looking at it, then it goes to the department in charge.',
      in_review: 'Our staff are looking at it, then it goes to the department in charge.',
      returned: 'Our staff are finding out whose job it is.',
      merged: 'Dealt with together with another report.',
      withdrawn: 'You have withdrawn it.',
      rejected: 'Our staff have looked at it:',
    },
    together: (lead: string, others: string) =>
      `🤝 Led by: ${lead}. Also at work: ${others}. All of it shows here.`,
    escalated:
      'You said that it is still not solved. A supervisor is looking at it and will decide what comes next.',
    confirmed: (department: string) => `On its way to: ${department}.`,
    dispatched: (department: string) => `With: ${department}.`,
    accepted: (department: string) => `Being dealt with by: ${department}.`,
    reopened: (department: string) => `You said that it is not solved. Taken up again by: ${department}.`,
    answered: (department: string) => `Answered by: ${department}.`,
    suggestion: {
      waiting: 'Our staff are looking at it, then it goes to the department that can decide.',
      confirmed: (department: string) => `Your suggestion is on its way to: ${department}.`,
      dispatched: (department: string) => `Your suggestion is with: ${department}.`,
      accepted: (department: string) => `Your suggestion is being considered by: ${department}.`,
      reopened: (department: string) => `Your suggestion is being considered again by: ${department}.`,
    },
    question: {
      waiting: 'Our staff are looking at it, then it goes to the department that can answer.',
      confirmed: (department: string) => `Your question is on its way to: ${department}.`,
      dispatched: (department: string) => `Your question is with: ${department}.`,
      accepted: (department: string) => `Your question is being answered by: ${department}.`,
      reopened: (department: string) => `You asked again. Your question is with: ${department}.`,
    },
    passedOn: (department: string) => `Your thanks went to: ${department}.`,
    due: (at: string) => `Answer by ${at}`,
    closed: {
      solved: 'You confirmed that it is solved.',
      no_answer:
        'We did not hear from you and have closed it. If it is not solved, you can say so below the answer for 30 days.',
      erased: 'Closed.',
    },
    asked: (what: string) => `If you can, add ${what}: reply to this message. We go on meanwhile.`,
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
      escalated: 'You said that it is still not solved; a supervisor decides what comes next.',
      explained: 'We hope that this answers it. If not, tap below.',
      unheard:
        'We have not heard from you for seven days and have closed it. If it is not solved, tap below within 30 days, and it is taken up again.',
      over: 'Closed.',
    },
    suggestion: {
      waiting: 'Is that all right with you?',
      solved: 'You said that it is all right. Thank you for the suggestion.',
      not_solved: 'You said that it is not all right; the department is considering it again.',
    },
    askedAgain: 'You asked again; the department has your question once more.',
    solved: 'Solved',
    notSolved: 'Not solved',
    fine: 'All right',
    notFine: 'Not all right',
    askAgain: 'Ask again',
  },
};
