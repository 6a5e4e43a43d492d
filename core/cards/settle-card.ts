import type { Card, Prisma } from '../../prisma/generated/client.ts';
import { moveChat } from '../channels/channels.ts';
import type { Deps } from '../deps.ts';
import { noteUnreachable } from '../people/meet.ts';
import type { Shown } from './board.ts';
import type { Showed } from './show-card.ts';

const longWait = 10 * 60_000;

/** Writes down what came of showing a card, unless another took it over meanwhile. */
export async function settleCard(deps: Deps, claimed: Card, shown: Shown | 'off'): Promise<Showed> {
  if (shown !== 'off' && shown.kind === 'moved') await moveChat(deps, claimed.chatId!, shown.chatId);
  const { data, again } = settled(
    deps,
    claimed,
    shown === 'off' || (await isOver(deps, claimed, shown)) ? 'off' : shown,
  );
  const card = await write(deps, claimed, data);
  if (shown !== 'off' && shown.kind === 'unreachable') await closeChat(deps, claimed);
  if (!card || card.state === 'gone') return { kind: 'nothing-to-do' };
  if (again !== undefined) return { kind: 'again', in: again };
  return card.shown < card.wanted ? { kind: 'again', in: 0 } : { kind: 'shown' };
}

/** What somebody asked to see anew while it was being shown is looked at, even if it would look the same: they may have changed it by hand. */
async function write(
  { db }: Deps,
  { id, attempts, wanted }: Card,
  data: Prisma.CardUpdateManyMutationInput,
): Promise<Card | undefined> {
  const where = { id, state: 'sending', attempts } as const;
  const [card] = await db.card.updateManyAndReturn({ where: { ...where, wanted }, data });
  if (card) return card;
  const [changed] = await db.card.updateManyAndReturn({ where, data: { ...data, digest: null } });
  return changed;
}

function settled(
  deps: Deps,
  card: Card,
  shown: Shown | 'off',
): { data: Prisma.CardUpdateManyMutationInput; again?: number } {
  if (shown === 'off')
    return { data: { state: 'gone', telegramMessageId: null, companions: [], digest: null } };
  switch (shown.kind) {
    case 'shown':
      return {
        data: {
          state: 'shown',
          shown: card.wanted,
          telegramMessageId: shown.messageId,
          companions: shown.companions,
          digest: shown.digest,
        },
      };
    case 'moved':
      return { data: { state: 'due', dueAt: deps.now(), telegramMessageId: null, companions: [] }, again: 0 };
    case 'lost':
      return { data: { state: 'due', dueAt: deps.now(), telegramMessageId: null, digest: null }, again: 0 };
    case 'wait':
      return later(deps, shown.milliseconds, shown);
    case 'unclear':
      return later(deps, Math.min(1000 * 2 ** Math.min(card.attempts, 8), 60_000), shown);
    case 'unreachable':
      return isPersonal(card) ? { data: { state: 'gone' } } : later(deps, longWait, card);
    case 'refused':
      deps.report(new Error(`a card was refused: ${shown.failure}`), { card: card.id, kind: card.kind });
      return later(deps, longWait, shown);
  }
}

/** Somebody has removed the card, and nothing is to be done on it any more: that is theirs to do. */
async function isOver({ db }: Deps, card: Card, shown: Shown): Promise<boolean> {
  if (shown.kind !== 'lost' || card.kind !== 'department') return false;
  const ticket = await db.ticket.findUniqueOrThrow({ where: { id: card.ticketId! } });
  return ticket.rounds !== card.round || !['dispatched', 'accepted'].includes(ticket.status);
}

function later({ now }: Deps, milliseconds: number, { companions }: { companions: number[] }) {
  const dueAt = new Date(now().getTime() + milliseconds);
  return {
    data: { state: 'due' as const, dueAt, companions },
    again: milliseconds,
  };
}

function isPersonal({ kind }: Card): boolean {
  return kind === 'resident' || kind === 'word';
}

/** A resident who closed the chat is not written to again, until they come back; a group that did is a fault to look into. */
async function closeChat(deps: Deps, card: Card): Promise<void> {
  if (isPersonal(card)) await noteUnreachable(deps, card.chatId!);
  else deps.report(new Error('a group of ours cannot be reached'), { card: card.id, kind: card.kind });
}
