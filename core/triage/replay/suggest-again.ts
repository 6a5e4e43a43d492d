import type { Catalog } from '../../catalog/catalog.ts';
import type { Deps } from '../../deps.ts';
import { blendProposal } from '../blend-proposal.ts';
import { maySpareTheModel } from '../cascade.ts';
import type { Learned } from '../local/learning.ts';
import { proposeLocally } from '../local/local-proposal.ts';
import type { Ledger } from '../model/ledger.ts';
import type { Model } from '../model/model.ts';
import { readPrecedents } from '../model/precedents.ts';
import { proposeWithModel } from '../model/propose-with-model.ts';
import type { Proposal, Reading } from '../proposal.ts';
import { withoutAnswer } from '../unsorted.ts';
import { type Said, useless } from './cases.ts';

/** What came of asking about a past complaint again. */
export type Answer = { local: Proposal } & (
  | { kind: 'answered'; reading: Reading; proposal: Proposal }
  /** The local classifier is alone, or so sure that no model need be asked. */
  | { kind: 'spared' }
  /** By an answer that cannot be used: what stands without it. */
  | { kind: 'useless'; standing: Proposal }
  /** The model was not there, which says nothing of how good it is. */
  | { kind: 'unanswered'; why: string }
);

export interface Asking {
  deps: Pick<Deps, 'db' | 'now' | 'settings'>;
  catalog: Catalog;
  model: Model | null;
  ledger: Ledger;
  learned: Learned;
  reading: Reading;
  complaintId: number;
}

/**
 * Asks about a past complaint by the steps of triage: cascade, precedents, vault, checks and repair included. What it takes from what was
 * learned, it takes before it first waits, as that goes on changing.
 */
export async function askAgain(asking: Asking): Promise<Answer> {
  const { deps, catalog, model, learned, reading, complaintId } = asking;
  const { staffLanguage, modelPrivacy: privacy, cascade } = deps.settings;
  const local = proposeLocally(learned.classifier, catalog, reading);
  if (!model || maySpareTheModel(local, { cascade, staffLanguage })) return { kind: 'spared', local };
  const asked = await proposeWithModel({
    model,
    catalog,
    reading,
    precedents: await readPrecedents(deps.db, learned.classifier, { text: reading.text, complaintId }),
    staffLanguage,
    privacy,
    now: () => deps.now().getTime(),
    ledger: asking.ledger,
  });
  if (asked.kind === 'proposal') return { kind: 'answered', local, reading, proposal: asked.proposal };
  const { failure } = asked;
  if (!useless.includes(failure)) return { kind: 'unanswered', local, why: failure };
  return { kind: 'useless', local, standing: withoutAnswer(local, failure) };
}

/** What is said of a past complaint today: what staff would be shown, and each source by itself. Null: it was not asked. */
export interface Again {
  suggestion: Said | null;
  model: Said | null;
  local: Said;
}

/** What comes of an answer that the model had no part in. */
export function withoutModel(answer: Exclude<Answer, { kind: 'answered' }>): Again {
  const local = saidIn(answer.local);
  if (answer.kind === 'spared') return { suggestion: local, model: null, local };
  if (answer.kind === 'unanswered') return { suggestion: null, model: null, local };
  return { suggestion: saidIn(answer.standing), model: { said: null }, local };
}

/**
 * What comes of the model's answer by what was learned at that time. A ticket is of one category: of several problems that are seen in its
 * words, the first counts.
 */
export function blendAgain(
  learned: Learned,
  catalog: Catalog,
  { reading, proposal, local }: Extract<Answer, { kind: 'answered' }>,
): Again {
  const blended = blendProposal(learned, catalog, reading, proposal);
  const beside = blended.problems[0]?.local;
  return {
    suggestion: saidIn(blended),
    model: saidIn(proposal),
    local: beside ? { said: beside.code } : saidIn(local),
  };
}

function saidIn({ problems }: Proposal): Said {
  return { said: problems[0]?.category ?? null };
}
