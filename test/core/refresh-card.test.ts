import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Board, Shown, Spot } from '../../core/cards/board.ts';
import { refreshCard } from '../../core/cards/refresh-card.ts';
import { showCard } from '../../core/cards/show-card.ts';
import { bindGroup } from '../../core/channels/channels.ts';
import { type Core, openCore } from '../support/core.ts';

describe('a card that somebody asks to see anew', () => {
  let core: Core;
  beforeEach(async () => {
    core = await openCore();
  });
  afterEach(() => core.close());

  const shown: Shown = { kind: 'shown', messageId: 7, companions: [], digest: 'as it looks' };

  async function onBoard() {
    const { ticket } = await core.inReview('小区门口的路灯坏了三天了');
    await bindGroup(core.deps, { seat: { purpose: 'reviewers' }, chatId: -100n, by: null });
    const card = await core.db.card.findFirstOrThrow({ where: { ticketId: ticket.id, kind: 'review' } });
    const spots: Spot[] = [];
    const answers: ((shown: Shown) => void)[] = [];
    const board: Board = {
      show: (_view, at) => {
        spots.push(at);
        return new Promise((answer) => answers.push(answer));
      },
      wait: async () => null,
      remove: async () => undefined,
    };
    const deps = { ...core.deps, board };
    const posting = showCard(deps, card.id);
    await expect.poll(() => answers.length).toBe(1);
    answers[0]!(shown);
    await posting;
    return { card, deps, spots, answers };
  }

  const refresh = () => refreshCard(core.deps, { chatId: -100n, messageId: 7 });

  test('is edited even if it would look the same', async () => {
    const { card, deps, spots, answers } = await onBoard();
    expect(await refresh()).toBe(true);
    const editing = showCard(deps, card.id);
    await expect.poll(() => spots.at(-1)).toMatchObject({ messageId: 7, digest: null });
    answers[1]!(shown);
    expect(await editing).toEqual({ kind: 'shown' });
  });

  test('while it is just being shown is edited once more after that', async () => {
    const { card, deps, spots, answers } = await onBoard();
    await core.db.card.update({ where: { id: card.id }, data: { wanted: { increment: 1 } } });
    const editing = showCard(deps, card.id);
    await expect.poll(() => answers.length).toBe(2);
    await refresh();
    answers[1]!(shown);
    expect(await editing).toEqual({ kind: 'again', in: 0 });
    const again = showCard(deps, card.id);
    await expect.poll(() => spots.length).toBe(3);
    expect(spots[2]).toMatchObject({ messageId: 7, digest: null });
    answers[2]!(shown);
    expect(await again).toEqual({ kind: 'shown' });
  });

  test('but that we do not know of is told apart', async () => {
    expect(await refreshCard(core.deps, { chatId: -100n, messageId: 99 })).toBe(false);
  });
});
