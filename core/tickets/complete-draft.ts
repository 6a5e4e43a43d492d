import type { Ticket } from '../../prisma/generated/client.ts';
import type { Unit } from '../unit.ts';
import { type Draft, draftTicket, raised } from './draft-tickets.ts';
import { redraftTicket } from './redraft-ticket.ts';

/**
 * Completes an emergency that was drafted at once, as one ticket: where nobody has decided on it yet it is drafted anew, and holds what is
 * the emergency; each other problem gets a ticket of its own. Returns whether it drafted.
 */
export async function completeDraft(
  unit: Unit,
  input: Draft & { complaint: { tickets: Ticket[] } },
): Promise<boolean> {
  const problems = raised(input).toSorted((a, b) => rank(a) - rank(b));
  const draft = { ...input, proposal: { ...input.proposal, problems } };
  if (!(await redraftTicket(unit, draft))) return false;
  for (const [at, problem] of problems.slice(1).entries()) await draftTicket(unit, draft, problem, at + 2);
  return true;
}

function rank({ urgency }: { urgency: string }): number {
  return urgency === 'emergency' ? 0 : 1;
}
