import { z } from 'zod';

/** What somebody has told of the person for whom they file, as far as they have got. */
export const interview = z.object({
  name: z.string().optional(),
  reach: z.string().optional(),
  consent: z.enum(['spoken', 'none']).optional(),
  whyNot: z.string().optional(),
});
export type Interview = z.infer<typeof interview>;

/** What is to be asked next. `words`: all is known, and what comes next is the complaint. */
export type Asking = 'name' | 'reach' | 'consent' | 'whyNot' | 'words';

export function nextQuestion({ name, reach, consent, whyNot }: Interview): Asking {
  if (name === undefined) return 'name';
  if (reach === undefined) return 'reach';
  if (consent === undefined) return 'consent';
  return consent === 'none' && whyNot === undefined ? 'whyNot' : 'words';
}

/** As much as fits a line of a card. */
const longest = 200;

/** The interview with the answer to what was asked; consent is tapped, not written. Null where these words answer nothing. */
export function answered(soFar: Interview, text: string | null): Interview | null {
  const asking = nextQuestion(soFar);
  const answer = text?.trim().slice(0, longest);
  if (!answer || asking === 'consent' || asking === 'words') return null;
  return { ...soFar, [asking]: answer };
}
