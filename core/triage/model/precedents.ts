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
  /** A supervisor's word between departments, which comes before any other. */
  ruling: boolean;
}

/** What a model is shown of them. */
export const precedentsShown = {
  most: 8,
  /** Less alike, and a decision says nothing about this message. Cosine. */
  leastAlike: 0.15,
  /** Of each text, in UTF-16 units. */
  longest: 400,
};

/** So many of the most alike are looked through for rulings: one that is a little less alike still says more. */
const lookedThrough = 4 * precedentsShown.most;

/** The ids of the decisions that are like enough to this message to be shown beside it, the most alike first. */
export function idsAlike(classifier: Classifier, text: string, most = precedentsShown.most): number[] {
  return classifier
    .nearest(text, most)
    .filter(({ likeness }) => likeness >= precedentsShown.leastAlike)
    .map(({ id }) => id);
}

export function asShown(precedent: Precedent): Precedent {
  return { ...precedent, text: shorten(precedent.text, precedentsShown.longest) };
}

/** The decisions on the messages most like this one: rulings first, then the most alike. Never on the complaint itself. */
export async function readPrecedents(
  db: Db,
  classifier: Classifier,
  { text, complaintId }: { text: string; complaintId: number },
): Promise<Precedent[]> {
  const ids = idsAlike(classifier, text, lookedThrough);
  const decisions = new Map((await readDecisionsOf(db, ids)).map((one) => [one.id, one]));
  const precedents = ids.flatMap((id) => {
    // What was erased or taken back a moment ago may not have been unlearned yet.
    const decision = decisions.get(id);
    if (!decision || decision.complaintId === complaintId) return [];
    const { reference, text, category, duty, ruling } = decision;
    return asShown({ reference, text, category, duty, ruling });
  });
  return precedents.sort((a, b) => Number(b.ruling) - Number(a.ruling)).slice(0, precedentsShown.most);
}
