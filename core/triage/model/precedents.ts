import type { Db } from '../../deps.ts';
import type { Classifier } from '../local/classifier.ts';
import { readDecisionsOf } from '../local/decisions.ts';
import { shorten } from '../words/draft.ts';

/** A decision on a message like this one, for the model to go by. */
export interface Precedent {
  /** The ticket's, by which staff find it: all that is kept of what a model was shown of another resident's words. */
  reference: string;
  text: string;
  category: string;
  duty: string | null;
}

const most = 8;
/** Less alike, and a decision says nothing about this message. Cosine. */
const leastAlike = 0.15;
/** Of each text, in UTF-16 units. */
const longest = 400;

/** The decisions on the messages most like this one, the most alike first. Never on the complaint itself. */
export async function readPrecedents(
  db: Db,
  classifier: Classifier,
  { text, complaintId }: { text: string; complaintId: number },
): Promise<Precedent[]> {
  const near = classifier.nearest(text, most).filter(({ likeness }) => likeness >= leastAlike);
  const decisions = await readDecisionsOf(
    db,
    near.map(({ id }) => id),
  );
  return near.flatMap(({ id }) => {
    // What was erased or taken back a moment ago may not have been unlearned yet.
    const decision = decisions.find((one) => one.id === id);
    if (!decision || decision.complaintId === complaintId) return [];
    const { reference, category, duty } = decision;
    return { reference, text: shorten(decision.text, longest), category, duty };
  });
}
