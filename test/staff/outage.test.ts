import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { receive } from '../../core/complaints/receive.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { sweep } from '../../core/sweep.ts';
import type { Answered } from '../../demo/actors.ts';
import {
  canDecide,
  type Desk,
  dataOf,
  departmentGroup,
  lamp,
  openDesk,
  reviewersGroup,
  saying,
  wang,
} from './desk.ts';

describe('after an outage', () => {
  let desk: Desk;
  const urban = departmentGroup('urban-management');
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.settled());

  const minute = 60_000;
  /** The product with its rings lost, as by a queue that was emptied: verbs run, and nobody hears of it. */
  const unheard = () => ({ ...desk.deps, ring: async () => undefined });

  test('a tap while the bot was down counts when it is back, and the card then shows it', async () => {
    const { reference, card } = await desk.report(lamp.zh);
    await desk.fault({ method: 'getUpdates', kind: '502', times: 3 });
    await desk.actors.act(reviewersGroup, wang, 'tap', {
      message: card.message_id,
      data: dataOf(card, ({ kind }) => kind === 'confirm'),
      wait: false,
    });
    await desk.reviewCard(reference, (now) => saying(now, '王强'));
  });

  test('a tap of which the chat no longer wants to hear decides all the same', async () => {
    const { reference, card } = await desk.report(lamp.zh);
    await desk.fault({ method: 'answerCallbackQuery', kind: '500', times: 1 });
    await desk.actors.act(reviewersGroup, wang, 'tap', {
      message: card.message_id,
      data: dataOf(card, ({ kind }) => kind === 'confirm'),
      wait: false,
    });
    await desk.reviewCard(reference, (now) => saying(now, '王强'));
    expect(await desk.deps.db.review.count({ where: { ticket: { reference } } })).toBe(1);
  });

  test('a card whose change never reached the chat shows it at the next tap, and decides nothing twice', async () => {
    const { reference, card } = await desk.report(lamp.zh);
    const { id, version } = await desk.ticketOf(reference);
    // Decided elsewhere, and the ring that would have changed the card was lost.
    const { id: by } = await desk.personOf(wang);
    await confirmTicket(unheard(), { ticketId: id, version, by, categoryCode: 'public-facilities' });
    const tapped = await desk.actors.act<Answered>(reviewersGroup, wang, 'tap', {
      message: card.message_id,
      data: dataOf(card, ({ kind }) => kind === 'confirm'),
    });
    expect(tapped).toMatchObject({ text: '王强已先处理：公共设施', showAlert: true });
    await desk.reviewCard(reference, (now) => saying(now, '王强') && !canDecide(now));
  });

  test('of an emptied queue, everything still arrives, once', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { id, version } = await desk.ticketOf(reference);
    const { id: by } = await desk.personOf(wang);
    await confirmTicket(unheard(), { ticketId: id, version, by, categoryCode: 'public-facilities' });
    await sweep({ ...desk.deps, now: () => new Date(Date.now() + minute) });
    await desk.departmentCard(urban, reference);
    await desk.reviewCard(reference, (now) => saying(now, '已送达部门'));
    await sweep({ ...desk.deps, now: () => new Date(Date.now() + minute) });
    expect(await desk.saidIn(urban.chat, reference)).toHaveLength(1);
  });

  test('of an emptied queue, a complaint is still understood and comes to the reviewers', async () => {
    const resident = await desk.newResident();
    await desk.actors.see(resident, 'a greeting', ({ from }) => from?.is_bot);
    const received = await receive(unheard(), {
      person: await desk.personOf(resident),
      incoming: {
        chatId: BigInt(resident),
        messageId: 1000,
        sentAt: new Date(),
        text: lamp.zh,
        media: [],
        mediaGroupId: null,
        place: null,
        replyTo: null,
        forwarded: false,
      },
    });
    if (received.kind !== 'opened') throw new Error(received.kind);
    await sweep({ ...desk.deps, now: () => new Date(Date.now() + minute) });
    await desk.reviewCard(received.reference);
    await desk.actors.see(resident, 'the card', (one) => saying(one, received.reference));
  });

  test('of a process that died while it showed a card, another shows it', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { id, version } = await desk.ticketOf(reference);
    await desk.deps.db.card.updateMany({
      where: { ticketId: id, kind: 'review' },
      data: { state: 'sending', claimedAt: new Date(Date.now() - 4 * minute), wanted: { increment: 1 } },
    });
    const { id: by } = await desk.personOf(wang);
    await confirmTicket(unheard(), { ticketId: id, version, by, categoryCode: 'public-facilities' });
    await sweep(desk.deps);
    await desk.reviewCard(reference, (now) => saying(now, '王强'));
    expect(await desk.saidIn(reviewersGroup, reference)).toHaveLength(1);
  });

  test('of a process that died while it brought a ticket to a group, people look and decide; nothing is brought twice', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { id, version } = await desk.ticketOf(reference);
    const { id: by } = await desk.personOf(wang);
    await confirmTicket(unheard(), { ticketId: id, version, by, categoryCode: 'public-facilities' });
    const { id: channelId } = await desk.deps.db.channel.findFirstOrThrow({
      where: { departmentCode: 'urban-management', retiredAt: null },
    });
    await desk.deps.db.delivery.updateMany({
      where: { ticketId: id },
      data: { state: 'sending', attempts: 1, claimedAt: new Date(Date.now() - 4 * minute), channelId },
    });
    await sweep(desk.deps);
    const review = await desk.reviewCard(reference, (now) => saying(now, '可能已送达'));
    expect(await desk.saidIn(urban.chat, reference)).toEqual([]);
    await desk.tapOnce(reviewersGroup, wang, review, ({ kind }) => kind === 'sendAgain');
    await desk.departmentCard(urban, reference);
    expect(await desk.saidIn(urban.chat, reference)).toHaveLength(1);
  });

  test('a claim that may still be at work is left alone', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { id } = await desk.ticketOf(reference);
    await desk.deps.db.card.updateMany({
      where: { ticketId: id, kind: 'review' },
      data: { state: 'sending', claimedAt: new Date(Date.now() - minute) },
    });
    await sweep(desk.deps);
    expect(await desk.deps.db.card.findFirst({ where: { ticketId: id, kind: 'review' } })).toMatchObject({
      state: 'sending',
    });
  });

  test('an emergency goes ahead of all that waits', async () => {
    const waiting = await Promise.all([1, 2, 3].map(() => desk.report(lamp.zh)));
    const gas = await desk.report('楼道里有很浓的煤气味');
    const rings: { id: number }[] = [];
    const heard = { ...desk.deps, ring: async (ring: { id: number }) => void rings.push(ring) };
    const ids = async (references: string[]) =>
      (
        await desk.deps.db.card.findMany({
          where: { kind: 'review', ticket: { reference: { in: references } } },
        })
      ).map(({ id }) => id);
    const all = { id: { in: await ids([...waiting, gas].map(({ reference }) => reference)) } };
    // Whoever shows one just now still holds it when it stands in the chat.
    await expect.poll(() => desk.deps.db.card.count({ where: { ...all, state: 'shown' } })).toBe(4);
    await desk.deps.db.card.updateMany({ where: all, data: { wanted: { increment: 1 } } });
    await sweep({ ...heard, now: () => new Date(Date.now() + minute) });
    const theirs = new Set(await ids([...waiting, gas].map(({ reference }) => reference)));
    expect(rings.find(({ id }) => theirs.has(id))?.id).toBe((await ids([gas.reference]))[0]);
  });
});
