import type { Complaint, Ticket } from '../../prisma/generated/client.ts';
import type { CatalogInForce } from '../catalog/catalog.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import { watchForEmergency } from '../complaints/receive.ts';
import type { Deps } from '../deps.ts';
import { makeFindable } from '../neighbours/make-findable.ts';
import { completeDraft } from '../tickets/complete-draft.ts';
import { type Draft, draftTickets } from '../tickets/draft-tickets.ts';
import { redraftTicket } from '../tickets/redraft-ticket.ts';
import { commit, type Unit } from '../unit.ts';
import { blendProposal } from './blend-proposal.ts';
import { maySpareTheModel } from './cascade.ts';
import { claim, giveBack, unmoved } from './claim.ts';
import { aboveTheFloor, draftAtOnce } from './emergency/draft-at-once.ts';
import { findEmergency } from './emergency/emergency.ts';
import { learnedFrom } from './local/learned.ts';
import type { Learned } from './local/learning.ts';
import { proposeLocally } from './local/local-proposal.ts';
import type { Ears } from './media/ears.ts';
import type { Eyes } from './media/eyes.ts';
import { lookAtPhotos } from './media/look-at-photos.ts';
import { writeDownVoices } from './media/write-down-voices.ts';
import { ledgerFor } from './model/ledger.ts';
import type { Model } from './model/model.ts';
import { readPrecedents } from './model/precedents.ts';
import { proposeWithModel } from './model/propose-with-model.ts';
import type { Proposal, Reading } from './proposal.ts';
import { readComplaint } from './read-complaint.ts';
import { withRulings } from './ruled-alike.ts';
import { seenInPhotos } from './seen-in-photos.ts';
import { unsorted, withoutAnswer } from './unsorted.ts';
import { worthWaiting } from './worth-waiting.ts';

export type Triaged = { kind: 'drafted' | 'redrafted' | 'nothing-to-do' } | { kind: 'again'; in: number };

/** The machines that triage may ask. Without ears voices stay unheard; without eyes no photo leaves the house. */
export interface Machines {
  model: Model | null;
  ears?: Ears | null;
  eyes?: Eyes | null;
}

/**
 * Understands a settled complaint: claims it, reads the whole thread, asks the model (or the local classifier where there is none), and
 * drafts its tickets in one transaction; an emergency without waiting for the model, and again when that has answered. Whatever fails on
 * the way, the tickets reach the reviewers, marked as what they are. Words that came while the machine was thinking send it round again.
 */
export async function triageComplaint(deps: Deps & Machines, complaintId: number): Promise<Triaged> {
  const settled = await deps.db.complaint.findUnique({ where: { id: complaintId } });
  if (settled?.status !== 'gathering') return { kind: 'nothing-to-do' };
  const wait = settled.settleAt.getTime() - deps.now().getTime();
  if (wait > 0) return { kind: 'again', in: wait };
  const claimed = await claim(deps, settled);
  if (!claimed) return { kind: 'again', in: deps.settings.quietSpell };
  try {
    return await triage(deps, claimed);
  } catch (error) {
    // Where not even this can be written, the claim ends by itself.
    await giveBack(deps, claimed, deps.now()).catch(() => undefined);
    throw error;
  }
}

async function triage(deps: Deps & Machines, claimed: Complaint): Promise<Triaged> {
  if (deps.ears) await writeDownVoices({ ...deps, ears: deps.ears }, claimed);
  const reading = await readComplaint(deps.db, claimed);
  const catalog = await catalogInForce(deps);
  if (!catalog) throw new Error('no catalogue has been imported');
  const emergency = claimed.emergency ?? findEmergency(reading.text);
  const understood = await understand(deps, { catalog, complaint: claimed, reading, emergency });
  const wait = emergency ? null : await worthWaiting(deps, claimed, understood);
  if (wait !== null) {
    await giveBack(deps, claimed, new Date(deps.now().getTime() + wait));
    return { kind: 'again', in: wait };
  }
  const proposal = aboveTheFloor(understood, emergency);

  return commit(deps, async (unit) => {
    const { count } = await unit.tx.complaint.updateMany({
      where: unmoved(claimed),
      data: {
        status: 'triaged',
        settleAt: unit.at,
        triagedAt: unit.at,
        kind: proposal.kind,
        language: proposal.language,
      },
    });
    if (count === 0) return { kind: 'again', in: deps.settings.quietSpell } as const;
    // What no message tells by itself may stand in all of them together.
    await watchForEmergency(unit, claimed, reading);
    const now = await unit.tx.complaint.findUniqueOrThrow({
      where: { id: claimed.id },
      include: { tickets: true },
    });
    const input = { complaint: now, catalog, proposal };
    const kind = await draft(unit, input, claimed.triagedAt !== null);
    await makeFindable(unit, catalog, { complaintId: claimed.id });
    return { kind };
  });
}

