import { randomBytes } from 'node:crypto';
import type { Card, Channel, Ticket } from '../../prisma/generated/client.ts';
import type { Deps, Language, Tx } from '../deps.ts';
import { endedStates, holderOf, undecidedStates } from '../tickets/life.ts';
import { commit, type Unit } from '../unit.ts';

/** Where a group stands for: the reviewers, or a department. */
export type Seat = { purpose: 'reviewers' } | { purpose: 'department'; departmentCode: string };

/** The open channel of a seat, if one is bound. */
export async function openChannel(db: Tx | Deps['db'], seat: Seat): Promise<Channel | null> {
  return db.channel.findFirst({ where: { ...row(seat), retiredAt: null } });
}

/** What a group stands for, if it is bound. */
export async function channelOfChat(db: Tx | Deps['db'], chatId: bigint): Promise<Channel | null> {
  return db.channel.findFirst({ where: { chatId, retiredAt: null } });
}

/** Binds a group to a seat in place of whatever it, or the seat, was bound to. What waited for it goes out now. */
export async function bindGroup(
  deps: Deps,
  { seat, chatId, by }: { seat: Seat; chatId: bigint; by: number | null },
): Promise<Channel> {
  return bind(deps, seat, { medium: 'telegram', chatId, boundById: by });
}

/** Binds a department to a signed webhook and makes its secret (of the form that Standard Webhooks has), which is shown once. */
export async function bindWebhook(
  deps: Deps,
  { departmentCode, url, by }: { departmentCode: string; url: string; by: number | null },
): Promise<Channel> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  return bind(
    deps,
    { purpose: 'department', departmentCode },
    { medium: 'webhook', url, secret, boundById: by },
  );
}

/**
 * A group became a supergroup: Telegram gave it a new id, and everything of ours follows. Its messages can't be edited from there: cards
 * on which something is still to be done are posted afresh, the others stay behind.
 */
export async function moveChat(deps: Deps, from: bigint, to: bigint): Promise<void> {
  await commit(deps, async ({ tx, at, later }) => {
    await tx.channel.updateMany({ where: { chatId: from }, data: { chatId: to } });
    const standing = { chatId: from, state: { not: 'gone' } } as const;
    const afresh = { chatId: to, telegramMessageId: null, companions: [], digest: null };
    const cards = await tx.card.findMany({ where: standing, include: { ticket: true } });
    const open = cards.filter(({ ticket, ...card }) => ticket && isAtWork(card, ticket));
    await tx.card.updateMany({
      where: { ...standing, id: { in: open.map(({ id }) => id) } },
      data: { ...afresh, state: 'due', dueAt: at, wanted: { increment: 1 } },
    });
    await tx.card.updateMany({ where: standing, data: { ...afresh, state: 'gone' } });
    for (const { id, urgent } of open) later({ at: 'notify', id, urgent });
  });
}

/** The language that a group's cards are in. */
export async function chooseGroupLanguage(deps: Deps, channelId: number, language: Language): Promise<void> {
  await commit(deps, async (unit) => {
    const channel = await unit.tx.channel.update({ where: { id: channelId }, data: { language } });
    if (channel.chatId !== null) await showAnew(unit, channel.chatId);
  });
}

/** Whether people work with this card: its ticket has not ended, nor gone on to another card. */
function isAtWork({ kind, round }: Pick<Card, 'kind' | 'round'>, ticket: Ticket): boolean {
  if (endedStates.includes(ticket.status)) return false;
  const isDepartments = kind === 'department' || kind === 'department_media';
  return !isDepartments || (holderOf(ticket) !== null && round === ticket.rounds);
}

type Means = Partial<Pick<Channel, 'chatId' | 'url' | 'secret'>> & Pick<Channel, 'medium' | 'boundById'>;

async function bind(deps: Deps, seat: Seat, means: Means): Promise<Channel> {
  return commit(deps, async (unit) => {
    const { tx, at } = unit;
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('channel'))`;
    const before = await tx.channel.findFirst({ where: { ...row(seat), retiredAt: null } });
    const unchanged = means.chatId !== undefined && before?.chatId === means.chatId;
    if (before && unchanged) return before;
    await tx.channel.updateMany({
      where: {
        retiredAt: null,
        OR: [row(seat), ...(means.chatId === undefined ? [] : [{ chatId: means.chatId }])],
      },
      data: { retiredAt: at },
    });
    const language = before?.language ?? deps.settings.staffLanguage;
    const channel = await tx.channel.create({ data: { ...row(seat), ...means, language, boundAt: at } });
    await releaseWaiting(unit, seat);
    return channel;
  });
}

async function releaseWaiting({ tx, at, later }: Unit, seat: Seat): Promise<void> {
  if (seat.purpose === 'reviewers') {
    // What is still to be decided moves to the new group; what is decided stays where it was decided.
    const cards = await tx.card.updateManyAndReturn({
      where: {
        kind: { in: ['review', 'review_media'] },
        ticket: { status: { in: [...undecidedStates] } },
        state: { not: 'gone' },
      },
      data: { state: 'due', dueAt: at, chatId: null, telegramMessageId: null, companions: [], digest: null },
      select: { id: true },
    });
    for (const { id } of cards) later({ at: 'notify', id });
    return;
  }
  // What could not be delivered, certainly, had no place to go to: now it has.
  const deliveries = await tx.delivery.updateManyAndReturn({
    where: { departmentCode: seat.departmentCode, state: { in: ['due', 'failed'] } },
    data: { state: 'due', dueAt: at, settledAt: null },
    select: { id: true },
  });
  for (const { id } of deliveries) later({ at: 'dispatch', id });
}

async function showAnew({ tx, later }: Unit, chatId: bigint): Promise<void> {
  const cards = await tx.card.updateManyAndReturn({
    where: { chatId, state: 'shown', kind: { in: ['review', 'department'] }, ticket: { closedAt: null } },
    data: { wanted: { increment: 1 } },
    select: { id: true },
  });
  for (const { id } of cards) later({ at: 'notify', id });
}

function row(seat: Seat) {
  return {
    purpose: seat.purpose,
    departmentCode: seat.purpose === 'department' ? seat.departmentCode : null,
  };
}
