import { wantCard } from '../cards/touch-cards.ts';
import type { Incoming } from '../complaints/incoming.ts';
import type { Deps } from '../deps.ts';
import { errandOf } from '../tickets/errand.ts';
import { moveTicket, type Source } from '../tickets/move-ticket.ts';
import { commit } from '../unit.ts';
import { type DepartmentInput, departmentStep } from './department-step.ts';

export interface Answer {
  text: string | null;
  media: Incoming['media'];
  /** The message that it came in, if it came by chat. */
  source?: Source;
}

/**
 * The department says what was done, in words or pictures. The resident gets it word for word and is asked whether it is solved. A
 * question is over with its answer, and so is what a resident left behind who was erased: there is nobody to ask.
 */
export async function answerTicket(deps: Deps, input: DepartmentInput & Answer) {
  const { text, media, source } = input;
  return commit(deps, async (unit) => {
    const step = await departmentStep(unit, input, {
      step: 'answer',
      say: { purpose: 'answer', text, media: { create: media }, ...source },
    });
    if (step.kind !== 'taken') return step;
    const { ticket } = step;
    const complaint = await unit.tx.complaint.findUniqueOrThrow({ where: { id: ticket.complaintId } });
    const isOver = complaint.erasedAt !== null || errandOf(ticket, complaint) === 'question';
    const closed =
      isOver &&
      (await moveTicket(unit, {
        step: 'close',
        ticketId: ticket.id,
        by: { kind: 'system' },
        change: { outcome: complaint.erasedAt ? 'erased' : null, closedAt: unit.at },
      }));
    if (complaint.erasedAt) return step;
    await wantCard(unit, {
      kind: 'word',
      complaintId: ticket.complaintId,
      ticketId: ticket.id,
      subject: ticket.messageId!,
      chatId: complaint.chatId,
      // The photos of an album come one by one, and ring the resident's phone together.
      after: source?.mediaGroupId ? deps.settings.quietSpell : 0,
    });
    return closed ? { kind: 'taken' as const, ticket: closed } : step;
  });
}
