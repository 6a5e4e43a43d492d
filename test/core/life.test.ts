import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { after, life, type Step } from '../../core/tickets/life.ts';
import { moveTicket } from '../../core/tickets/move-ticket.ts';
import { commit } from '../../core/unit.ts';
import type { TicketStatus } from '../../prisma/generated/enums.ts';
import { type Core, openCore } from '../support/core.ts';

const states: TicketStatus[] = [
  'drafted',
  'in_review',
  'confirmed',
  'dispatched',
  'accepted',
  'answered',
  'closed',
  'rejected',
  'merged',
  'returned',
  'reopened',
  'withdrawn',
];

/** The life of a ticket as the design draws it, written down once more: a change of the table must be meant. */
const drawn: Record<Step, Partial<Record<TicketStatus, TicketStatus>>> = {
  present: { drafted: 'in_review', returned: 'in_review' },
  confirm: { in_review: 'confirmed' },
  rule: { in_review: 'confirmed' },
  pass_on: { in_review: 'closed' },
  reject: { in_review: 'rejected' },
  merge: { in_review: 'merged' },
  unmerge: { merged: 'in_review' },
  give_back: { merged: 'drafted' },
  agree: { merged: 'merged' },
  take_back: { confirmed: 'in_review', dispatched: 'in_review', rejected: 'in_review' },
  take_back_thanks: { closed: 'in_review' },
  dispatch: { confirmed: 'dispatched', reopened: 'dispatched' },
  accept: { dispatched: 'accepted' },
  return: { dispatched: 'returned', accepted: 'returned' },
  answer: { dispatched: 'answered', accepted: 'answered' },
  close: { answered: 'closed' },
  reopen: { answered: 'reopened' },
  ask_again: { closed: 'reopened' },
  escalate: { answered: 'returned', closed: 'returned' },
  withdraw: {
    ...{ drafted: 'withdrawn', in_review: 'withdrawn', confirmed: 'withdrawn', returned: 'withdrawn' },
    merged: 'withdrawn',
  },
};
const pairs = (Object.keys(life) as Step[]).flatMap((step) =>
  states.map((from) => ({ step, from, to: drawn[step][from] ?? null })),
);

describe('the life of a ticket', () => {
  let core: Core;
  let ticketId: number;
  beforeAll(async () => {
    core = await openCore();
    ticketId = (await core.inReview('小区门口的路灯坏了三天了')).ticket.id;
  });
  afterAll(() => core.close());

  const set = (status: TicketStatus) => core.db.ticket.update({ where: { id: ticketId }, data: { status } });
  const by = { kind: 'system' } as const;

  it.each(pairs.filter(({ to }) => to))(
    '$step leads from $from to $to, and leaves an event',
    async ({ step, from, to }) => {
      const { version } = await set(from);
      const before = await core.db.event.count({ where: { ticketId } });
      const moved = await commit(core.deps, (unit) => moveTicket(unit, { step, ticketId, version, by }));
      expect(moved).toMatchObject({ status: to, version: version + 1 });
      expect(after(from, step)).toBe(to);
      expect(await core.db.event.count({ where: { ticketId } })).toBe(before + 1);
    },
  );

  it.each(pairs.filter(({ to }) => !to))(
    '$step is refused from $from, and nothing is written',
    async ({ step, from }) => {
      const before = await set(from);
      const events = await core.db.event.count({ where: { ticketId } });
      expect(await commit(core.deps, (unit) => moveTicket(unit, { step, ticketId, by }))).toBeNull();
      expect(after(from, step)).toBeNull();
      expect(await core.db.ticket.findUniqueOrThrow({ where: { id: ticketId } })).toEqual(before);
      expect(await core.db.event.count({ where: { ticketId } })).toBe(events);
    },
  );

  it('of many who take the same step at once, one takes it', async () => {
    const { version } = await set('in_review');
    const moves = Array.from({ length: 8 }, () =>
      commit(core.deps, (unit) => moveTicket(unit, { step: 'confirm', ticketId, version, by })),
    );
    const moved = (await Promise.all(moves)).filter((ticket) => ticket !== null);
    expect(moved).toHaveLength(1);
  });

  it('a step from an old version of the ticket is refused', async () => {
    const { version } = await set('in_review');
    const step = { step: 'confirm', ticketId, version: version - 1, by } as const;
    expect(await commit(core.deps, (unit) => moveTicket(unit, step))).toBeNull();
  });
});
