import type { Complaint } from '../../prisma/generated/client.ts';
import type { CatalogInForce } from '../catalog/catalog.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import { watchForEmergency } from '../complaints/receive.ts';
import type { Deps, Settings } from '../deps.ts';
import { draftTickets } from '../tickets/draft-tickets.ts';
import { redraftTicket } from '../tickets/redraft-ticket.ts';
import { commit } from '../unit.ts';
import { blendProposal } from './blend-proposal.ts';
import { findEmergency } from './emergency/emergency.ts';
import { learnedFrom } from './local/learned.ts';
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
import { unsorted } from './unsorted.ts';

export type Triaged = { kind: 'drafted' | 'redrafted' | 'nothing-to-do' } | { kind: 'again'; in: number };

/** The machines that triage may ask. Without ears voices stay unheard; without eyes no photo leaves the house. */
export interface Machines {
  model: Model | null;
  ears?: Ears | null;
  eyes?: Eyes | null;
}

/**
 * Understands a settled complaint: reads the whole thread, asks the model (or the local classifier where there is none), and
 * drafts its tickets in one transaction. Whatever fails on the way, the tickets reach the reviewers, marked as what they are.
 * Words that came while the machine was thinking send it round again.
 */
export async function triageComplaint(deps: Deps & Machines, complaintId: number): Promise<Triaged> {
  const complaint = await deps.db.complaint.findUnique({ where: { id: complaintId } });
  if (complaint?.status !== 'gathering') return { kind: 'nothing-to-do' };
  const wait = complaint.settleAt.getTime() - deps.now().getTime();
  if (wait > 0) return { kind: 'again', in: wait };

  if (deps.ears) await writeDownVoices({ ...deps, ears: deps.ears }, complaint);
  const reading = await readComplaint(deps.db, complaint);
  const catalog = await catalogInForce(deps);
  if (!catalog) throw new Error('no catalogue has been imported');
  const understood = await understand(deps, catalog, complaint, reading);
  const proposal = aboveTheFloor(understood, complaint.emergency ?? findEmergency(reading.text));

  return commit(deps, async (unit) => {
    const { count } = await unit.tx.complaint.updateMany({
      where: { id: complaintId, status: 'gathering', settleAt: complaint.settleAt },
      data: { status: 'triaged', triagedAt: unit.at, kind: proposal.kind, language: proposal.language },
    });
    if (count === 0) return { kind: 'again', in: deps.settings.quietSpell } as const;
    // What no message tells by itself may stand in all of them together.
    await watchForEmergency(unit, complaint, reading);
    const now = await unit.tx.complaint.findUniqueOrThrow({
      where: { id: complaintId },
      include: { tickets: true },
    });
    const input = { complaint: now, catalog, proposal };
    if (now.tickets.length === 0) {
      await draftTickets(unit, input);
      return { kind: 'drafted' } as const;
    }
    return { kind: (await redraftTicket(unit, input)) ? 'redrafted' : 'nothing-to-do' } as const;
  });
}

/** Who writes of gas or fire neither thanks nor jokes, whoever says so. */
function aboveTheFloor(proposal: Proposal, emergency: string | null): Proposal {
  const silent = proposal.kind === 'thanks' || proposal.kind === 'not_for_us';
  return emergency && silent ? { ...proposal, kind: 'complaint' } : proposal;
}

/**
 * Whether the local classifier is so sure of one plain complaint that no model need be asked. Its draft is the resident's own words, so it
 * only does where staff read that language.
 */
function maySpareTheModel(
  { kind, language, problems }: Proposal,
  { cascade, staffLanguage }: Pick<Settings, 'cascade' | 'staffLanguage'>,
): boolean {
  const [problem, ...others] = problems;
  if (cascade === null || kind !== 'complaint' || others.length > 0 || !language.startsWith(staffLanguage))
    return false;
  return problem!.elsewhere === null && (problem!.confidence ?? 0) >= cascade;
}

async function understand(
  deps: Deps & Machines,
  catalog: CatalogInForce,
  complaint: Complaint,
  reading: Reading,
): Promise<Proposal> {
  const { staffLanguage, modelPrivacy: privacy, cascade } = deps.settings;
  const { db, model, eyes } = deps;
  try {
    const learned = await learnedFrom(deps);
    const local = proposeLocally(learned.classifier, catalog, reading);
    if (complaint.wantsHuman) return unsorted(local, 'wants-human');
    if (!model || reading.text === '') return local;
    if (maySpareTheModel(local, { cascade, staffLanguage })) return { ...local, cascaded: true };
    const about = { text: reading.text, complaintId: complaint.id };
    const photos = eyes && reading.photos > 0 ? await lookAtPhotos({ db, eyes }, complaint.id) : null;
    const unreadPhotos = photos?.unread ?? 0;
    const asked = await proposeWithModel({
      model,
      catalog,
      reading,
      precedents: await readPrecedents(db, learned.classifier, about),
      photos,
      staffLanguage,
      privacy,
      now: () => deps.now().getTime(),
      ledger: ledgerFor(deps, complaint),
    });
    if (asked.kind === 'proposal')
      return { ...blendProposal(learned, catalog, reading, asked.proposal), unreadPhotos };
    return { ...unsorted(local, asked.failure), modelCallId: asked.modelCallId, unreadPhotos };
  } catch (error) {
    // A complaint that breaks the machine must not be the one that nobody sees.
    deps.report(error, { complaintId: complaint.id });
    return unsorted(null, 'internal', reading);
  }
}
