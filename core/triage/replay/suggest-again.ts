import type { Catalog } from '../../catalog/catalog.ts';
import type { Deps } from '../../deps.ts';
import type { Classifier } from '../local/classifier.ts';
import { proposeLocally } from '../local/local-proposal.ts';
import type { Ledger } from '../model/ledger.ts';
import type { Model } from '../model/model.ts';
import { readPrecedents } from '../model/precedents.ts';
import { type ModelFailure, proposeWithModel } from '../model/propose-with-model.ts';
import type { Proposal, Reading } from '../proposal.ts';

export type Again =
  | { kind: 'suggested'; category: string | null }
  /** The model was not there, which says nothing of how good it is. */
  | { kind: 'unanswered'; why: string };

/** What an answer that cannot be used says of the model and its prompt: that nothing is suggested. */
const useless: ModelFailure[] = ['refused', 'cut-off', 'unreadable'];

/**
 * What the model, or the local classifier, says by itself today of a past complaint, by the steps of triage: precedents, vault, checks and
 * repair included. A ticket is of one category: of several problems that are seen in its words, the first counts. What it takes from the
 * classifier, it takes before it first waits, as the classifier goes on learning.
 */
export async function suggestAgain({
  deps,
  catalog,
  model,
  ledger,
  classifier,
  reading,
  complaintId,
}: {
  deps: Pick<Deps, 'db' | 'now' | 'settings'>;
  catalog: Catalog;
  model: Model | null;
  ledger: Ledger;
  classifier: Classifier;
  reading: Reading;
  complaintId: number;
}): Promise<Again> {
  if (!model) return suggested(proposeLocally(classifier, catalog, reading));
  const { staffLanguage, modelPrivacy: privacy } = deps.settings;
  const now = () => deps.now().getTime();
  const asked = await proposeWithModel({
    model,
    catalog,
    reading,
    precedents: await readPrecedents(deps.db, classifier, { text: reading.text, complaintId }),
    staffLanguage,
    privacy,
    now,
    ledger,
  });
  if (asked.kind === 'proposal') return suggested(asked.proposal);
  return useless.includes(asked.failure)
    ? { kind: 'suggested', category: null }
    : { kind: 'unanswered', why: asked.failure };
}

function suggested({ problems }: Proposal): Again {
  return { kind: 'suggested', category: problems[0]?.category ?? null };
}
