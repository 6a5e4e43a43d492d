import { expect, vi } from 'vitest';
import type { Tap } from '../../bot/buttons.ts';
import { parse } from '../../bot/buttons.ts';
import { meet } from '../../core/people/meet.ts';
import { grantRole } from '../../core/people/roles.ts';
import { type Answered, type Card, mentions, referenceIn, saying } from '../../demo/actors.ts';
import type { RoleName } from '../../prisma/generated/enums.ts';
import { departmentGroup, reviewersGroup } from '../../town.ts';
import { openWhole, type Whole } from '../support/whole.ts';

export { departmentGroup, mentions, reviewersGroup, saying };

/** The town's people, by their Telegram ids. */
export const [wang, chen, supervisor, gridWorker, admin] = [2001, 2002, 2003, 2004, 2005] as const;

/** A complaint that the local classifier puts among public facilities, with something else as runner-up. */
export const lamp = {
  zh: '小区南门的路灯坏了三天了，晚上漆黑一片，老人摔倒',
  en: 'The street lamp at the south gate has been out for three days and an old man fell in the dark',
} as const;

export type Language = keyof typeof lamp;
type Wanted = (tap: Tap) => unknown;
type Group = { chat: number; member: number };

/** The whole product, seen from the desks of its staff: residents report by themselves, and cards come. */
export async function openDesk(env: Record<string, string> = {}) {
  const whole = await openWhole({ env });
  return { ...whole, ...atDesks(whole) };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

function atDesks(whole: Whole) {
  const { actors, deps } = whole;
  const { act, see, messages } = actors;
  let people = 7500;

  /** Taps once, and answers with what the bot answered. */
  async function tapOnce(chat: number, as: number, card: Card, wanted: Wanted): Promise<Answered> {
    return act<Answered>(chat, as, 'tap', { message: card.message_id, data: dataOf(card, wanted) });
  }

  const reviewCard = (reference: string, fits: (card: Card) => unknown = canDecide, after = 0) =>
    see(
      reviewersGroup,
      `the review card of ${reference}`,
      (card) => saying(card, reference) && fits(card),
      after,
    );

  async function confirm(reference: string, category?: string, as: number = wang): Promise<Group> {
    const right: Wanted = (tap) => tap.kind === 'confirm' && (!category || tap.category === category);
    const card = await reviewCard(reference);
    if (!card.taps.some(right)) await tapOnce(reviewersGroup, as, card, ({ kind }) => kind === 'others');
    await actors.tap(reviewersGroup, as, reference, right);
    const { departmentCode } = await deps.db.ticket.findUniqueOrThrow({ where: { reference } });
    return departmentGroup(departmentCode!);
  }

  const departmentCard = (group: Group, reference: string, fits: (card: Card) => unknown = canAccept) =>
    see(group.chat, `the card of ${reference}`, (card) => saying(card, reference) && fits(card));

  const ticketOf = (reference: string) => deps.db.ticket.findUniqueOrThrow({ where: { reference } });

  /** A resident who has sent this, and the reference of what became of it, once reviewers can decide on it. */
  async function sent(name: string, fields: object, language: Language = 'zh') {
    const resident = await whole.newResident(language);
    const before = (await messages(resident)).at(-1)?.message_id ?? 0;
    await act(resident, resident, name, fields);
    const reference = referenceIn(await see(resident, 'a reference', referenceIn, before))!;
    return { resident, reference, card: await reviewCard(reference) };
  }

  return {
    tapOnce,
    reviewCard,
    departmentCard,
    confirm,
    report: (text: string, language: Language = 'zh') => sent('say', { text }, language),
    sent,
    /** Confirmed, and with its department: its group and the card there. */
    async dispatched(reference: string, category?: string) {
      const group = await confirm(reference, category);
      const card = await departmentCard(group, reference);
      // The card stands a moment before it is written down that it does.
      await vi.waitFor(
        async () => expect(await ticketOf(reference)).toMatchObject({ status: 'dispatched' }),
        10_000,
      );
      return { ...group, card };
    },
    /** The bot's message that asks this person for words about the ticket. */
    question: (chat: number, person: number, reference: string, after = 0) =>
      see(
        chat,
        `the question about ${reference}`,
        (one) => saying(one, reference) && mentions(one, person),
        after,
      ),
    say: (chat: number, as: number, text: string, replyTo?: number) =>
      act(chat, as, 'say', { text, ...(replyTo && { replyTo }) }),
    ticketOf,
    deliveriesOf: (reference: string) =>
      deps.db.delivery.findMany({ where: { ticket: { reference } }, orderBy: { id: 'asc' } }),
    saidIn: async (chat: number, words: string, after = 0) =>
      (await messages(chat, after)).filter((message) => saying(message, words)),
    lastIn: async (chat: number) => (await messages(chat)).at(-1)?.message_id ?? 0,
    personOf: (telegramId: number) =>
      deps.db.person.findUniqueOrThrow({ where: { telegramId: BigInt(telegramId) } }),
    /** Somebody new who is in this group, and holds a role if one is given. */
    async colleague(name: string, group: number, job?: { role: RoleName; departmentCode?: string }) {
      const id = ++people;
      await actors.request('POST', '/api/people', { id, firstName: name, languageCode: 'zh' });
      await actors.request('PATCH', `/api/groups/${group}`, { add: [id] });
      const person = await meet(deps, { telegramId: BigInt(id), name, languageTag: 'zh' });
      if (job) await grantRole(deps, { personId: person.id, departmentCode: null, by: null, ...job });
      return id;
    },
    fault: (fault: object) => actors.request('POST', '/api/faults', fault),
    settled: () => actors.request('DELETE', '/api/faults'),
  };
}

/** The callback data of the button that somebody means. */
export function dataOf(card: Card, wanted: Wanted): string {
  const all = (card.reply_markup?.inline_keyboard ?? [])
    .flat()
    .map(({ callback_data }) => callback_data ?? '');
  const found = all.find((data) => {
    const tap = parse(data);
    return tap && wanted(tap);
  });
  if (!found) throw new Error(`no such button; there are: ${all.join(' ') || 'none'}`);
  return found;
}

export function canDecide({ taps }: Card): boolean {
  return taps.some(({ kind }) => kind === 'confirm' || kind === 'others' || kind === 'reject');
}

export function canAccept({ taps }: Card): boolean {
  return taps.some(({ kind }) => kind === 'accept');
}
