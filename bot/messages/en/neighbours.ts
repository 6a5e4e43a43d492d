/** Several residents who tell of one problem. Values that are put in are HTML; toasts (`tap`) and buttons are plain. */
export const neighbourTexts = {
  neighbours: {
    title: '👥 Perhaps the same problem:',
    score: (percent: number) => `${percent}% alike`,
    ended: 'over, nothing can be merged into it',
    joined: (count: number) => `👥 ${count} more merged into this`,
    mergedInto: (reference: string, status: string) => `👥 Merged into <code>${reference}</code> (${status})`,
    also: (places: string) => `📍 Where the others say it is: ${places}`,
    answerToAll: (people: number) =>
      `✉️ The answer goes word for word to ${people} residents; please name nobody in it.`,
    buttons: {
      look: (reference: string) => `👁 Look at ${reference}`,
      merge: (reference: string) => `👥 Merge into ${reference}`,
      unmerge: '↩️ Take out again',
    },
    look: {
      title: (reference: string, at: string) => `<code>${reference}</code> · ${at}`,
      gone: 'This can’t be found any more.',
      erased: 'The resident erased their data.',
    },
    tap: {
      merged: (reference: string) => `Merged into ${reference}`,
      'lead-ended': (reference: string, status: string) =>
        `${reference} is over (${status}); nothing can be merged into it`,
      'lead-gone': 'What it was to be merged into can’t be found.',
      itself: 'That one is merged into this already.',
      unmerged: 'Taken out; you can decide on it by itself',
      'not-merged': 'It is not merged into anything.',
      'too-late': 'What it went along with is over; it can’t be taken out any more.',
    },
    resident: {
      merged: '👥 Dealt with together with a neighbour’s report of the same problem.',
      ownMerged: '👥 Dealt with together with your other report of the same problem.',
      others: (count: number) => `👥 ${count} ${count === 1 ? 'neighbour' : 'neighbours'} said so too.`,
      closedByOther: 'A neighbour confirmed that it is solved.',
      reopenedByOther: (department: string) =>
        `A neighbour said that it is not solved. Taken up again by: ${department}.`,
      notSolvedByOther: 'A neighbour said that it is not solved; the department has it again.',
    },
  },
};
