import type { Card, Ticket } from '../../prisma/generated/client.ts';
import { openChannel } from '../channels/channels.ts';
import type { Deps } from '../deps.ts';
import { heldByStaff } from '../tickets/hold.ts';
import { after } from '../tickets/life.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit } from '../unit.ts';
import type { Board, Shown } from './board.ts';
import { waitInLine } from './line.ts';
import { settleCard } from './settle-card.ts';
import { viewOf } from './view-of.ts';

export type Showed = { kind: 'shown' | 'nothing-to-do' } | { kind: 'again'; in: number };

export type ShowDeps = Deps & { board: Board };

/** How long cards wait where the reviewers have no group yet; binding one shows them at once. */
const withoutGroup = 10 * 60_000;
/** How long photos wait for the card that they hang below. */
const shortly = 1000;

/**
 * Makes a card show what is true now: posts it, or edits it where it stands. One worker at a time has it; changes that come
 * meanwhile raise `wanted`, and the card goes round again. A card that may or may not have arrived is posted once more: twice is a
 * blemish, never a loss. (A department's card is first posted by its delivery, which is stricter.)
 */
export async function showCard(deps: ShowDeps, cardId: number): Promise<Showed> {
  const card = await deps.db.card.findUnique({
    where: { id: cardId },
    include: {
      ticket: { select: { status: true, urgency: true, categoryCode: true, departmentCode: true } },
    },
  });
  if (!card || !isToBeShown(card)) return { kind: 'nothing-to-do' };
  const wait = card.dueAt.getTime() - deps.now().getTime();
  if (wait > 0) return { kind: 'again', in: wait };
  const host = await hostOf(deps, card);
  if (host && isComing(host))
    return { kind: 'again', in: Math.max(shortly, host.dueAt.getTime() - deps.now().getTime()) };
  const chatId = card.chatId ?? (await openChannel(deps.db, { purpose: 'reviewers' }))?.chatId ?? null;
  if (chatId === null) return holdBack(deps, card, withoutGroup);
  const inLine = await waitInLine(deps, card, chatId);
  if (inLine > 0) return holdBack(deps, card, inLine);
  const claimed = await claim(deps, card, chatId);
  if (!claimed) return { kind: 'nothing-to-do' };
  const view = await viewOf(deps, claimed);
  return settleCard(
    deps,
    claimed,
    view ? await deps.board.show(view, spotOf(claimed, host)) : await takeOff(deps, claimed),
  );
}

function isToBeShown({ state, shown, wanted }: Card): boolean {
  return state === 'due' || (state === 'shown' && shown < wanted);
}

async function holdBack({ db, now }: Deps, { id, state, attempts }: Card, wait: number): Promise<Showed> {
  const dueAt = new Date(now().getTime() + wait);
  await db.card.updateMany({ where: { id, state, attempts }, data: { dueAt } });
  return { kind: 'again', in: wait };
}

/** The claim is a compare-and-set. A ticket counts as in review from the moment that its card goes to the reviewers. */
async function claim(
  deps: Deps,
  {
    ticket,
    ...card
  }: Card & { ticket: Pick<Ticket, 'status' | 'urgency' | 'categoryCode' | 'departmentCode'> | null },
  chatId: bigint,
): Promise<Card | null> {
  if (card.kind !== 'review' || !ticket || !after(ticket.status, 'present'))
    return take(deps.db, card, { chatId, at: deps.now() });
  return commit(deps, async (unit) => {
    if (await isNewest(unit.tx, card))
      await moveTicket(unit, {
        step: 'present',
        ticketId: card.ticketId!,
        change: await heldByStaff(unit, ticket),
        by: { kind: 'system' },
      });
    return take(unit.tx, card, { chatId, at: unit.at });
  });
}

async function take(
  db: Pick<Deps['db'], 'card'>,
  { id, state, attempts }: Card,
  { chatId, at }: { chatId: bigint; at: Date },
): Promise<Card | null> {
  const [claimed] = await db.card.updateManyAndReturn({
    where: { id, state, attempts },
    data: { state: 'sending', claimedAt: at, attempts: { increment: 1 }, chatId },
  });
  return claimed ?? null;
}

async function isNewest(tx: Pick<Deps['db'], 'card'>, { ticketId, round }: Pick<Card, 'ticketId' | 'round'>) {
  return (await tx.card.count({ where: { ticketId, kind: 'review', round: { gt: round } } })) === 0;
}

/** The card that photos hang below. */
async function hostOf({ db }: Deps, { kind, ticketId, round }: Card): Promise<Card | null> {
  const host = kind === 'review_media' ? 'review' : kind === 'department_media' ? 'department' : null;
  if (!host) return null;
  return db.card.findFirst({
    where: { kind: host, ticketId, round: { lte: round } },
    orderBy: { round: 'desc' },
  });
}

function isComing({ state, telegramMessageId }: Card): boolean {
  return state !== 'gone' && telegramMessageId === null;
}

function spotOf(card: Card, host: Card | null) {
  return {
    chatId: card.chatId!,
    messageId: card.telegramMessageId,
    companions: card.companions,
    digest: card.digest,
    urgent: card.urgent,
    replyTo: host?.chatId === card.chatId ? host!.telegramMessageId : null,
  };
}

/** Nothing is left to be said: what stands in the chat goes. */
async function takeOff({ board }: ShowDeps, card: Card): Promise<Shown | 'off'> {
  const messageIds = [card.telegramMessageId, ...card.companions].filter((id) => id !== null);
  if (messageIds.length > 0) await board.remove({ chatId: card.chatId!, messageIds });
  return 'off';
}
