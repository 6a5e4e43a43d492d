import type { Complaint, Ticket } from '../../prisma/generated/client.ts';
import type { Outcome } from '../../prisma/generated/enums.ts';
import type { Kind } from '../triage/proposal.ts';

/** What a ticket asks of its department: to act, to weigh an idea, to explain, or nothing but to read that somebody is thankful. */
export type Errand = Exclude<Kind, 'not_for_us'>;

/** How a closed ticket ended: in the resident's word, or with a question explained, or with thanks passed on, after which nobody owes a word. */
export type Ending = Outcome | 'explained' | 'passed_on';

/** A reviewer who gives thanks to a department as a job, or what looked like nothing, means that there is something to do. */
export function errandOf(
  ticket: Pick<Ticket, 'status' | 'outcome' | 'dueAt'>,
  { kind, emergency }: Pick<Complaint, 'kind' | 'emergency'>,
): Errand {
  if (endingOf(ticket) === 'passed_on') return 'thanks';
  // Who asks what to do about the smell of gas needs somebody who comes.
  if (emergency) return 'complaint';
  return kind === 'question' || kind === 'suggestion' ? kind : 'complaint';
}

/** Thanks have never been due; whatever else is with a department is. */
export function endingOf({
  status,
  outcome,
  dueAt,
}: Pick<Ticket, 'status' | 'outcome' | 'dueAt'>): Ending | null {
  if (status !== 'closed') return null;
  return outcome ?? (dueAt === null ? 'passed_on' : 'explained');
}
