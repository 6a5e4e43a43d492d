import { touchCards } from '../cards/touch-cards.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { makeFindable } from '../neighbours/make-findable.ts';
import { usePrompt } from '../people/prompt.ts';
import { may } from '../people/roles.ts';
import { draftTicket } from '../tickets/draft-tickets.ts';
import { learnedFrom } from '../triage/local/learned.ts';
import { proposeLocally } from '../triage/local/local-proposal.ts';
import { commit } from '../unit.ts';

export type Split =
  | { kind: 'split'; reference: string }
  | { kind: 'not-allowed' | 'gone' | 'too-many' }
  /** These words came before. */
  | { kind: 'repeated' };

/** As many problems as one complaint may have. */
const ticketsPerComplaint = 20;

/**
 * A reviewer splits a further problem off a complaint, in a few words of their own. It becomes a ticket of its own, with a local
 * suggestion and its own card; the first ticket keeps its draft. The prompt that brought the words is used up in the same transaction: an
 * update that comes twice splits once.
 */
export async function splitTicket(
  deps: Deps,
  { ticketId, by, text, prompt }: { ticketId: number; by: number; text: string; prompt?: number },
): Promise<Split> {
  const catalog = await catalogInForce(deps);
  const from = await deps.db.ticket.findUnique({ where: { id: ticketId }, include: { complaint: true } });
  if (!catalog || !from || from.complaint.erasedAt) return { kind: 'gone' };
  const reading = {
    text,
    photos: 0,
    voices: 0,
    hasPlace: from.complaint.latitude !== null,
    language: from.complaint.language,
  };
  const proposal = proposeLocally((await learnedFrom(deps, catalog)).classifier, catalog, reading);
  const problem = { ...proposal.problems[0]!, place: proposal.problems[0]!.place ?? from.place };
  return commit(deps, async (unit) => {
    if (!(await may(unit.tx, by, 'review'))) return { kind: 'not-allowed' } as const;
    if (prompt !== undefined && !(await usePrompt(unit.tx, prompt, unit.at)))
      return { kind: 'repeated' } as const;
    // Two splits at once must not take the same number.
    await unit.tx.$executeRaw`select 1 from complaint where id = ${from.complaintId} for update`;
    const last = await unit.tx.ticket.aggregate({
      where: { complaintId: from.complaintId },
      _max: { ordinal: true },
    });
    const ordinal = (last._max.ordinal ?? 0) + 1;
    if (ordinal > ticketsPerComplaint) return { kind: 'too-many' } as const;
    // The reviewer's own words say whether this one is an emergency too.
    const draft = { complaint: from.complaint, catalog, proposal };
    const id = await draftTicket(unit, draft, problem, ordinal);
    await makeFindable(unit, catalog, { id });
    await record(unit, {
      complaintId: from.complaintId,
      ticketId: from.id,
      type: 'split',
      by: { kind: 'staff', personId: by },
      data: { into: id },
    });
    // The others' cards say now that they are one of several.
    await touchCards(unit, { complaintId: from.complaintId });
    const { reference } = await unit.tx.ticket.findUniqueOrThrow({ where: { id } });
    return { kind: 'split', reference } as const;
  });
}
