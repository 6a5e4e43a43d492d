import type { Prisma } from '../../../prisma/generated/client.ts';
import type { TicketStatus } from '../../../prisma/generated/enums.ts';
import type { Deps } from '../../deps.ts';
import { askModel } from './ask-model.ts';
import { judgeAnswer, type Shortcoming } from './judge-answer.ts';

/** What residents say about a complaint, and nobody else. */
const residents = ['report', 'addition', 'correction', 'reply', 'not_solved'] as const;

/** What a department has, or may have without our knowing. */
const answerable: TicketStatus[] = ['confirmed', 'reopened', 'dispatched', 'accepted'];

const whole = {
  complaint: {
    include: {
      tickets: { select: { id: true } },
      messages: {
        where: { purpose: { in: [...residents] }, supersededAt: null },
        orderBy: { id: 'asc' },
        include: { media: { select: { transcript: true } } },
      },
    },
  },
} as const satisfies Prisma.TicketInclude;

/**
 * Whether an answer may go to the resident as it is: null, or what it lacks. Pictures without a word, and an answer that nobody is left
 * to read, are not looked at; nor is what can't be answered any more, which is refused elsewhere. Where there is a model its word counts,
 * if it has one; its silence or nonsense holds nothing back that the rules let pass.
 */
export async function closingTest(
  deps: Deps,
  { ticketId, text }: { ticketId: number; text: string | null },
): Promise<Shortcoming | null> {
  const ticket = text ? await deps.db.ticket.findUnique({ where: { id: ticketId }, include: whole }) : null;
  if (!ticket || ticket.complaint.erasedAt || !answerable.includes(ticket.status)) return null;
  const { complaint, title, description, wish } = ticket;
  const words = complaint.messages.flatMap((message) => [
    message.text ?? [],
    message.media.flatMap(({ transcript }) => transcript ?? []),
  ]);
  const own = [title, description].join('\n');
  // Of a complaint with several problems, the others are other departments' to answer.
  const isAlone = complaint.tickets.length === 1;
  const said = [own, ...words.flat()].join('\n');
  const byRules = judgeAnswer({ said, ...(!isAlone && { points: own }), wish }, text!);
  // That a phrase says nothing needs nobody's opinion.
  if (!deps.model || byRules?.why === 'template') return byRules;
  const asked = { complaintId: complaint.id, said: isAlone ? said : own, answer: text! };
  const byModel = await askModel({ ...deps, model: deps.model }, asked);
  return byModel === undefined ? byRules : byModel;
}
