import type { Complaint, Prisma } from '../../prisma/generated/client.ts';
import { touchCards, wantCard, wantMediaCard, wordAboutPlace } from '../cards/touch-cards.ts';
import type { CatalogInForce } from '../catalog/catalog.ts';
import { record } from '../events.ts';
import { expect, expectedOf, withinTheHour } from '../people/expecting.ts';
import { findEmergency } from '../triage/emergency/emergency.ts';
import type { Problem, Proposal } from '../triage/proposal.ts';
import type { Unit } from '../unit.ts';
import { ticketReference } from './reference.ts';

export interface Draft {
  complaint: Complaint;
  catalog: CatalogInForce;
  proposal: Proposal;
}

const system = { kind: 'system' } as const;

/** Writes a ticket with its suggestion and its review card for every problem of a complaint. */
export async function draftTickets(unit: Unit, draft: Draft): Promise<void> {
  await touchCards(unit, { complaintId: draft.complaint.id });
  for (const [index, problem] of raised(draft).entries()) {
    await draftTicket(unit, draft, problem, index + 1);
  }
  await askWhatIsMissing(unit, draft);
}

/** One more ticket of a complaint, with its suggestion, event and cards. Returns its id. */
export async function draftTicket(
  unit: Unit,
  { complaint, catalog, proposal }: Draft,
  problem: Problem,
  ordinal: number,
): Promise<number> {
  const ticket = await unit.tx.ticket.create({
    data: {
      complaintId: complaint.id,
      ordinal,
      reference: ticketReference(complaint.reference, ordinal),
      createdAt: unit.at,
      ...draftOf(problem, complaint),
    },
  });
  await unit.tx.suggestion.create({
    data: suggestionOf(proposal, problem, {
      complaintId: complaint.id,
      ticketId: ticket.id,
      catalogVersionId: catalog.version,
      createdAt: unit.at,
    }),
  });
  await record(unit, {
    complaintId: complaint.id,
    ticketId: ticket.id,
    type: 'drafted',
    by: system,
    data: { source: proposal.source },
  });
  const card = {
    complaintId: complaint.id,
    ticketId: ticket.id,
    urgent: ticket.urgency === 'emergency',
  };
  await wantCard(unit, { kind: 'review', ...card });
  if (ordinal === 1) await wantMediaCard(unit, { kind: 'review_media', ...card });
  return ticket.id;
}

/**
 * The problems with the urgency that the fixed rules give them, whatever the proposal says. Of several problems in an emergency, those
 * are meant whose words meet a rule; where none does, all are.
 */
export function raised({ complaint, proposal }: Draft): Problem[] {
  const { problems } = proposal;
  if (!complaint.emergency) return problems;
  const rings = ({ evidence, title, description }: Problem) =>
    findEmergency([...evidence, title, description].join('\n')) !== null;
  const meant = problems.filter(rings);
  return problems.map((problem) =>
    meant.length === 0 || meant.includes(problem) ? { ...problem, urgency: 'emergency' } : problem,
  );
}

type About = Pick<Complaint, 'kind' | 'latitude' | 'emergency'>;

/** What a draft writes on its ticket. */
export function draftOf(problem: Problem, complaint: About) {
  return {
    title: problem.title,
    description: problem.description,
    place: problem.place,
    since: problem.since,
    wish: problem.wish,
    missing: missingOf(problem, complaint),
    urgency: problem.urgency,
  };
}

/**
 * Of what is not there yet, only the place can be told. Who asks, thanks or is not for us is asked for nothing, nor is whoever will be
 * sent to others, but in an emergency.
 */
function missingOf({ missing, elsewhere }: Problem, { kind, latitude, emergency }: About): string[] {
  if (elsewhere !== null && emergency === null) return [];
  const known = latitude === null ? missing : missing.filter((what) => what !== 'place');
  if (kind === 'suggestion') return known.filter((what) => what === 'place');
  return kind === 'complaint' ? known : [];
}

/** The row that keeps what the machine proposed, as it proposed it. */
export function suggestionOf(
  proposal: Proposal,
  problem: Problem,
  of: { complaintId: number; ticketId: number; catalogVersionId: number; createdAt: Date },
): Prisma.SuggestionUncheckedCreateInput {
  const { title, description, place, since, wish, missing, urgency } = problem;
  const { unreadPhotos = 0, takenFor = null, untilAnswered = false } = proposal;
  return {
    ...of,
    source: problem.source,
    failure: proposal.failure,
    categoryCode: problem.category,
    runnerUpCode: problem.runnerUp,
    dutyCode: problem.duty,
    elsewhereCode: problem.elsewhere,
    confidence: problem.confidence,
    unsure: problem.unsure,
    localCode: problem.local?.code,
    localConfidence: problem.local?.confidence,
    modelCode: problem.model,
    cascaded: proposal.cascaded ?? false,
    modelCallId: proposal.modelCallId ?? null,
    evidence: problem.evidence,
    draft: {
      title,
      description,
      place,
      since,
      wish,
      missing,
      urgency,
      unreadPhotos,
      takenFor,
      untilAnswered,
      ...(problem.ruled && { ruled: { ...problem.ruled } }),
    },
  };
}

/** Asks for what the department will need, once. The tickets do not wait for it. */
async function askWhatIsMissing(unit: Unit, { complaint, proposal }: Draft): Promise<void> {
  if (complaint.wantsHuman) return;
  const missing = new Set(proposal.problems.flatMap((problem) => draftOf(problem, complaint).missing));
  if (missing.size === 0) return;
  await unit.tx.complaint.update({ where: { id: complaint.id }, data: { asked: [...missing] } });
  if (!missing.has('place')) return;
  const { id: complaintId, chatId } = complaint;
  await wantCard(unit, { kind: 'word', complaintId, chatId, subject: wordAboutPlace });
  const person = await unit.tx.person.findUniqueOrThrow({ where: { id: complaint.personId } });
  if (expectedOf(person, unit.at)) return;
  await expect(unit.tx, person.id, { what: 'place', complaintId, until: withinTheHour(unit.at) });
}
