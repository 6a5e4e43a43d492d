import { afterAll, beforeAll, expect, test } from 'vitest';
import { saying } from '../../demo/actors.ts';
import { type Desk, openDesk } from '../staff/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const hears = (chat: number, words: string, after = 0) =>
  desk.actors.see(chat, words, (card) => saying(card, words), after);

test('a neighbour files for somebody who cannot, reads it to them, and hands it over to them by a link', async () => {
  const writer = await desk.newResident('zh');
  const say = (text: string) => desk.say(writer, writer, text);
  await say('/for');
  await hears(writer, 'TA 是谁');
  await say('三号楼张奶奶');
  await hears(writer, '怎么能找到三号楼张奶奶');
  await say('三号楼 101');
  const consent = await hears(writer, '同意您替 TA 反映吗');
  await desk.tapOnce(writer, writer, consent, (tap) => tap.kind === 'consent' && tap.how === 'spoken');
  await hears(writer, '有什么事');
  await say('她家的暖气不热，老人冻得睡不着');
  const card = await desk.actors.see(writer, 'the card', ({ taps }) =>
    taps.some(({ kind }) => kind === 'readBack'),
  );
  expect(card.text).toContain('替三号楼张奶奶反映');
  const { reference } = await desk.deps.db.complaint.findFirstOrThrow({ where: { proxy: { isNot: null } } });
  const review = await desk.reviewCard(reference);
  expect(review.text).toContain('三号楼 101');
  await desk.tapOnce(writer, writer, card, ({ kind }) => kind === 'readBack');
  await desk.actors.see(
    writer,
    'that it was read',
    (one) => saying(one, reference) && !one.taps.some(({ kind }) => kind === 'readBack'),
  );
  await desk.tapOnce(writer, writer, card, ({ kind }) => kind === 'joinLink');
  const link = await hears(writer, '请把这个链接发给');
  const [, payload] = (link.text ?? '').match(/start=(\S+)/) ?? [];

  const concerned = await desk.newResident('zh');
  await desk.say(concerned, concerned, `/start ${payload}`);
  const offer = await hears(concerned, '替您反映了');
  expect(offer.text).toContain('老人冻得睡不着');
  await desk.tapOnce(concerned, concerned, offer, (tap) => tap.kind === 'concerned' && tap.agrees === 'yes');
  await hears(concerned, reference);

  const { chat, member, card: theirs } = await desk.dispatched(reference);
  expect(theirs.text).toContain('三号楼张奶奶');
  await desk.say(chat, member, '暖气管已排气，三号楼 101 室温 21 度，请您看看。', theirs.message_id);
  const asked = await desk.actors.see(concerned, 'the answer', ({ taps }) =>
    taps.some(({ kind }) => kind === 'solved'),
  );
  expect(asked.text).toContain('21 度');
  expect(await desk.saidIn(writer, '问题解决了吗')).toEqual([]);
  await hears(writer, '已答复');
  await desk.tapOnce(concerned, concerned, asked, ({ kind }) => kind === 'solved');
  await expect.poll(async () => (await desk.ticketOf(reference)).status).toBe('closed');
});

test('where they have no chat of their own, the writer is asked to ask them', async () => {
  const writer = await desk.newResident('en');
  const say = (text: string) => desk.say(writer, writer, text);
  await say('/for Mrs Li, house 5');
  await hears(writer, 'How can Mrs Li, house 5 be reached');
  await say('house 5, flat 202');
  const consent = await hears(writer, 'agree that you speak for them');
  await desk.tapOnce(writer, writer, consent, (tap) => tap.kind === 'consent' && tap.how === 'none');
  await hears(writer, 'Why can Mrs Li');
  await say('in hospital, too weak to speak');
  await hears(writer, 'What is it that Mrs Li');
  await say('The street lamp before her window has been out for three days and she fell in the dark');
  await desk.actors.see(writer, 'the card', (one) => saying(one, 'for Mrs Li, house 5'));
  const { reference } = await desk.deps.db.complaint.findFirstOrThrow({ where: { chatId: BigInt(writer) } });
  expect((await desk.reviewCard(reference)).text).toContain('in hospital, too weak to speak');
  const { chat, member, card } = await desk.dispatched(reference);
  await desk.say(
    chat,
    member,
    'The street lamp before the window of house 5 has a new bulb and lights again.',
    card.message_id,
  );
  const asked = await desk.actors.see(writer, 'the answer', ({ taps }) =>
    taps.some(({ kind }) => kind === 'solved'),
  );
  expect(asked.text).toContain('Please ask Mrs Li, house 5 themselves');
});
