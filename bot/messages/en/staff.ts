import type { Prompted } from '../zh/staff.ts';

const notAllowed = 'You may not do this. Please ask an admin.';

/** What staff hear when they tap (plain, at most 200 characters), and when they are asked for words. */
export const staffTexts = {
  taps: {
    confirmed: (department: string) => `Confirmed, on its way to: ${department}`,
    rejected: 'Ended; the resident reads why',
    passedOn: (department: string) => `The thanks are on their way to: ${department}`,
    already: ({ by, what }: { by: string | null; what: string }) =>
      `${by ?? 'A colleague'} was first: ${what}`,
    alreadyAt: (status: string) => `It is now: ${status}`,
    notAllowed,
    forSupervisors: {
      supervisor: 'This one is for a supervisor to decide. Thank you for looking at it.',
      admin: 'This one is for an admin to decide. Thank you for looking at it.',
    },
    ruled: ({ by, at }: { by: string | null; at: string }) =>
      `${by ?? 'A supervisor'} ruled on ${at} that this is yours; it can’t be sent back.`,
    notMember: 'Only people of this department may do this.',
    stale: 'Something has changed. Please look at the newest card.',
    noSuchOthers: 'The catalogue does not name them any more. Please choose another reason.',
    noSuchCategory: 'This category is no longer used. Please choose another.',
    gone: 'This can’t be found.',
    notTheirs: 'This is not with your department any more.',
    unknown: 'This button no longer works. Please look at the newest message.',
    accepted: 'Accepted',
    thanksForWord: 'Thank you for telling us.',
    takeBack: {
      'taken-back': 'Taken back; you can decide anew',
      'not-allowed': 'Only whoever decided, or a supervisor, may take it back.',
      gone: 'This can’t be found.',
      'too-late': 'It is too late for that, or the department has begun.',
      'nothing-to-take-back': 'There is nothing to take back.',
    },
    delivery: {
      arrived: 'Noted as arrived',
      'sent-again': 'Sending it again',
      'not-allowed': notAllowed,
      'settled-already': 'This delivery has been settled already.',
    },
  },
  prompts: {
    ask: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}, reply to this message with your question to the resident (<code>${reference}</code>).`,
      placeholder: 'Your question',
      done: (reference: string) => `Asked. The answer will show on the card of <code>${reference}</code>.`,
      failed: {
        'not-allowed': notAllowed,
        gone: 'This can’t be found.',
        nobody: 'This resident can’t be reached any more.',
        decided: 'This has been decided; it is too late to ask.',
      },
    },
    split: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}, reply to this message: in a sentence or two, what is the other problem in <code>${reference}</code>?`,
      placeholder: 'The other problem',
      done: (reference: string) => `Split off as <code>${reference}</code>.`,
      failed: {
        'not-allowed': notAllowed,
        gone: 'This can’t be found.',
        'too-many': 'This has been split often enough.',
      },
    },
    reject: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}, reply to this message with the reason for ending <code>${reference}</code>. The resident reads your words as they are.`,
      placeholder: 'The reason, for the resident',
    },
    return_reason: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}, reply to this message: why is <code>${reference}</code> not yours?`,
      placeholder: 'Why it is not ours',
      done: 'Returned to the reviewers.',
    },
    answer: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}, reply to this message with what was done about <code>${reference}</code>, with photos if you like. The resident reads your words as they are.`,
      placeholder: 'What was done, for the resident',
      done: 'Answered. The resident is asked whether it is solved.',
      explained: 'Answered.',
      stopped: {
        template: (_: string) =>
          '✋ <b>Not sent to the resident yet</b>: this does not say what was done. Please reply to the card with what was done and what came of it; if nothing can be done, with the reason.',
        off_topic: (_: string) =>
          '✋ <b>Not sent to the resident yet</b>: this seems to speak of something else than they told. Please look at the card and reply to it again.',
        incomplete: (missing: string) =>
          `✋ <b>Not sent to the resident yet</b>: they also told of ${missing}, which this does not mention. Please reply to the card with an answer to all of it.`,
      },
      sendAnyway: 'Send it as it is',
      sentAnyway: (who: string) => `Sent to the resident as it is, by ${who}.`,
      gone: 'This answer can’t be sent any more. Please reply to the card.',
    },
    amend: {
      prompt: ({ who, reference }: Prompted) =>
        `${who}, reply to this message with the duty on which you ruled in <code>${reference}</code>; it is added to the category. One line in Chinese and one in English, or one that stands for both.`,
      placeholder: 'The duty in words',
      done: 'Added. What comes next is sorted by it too.',
      failed: {
        'not-allowed': notAllowed,
        'no-ruling': 'There is no ruling on this now.',
        'no-such-category': 'This category is no longer used, so nothing can be added to it.',
        already: 'This ruling has been added already.',
      },
    },
    notYours: 'This waits for a reply from a colleague.',
    replyToQuestion: 'Please reply to my question above, not to the card. This was not used.',
    notSent: 'Your words were not sent to the resident.',
    byButton: (reference: string) =>
      `You are not of this department, so this was not taken as its answer. To answer <code>${reference}</code> in its stead, tap “Answer” on the card.`,
    onCard: (reference: string) =>
      `To answer the resident, please reply to the card of <code>${reference}</code>. This was not sent.`,
    tooLong: (most: number) => `That is too long; please stay within ${most} characters.`,
    wordsWanted: 'Please reply in words.',
  },
};
