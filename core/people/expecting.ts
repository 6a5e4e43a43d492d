import { z } from 'zod';
import type { Person } from '../../prisma/generated/client.ts';
import { LookPurpose } from '../../prisma/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { interview } from '../proxy/interview.ts';

/**
 * What a person was just asked to write, so that their next words need no reply and no command. It lives with the person,
 * not in a process, and lapses after a while. Staff in groups are asked by a message to reply to instead.
 */
const expectation = z.discriminatedUnion('what', [
  z.object({ what: z.literal('correction'), complaintId: z.number(), until: z.coerce.date() }),
  z.object({
    what: z.literal('reply'),
    complaintId: z.number(),
    ticketId: z.number(),
    until: z.coerce.date(),
  }),
  z.object({
    what: z.literal('not_solved'),
    complaintId: z.number(),
    ticketId: z.number(),
    until: z.coerce.date(),
  }),
  z.object({ what: z.literal('place'), complaintId: z.number(), until: z.coerce.date() }),
  z.object({ what: z.literal('human'), until: z.coerce.date() }),
  z.object({ what: z.literal('proxy'), interview, until: z.coerce.date() }),
  /** A ledger that somebody has open, or is about to; why, once they have said so. */
  z.object({
    what: z.literal('ledger'),
    words: z.string(),
    purpose: z.enum(LookPurpose).optional(),
    until: z.coerce.date(),
  }),
  z.object({ what: z.literal('round'), until: z.coerce.date() }),
  z.object({ what: z.enum(['feedback', 'escalation']), reference: z.string(), until: z.coerce.date() }),
]);
export type Expectation = z.infer<typeof expectation>;

/** What this person's next words are about, or null if nothing was asked or it has lapsed. */
export function expectedOf(person: Person, now: Date): Expectation | null {
  const parsed = expectation.safeParse(person.expecting);
  return parsed.success && parsed.data.until > now ? parsed.data : null;
}

/** Remembers what a person was asked, in place of whatever they were asked before; null forgets it. */
export async function expect(db: Pick<Deps['db'], 'person'>, personId: number, what: Expectation | null) {
  const json = what && { ...what, until: what.until.toISOString() };
  await db.person.update({ where: { id: personId }, data: { expecting: json ?? {} } });
}

/** An hour from now: how long a question that the person was just asked stays the subject. */
export function withinTheHour(now: Date): Date {
  return new Date(now.getTime() + 3_600_000);
}
