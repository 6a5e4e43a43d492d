import { wantCard } from '../cards/touch-cards.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import { decentTime } from '../clocks/quiet-hours.ts';
import { calendarOf } from '../clocks/written-calendar.ts';
import type { Incoming } from '../complaints/incoming.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { closingTest } from '../follow/closing-test/closing-test.ts';
import type { Shortcoming } from '../follow/closing-test/judge-answer.ts';
import { promiseIn } from '../follow/promises/promise-in.ts';
import { tellMembers } from '../neighbours/group.ts';
import { errandOf } from '../tickets/errand.ts';
import { type Moved, moveTicket, type Source } from '../tickets/move-ticket.ts';
import { commit, type Unit } from '../unit.ts';
import { type DepartmentInput, departmentStep, type NotTaken, whyNotTaken } from './department-step.ts';

export interface Answer {
  text: string | null;
  media: Incoming['media'];
  /** The message that it came in, if it came by chat. */
  source?: Source;
}

export type Answered =
  | { kind: 'taken'; ticket: Moved }
  /** It does not meet the complaint, and has gone nowhere. `messageId`: it is kept, and a person may send it all the same. */
  | { kind: 'stopped'; shortcoming: Shortcoming; messageId: number | null }
  | NotTaken;

/**
 * The department says what was done, in words or pictures. The resident gets it word for word and is asked whether it is solved, unless
 * it does not meet what they told: then the department hears so at once, and the resident nothing. `anyway`: a person has seen that and
 * sends it all the same.
 */
export async function answerTicket(
  deps: Deps,
  input: DepartmentInput & Answer & { anyway?: boolean },
): Promise<Answered> {
  const { text, media, source, anyway } = input;
  const shortcoming = await closingTest(deps, input);
  return commit(deps, async (unit) => {
    if (shortcoming && !anyway) return stop(unit, input, shortcoming);
    return give(unit, input, {
      say: { purpose: 'answer', text, media: { create: media }, ...source },
      text,
      // The photos of an album come one by one, and ring the resident's phone together.
      after: source?.mediaGroupId ? deps.settings.quietSpell : 0,
      ...(shortcoming && { overruled: shortcoming.why }),
    });
  });
}

/** A person sends what the closing test stopped, under their name. What was answered since goes before it. */
export async function sendAnyway(
  deps: Deps,
  input: DepartmentInput & { messageId: number },
): Promise<Exclude<Answered, { kind: 'stopped' }> | { kind: 'gone' }> {
  const { ticketId, messageId } = input;
  return commit(deps, async (unit) => {
    const refused = await whyNotTaken(unit, input, 'answer');
    if (refused) return refused;
    const stopped = await unit.tx.message.findFirst({
      where: { id: messageId, ticketId, purpose: 'stopped_answer' },
    });
    const since = { ticketId, purpose: 'answer', id: { gt: messageId } } as const;
    if (!stopped || (await unit.tx.message.count({ where: since })) > 0) return { kind: 'gone' } as const;
    const adopt = { messageId, as: 'answer' } as const;
    return give(unit, input, {
      adopt,
      text: stopped.text,
      after: 0,
      overruled: await whyStopped(unit, messageId),
    });
  });
}

async function whyStopped({ tx }: Unit, messageId: number): Promise<string> {
  const event = await tx.event.findFirst({ where: { messageId, type: 'answer_stopped' } });
  return (event?.data as { why?: string } | undefined)?.why ?? 'template';
}

/** Keeps an answer that the resident does not get, for whoever sends it all the same. One that comes twice is kept once. */
async function stop(
  unit: Unit,
  input: DepartmentInput & Answer,
  shortcoming: Shortcoming,
): Promise<Extract<Answered, { kind: 'stopped' }> | NotTaken> {
  const refused = await whyNotTaken(unit, input, 'answer');
  if (refused) return refused;
  const { tx, at } = unit;
  const { ticketId, by, text, media, source } = input;
  const { complaintId } = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  // A system sends its words again by itself.
  if (!source) {
    await record(unit, { complaintId, ticketId, type: 'answer_stopped', by, data: { why: shortcoming.why } });
    return { kind: 'stopped', shortcoming, messageId: null };
  }
  const { chatId, telegramMessageId } = source;
  const known = await tx.message.findFirst({ where: { ticketId, chatId, telegramMessageId } });
  if (known) return { kind: 'stopped', shortcoming, messageId: known.id };
  const { id: messageId } = await tx.message.create({
    data: {
      ...{ complaintId, ticketId, text, ...source },
      authorId: by.personId,
      purpose: 'stopped_answer',
      media: { create: media },
      sentAt: at,
    },
  });
  const data = { why: shortcoming.why };
  await record(unit, { complaintId, ticketId, type: 'answer_stopped', by, messageId, data });
  return { kind: 'stopped', shortcoming, messageId };
}

interface Given {
  say?: Parameters<typeof departmentStep>[2]['say'];
  adopt?: Parameters<typeof departmentStep>[2]['adopt'];
  text: string | null;
  /** Holds back what rings the resident's phone, in milliseconds. */
  after: number;
  /** What the closing test had against it. */
  overruled?: string;
}

/**
 * The answer goes to the resident, at a decent hour unless life was in danger. A question is over with it, and so is what a resident
 * left behind who was erased: there is nobody to ask.
 */
async function give(unit: Unit, input: DepartmentInput, given: Given) {
  const { deps, at, tx } = unit;
  const { say, adopt, text, overruled } = given;
  const before = await tx.ticket.findUnique({ where: { id: input.ticketId } });
  const catalog = await catalogInForce(deps, tx);
  const calendar = catalog && calendarOf(catalog.calendar, deps.settings.timeZone);
  const promisedFor = calendar && text ? promiseIn(text, at, calendar) : null;
  const disturbs = deps.settings.quietHours && before?.urgency !== 'emergency';
  const asked = calendar && disturbs ? decentTime(calendar, at) : at;
  // Who was promised a day can't say before whether it is solved, and their silence until then says nothing.
  const askedAt = promisedFor && promisedFor > asked ? promisedFor : asked;
  const step = await departmentStep(unit, input, {
    step: 'answer',
    ...(say && { say }),
    ...(adopt && { adopt }),
    change: { askedAt, ...(promisedFor && { promisedFor }) },
    data: { ...(overruled && { overruled }) },
  });
  if (step.kind !== 'taken') return step;
  const { ticket } = step;
  const about = { complaintId: ticket.complaintId, ticketId: ticket.id };
  if (promisedFor)
    await record(unit, {
      ...about,
      type: 'promised',
      by: input.by,
      data: { for: promisedFor.toISOString() },
    });
  const complaint = await tx.complaint.findUniqueOrThrow({ where: { id: ticket.complaintId } });
  const isOver = complaint.erasedAt !== null || errandOf(ticket, complaint) === 'question';
  const closed =
    isOver &&
    (await moveTicket(unit, {
      step: 'close',
      ticketId: ticket.id,
      by: { kind: 'system' },
      change: { outcome: complaint.erasedAt ? 'erased' : null, closedAt: at },
    }));
  if (complaint.erasedAt) return step;
  const after = Math.max(given.after, asked.getTime() - at.getTime());
  await wantCard(unit, {
    kind: 'word',
    ...about,
    subject: ticket.messageId!,
    chatId: complaint.chatId,
    urgent: ticket.urgency === 'emergency',
    after,
  });
  await tellMembers(unit, ticket, after);
  return closed ? { kind: 'taken' as const, ticket: { ...closed, messageId: ticket.messageId } } : step;
}