/** `understood`: to the end; else its tickets may be there all the same, of an emergency that was drafted at once. */
async function draft(
  unit: Unit,
  input: Draft & { complaint: { tickets: Ticket[] } },
  understood: boolean,
): Promise<'drafted' | 'redrafted' | 'nothing-to-do'> {
  if (input.complaint.tickets.length === 0) {
    await draftTickets(unit, input);
    return 'drafted';
  }
  const redrafted = await (understood ? redraftTicket : completeDraft)(unit, input);
  return redrafted ? 'redrafted' : 'nothing-to-do';
}

interface Claimed {
  catalog: CatalogInForce;
  complaint: Complaint;
  reading: Reading;
  emergency: string | null;
}

async function understand(deps: Deps & Machines, claimed: Claimed): Promise<Proposal> {
  const { catalog, complaint, reading, emergency } = claimed;
  try {
    const learned = await learnedFrom(deps, catalog);
    const local = proposeLocally(learned.classifier, catalog, reading);
    if (complaint.wantsHuman) return unsorted(local, 'wants-human');
    const { model, settings } = deps;
    const ruled = (proposal: Proposal) => withRulings(deps.db, learned.classifier, proposal, reading.text);
    if (!model) return await ruled(local);
    if (maySpareTheModel(local, settings)) return await ruled({ ...local, cascaded: true });
    if (emergency) await draftAtOnce(deps, claimed, learned);
    return await ruled(await understandWithModel({ ...deps, model }, { ...claimed, learned, local }));
  } catch (error) {
    // A complaint that breaks the machine must not be the one that nobody sees.
    deps.report(error, { complaintId: complaint.id });
    return unsorted(null, 'internal', reading);
  }
}

interface Question extends Claimed {
  learned: Learned;
  local: Proposal;
}

async function understandWithModel(
  deps: Deps & Machines & { model: Model },
  { catalog, complaint, reading, emergency, learned, local }: Question,
): Promise<Proposal> {
  const { db, model, eyes } = deps;
  const { staffLanguage, modelPrivacy: privacy } = deps.settings;
  const { id: complaintId } = complaint;
  const { text } = reading;
  const photos = eyes && reading.photos > 0 ? await lookAtPhotos({ db, eyes }, complaintId) : null;
  const unreadPhotos = photos?.unread ?? 0;
  if (text === '' && !photos?.jpegs.length) return { ...local, unreadPhotos };
  const asked = await proposeWithModel({
    model,
    catalog,
    reading,
    precedents: await readPrecedents(db, learned.classifier, { text, complaintId }),
    photos,
    staffLanguage,
    privacy,
    now: () => deps.now().getTime(),
    ledger: ledgerFor(deps, complaint),
  });
  if (asked.kind === 'proposal') {
    const blended = blendProposal(learned, catalog, reading, asked.proposal);
    return { ...(text === '' ? seenInPhotos(blended, local, staffLanguage) : blended), unreadPhotos };
  }
  const { failure, modelCallId, retryAfter } = asked;
  // As where there is no sight at all.
  if (failure === 'blind') return { ...local, unreadPhotos };
  // What was drafted at once is not taken from under a reviewer's eyes because the model is away.
  const standing = emergency ? { ...local, failure } : withoutAnswer(local, failure);
  return { ...standing, modelCallId, unreadPhotos, retryAfter };
}
