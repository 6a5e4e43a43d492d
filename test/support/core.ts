import type { Incoming } from '../../core/complaints/incoming.ts';
import { receive } from '../../core/complaints/receive.ts';
import type { Deps, Ring, Settings } from '../../core/deps.ts';
import { meet } from '../../core/people/meet.ts';
import { grantRole } from '../../core/people/roles.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import type { RoleName } from '../../prisma/generated/enums.ts';
import { openTestDatabase } from './database.ts';

const settings: Settings = {
  staffLanguage: 'zh',
  quietSpell: 3000,
  takeBackWindow: 60_000,
  complaintsPerHour: 20,
  adminIds: [],
  timeZone: 'Asia/Shanghai',
  quietHours: true,
  modelCosts: { prices: null, perDay: null, callsPerResident: 30 },
  modelPrivacy: 'strict',
  listens: false,
  cascade: null,
};

/**
 * The verbs on a real database with the default district, a clock that only the test moves, and a bell that keeps what was rung.
 * Nothing runs by itself: a test takes each step.
 */
export async function openCore(changed: Partial<Settings> = {}) {
  const { db, url, close } = await openTestDatabase({ template: 'district_template' });
  const clock = { now: new Date('2026-11-24T02:00:00Z') };
  const rings: Ring[] = [];
  const deps: Deps = {
    db,
    now: () => new Date(clock.now),
    ring: async (ring) => void rings.push(ring),
    report: (error) => {
      throw error;
    },
    settings: { ...settings, ...changed },
  };
  let messageId = 0;
  let telegramId = 1000n;

  const newPerson = (name: string, language = 'zh') =>
    meet(deps, { telegramId: ++telegramId, name, languageTag: language });

  return {
    db,
    url,
    deps,
    rings,
    close,
    /** Moves the clock on, by milliseconds. */
    pass: (milliseconds: number) => {
      clock.now = new Date(clock.now.getTime() + milliseconds);
    },
    newPerson,
    newStaff: async (name: string, role: RoleName, departmentCode: string | null = null) => {
      const person = await newPerson(name);
      await grantRole(deps, { personId: person.id, role, departmentCode, by: null });
      return person;
    },
    /** A message that was sent just now. */
    message: (
      person: { telegramId: bigint | null },
      text: string | null,
      more: Partial<Incoming> = {},
    ): Incoming => ({
      chatId: person.telegramId!,
      messageId: ++messageId,
      sentAt: deps.now(),
      text,
      media: [],
      mediaGroupId: null,
      place: null,
      replyTo: null,
      forwarded: false,
      ...more,
    }),
    /** A complaint that a resident wrote, understood by the local classifier, with its first ticket in review. */
    async inReview(text: string) {
      const person = await newPerson('李梅');
      const received = await receive(deps, { person, incoming: this.message(person, text) });
      if (received.kind !== 'opened') throw new Error(`not opened but ${received.kind}`);
      this.pass(settings.quietSpell);
      await triageComplaint({ ...deps, model: null }, received.complaintId);
      await db.ticket.updateMany({
        where: { complaintId: received.complaintId },
        data: { status: 'in_review', version: { increment: 1 } },
      });
      const ticket = await db.ticket.findFirstOrThrow({
        where: { complaintId: received.complaintId },
        orderBy: { ordinal: 'asc' },
      });
      return { person, complaintId: received.complaintId, ticket };
    },
  };
}

export type Core = Awaited<ReturnType<typeof openCore>>;
