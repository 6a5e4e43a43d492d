export const gridTexts = {
  grid: {
    help: 'You are a grid worker:\n/round: what you see on your round, in words or a photo\n/feedback REFERENCE: a report from the spot, with photos if you like\n/escalate REFERENCE: what is beyond you goes to the supervisors\n/area: your streets',
    roundListens: 'Good. What do you see? Write it, or send a photo with a line.',
    listens: {
      feedback: (reference: string) =>
        `Good. How does it look at <code>${reference}</code>? Write it, or send photos.`,
      escalation: (reference: string) =>
        `Good. Why should <code>${reference}</code> go upward? Write it, or send photos.`,
    },
    usage: {
      feedback:
        'Please add the reference, as in <code>/feedback 7K4-2QD the hole is filled</code>. It may also be a photo’s caption.',
      escalation:
        'Please add the reference and why, as in <code>/escalate 7K4-2QD backs up for the third time, needs a new pipe</code>.',
    },
    reported: {
      feedback: (reference: string, title: string) =>
        `Kept with <code>${reference}</code> (${title}); reviewers and the department see it.`,
      escalation: (reference: string, title: string) =>
        `<code>${reference}</code> (${title}) has gone upward; the supervisors see it now.`,
    },
    ended: (reference: string) =>
      `<code>${reference}</code> is over. If the problem is back, please report it anew with /round.`,
    areaSet: (area: string) => `Good. Your area: ${area}.`,
    areaUsage: (area: string | null) =>
      `${area ? `Your area: ${area}.` : 'You have not said which area is yours.'} To change it: <code>/area Xingfuli, houses 1 to 6</code>`,
    areaOfOthers: 'Only grid workers have an area.',
  },
};
