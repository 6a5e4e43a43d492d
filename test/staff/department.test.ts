import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pack, type Tap } from '../../bot/buttons.ts';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { chooseGroupLanguage } from '../../core/channels/channels.ts';
import type { Card } from '../../demo/actors.ts';
import {
  canDecide,
  type Desk,
  departmentGroup,
  lamp,
  openDesk,
  reviewersGroup,
  saying,
  supervisor,
} from './desk.ts';

/** What a department’s group reads in its language. */
const texts = {
  zh: {
    accepted: '👷 吴刚 已接单',
    answered: '💬 已答复，等居民确认：',
    returned: '↩️ 已退回审核：',
    sentBack: '↩️ 城市管理局退回',
    twice: '（第 2 次退回）',
    supervisors: '请督办决定归谁办。',
    kindly: '这一件要请督办决定',
    ruledCard: '⚖️ 刘洋 于',
    ruledReview: '⚖️ 刘洋 裁定：',
    template: '✋ 还没有发给居民：这条答复没有说做了什么',
    sentAnyway: '这条答复已原样发给居民',
    theirs: '👉 他们认为归：水务局',
    superseded: '部门退回，请看下面的新卡片。',
    due: '前答复',
  },
  en: {
    accepted: '👷 Accepted by 吴刚',
    answered: '💬 Answered; the resident has not said yet whether it is solved:',
    returned: '↩️ Sent back to the reviewers:',
    sentBack: '↩️ Sent back by: Urban Management Bureau',
    twice: '(sent back 2 times now)',
    supervisors: 'A supervisor decides whose it is.',
    kindly: 'This one is for a supervisor to decide.',
    ruledCard: '⚖️ 刘洋 ruled on',
    ruledReview: '⚖️ 刘洋 ruled:',
    template: '✋ Not sent to the resident yet: this does not say what was done',
    sentAnyway: 'Sent to the resident as it is, by 吴刚.',
    theirs: '👉 They think it is for: Water Bureau',
    superseded: 'Sent back by the department; see the new card below.',
    due: '⏰ Answer by',
  },
} as const;

describe.each(['zh', 'en'] as const)('a department’s group that speaks %s', (language) => {
  let desk: Desk;
  const text = texts[language];
  const urban = departmentGroup('urban-management');
  beforeAll(async () => {
    desk = await openDesk();
    for (const { id } of await desk.deps.db.channel.findMany())
      await chooseGroupLanguage(desk.deps, id, language);
  });
  afterAll(() => desk.close());

  const report = () => desk.report(lamp[language], language);
  async function dispatched() {
    const { reference, resident } = await report();
    return { reference, resident, ...(await desk.dispatched(reference, 'public-facilities')) };
  }
  const tap = (card: Card, kind: string, as = urban.member) =>
    desk.tapOnce(urban.chat, as, card, (one) => one.kind === kind);
  const cardOf = (reference: string, fits: (card: Card) => unknown) =>
    desk.departmentCard(urban, reference, fits);

  test('gets a card with what, by when and by which duty, and the resident’s own words', async () => {
    const { card } = await dispatched();
    expect(card.text).toContain(lamp[language]);
    expect(card.text).toContain(text.due);
    expect(card.text).toContain('📖');
  });

  test('accepts: both cards say who has it', async () => {
    const { reference, card } = await dispatched();
    await tap(card, 'accept');
    await cardOf(reference, (now) => saying(now, text.accepted));
    await desk.reviewCard(reference, (now) => saying(now, '👷'));
  });

  /** The message that brought the answer: it asks whether it is solved. */
  const answerRead = (resident: number) =>
    desk.actors.see(resident, 'the answer', ({ taps }) => taps.some(({ kind }) => kind === 'solved'));

  /** "Not ours" up to the question why, by the duty of the water bureau. */
  async function sendBack(reference: string, card: Card, why: string) {
    await tap(card, 'notOurs');
    const whose = await cardOf(reference, ({ taps }) => taps.some(({ kind }) => kind === 'theirs'));
    await desk.tapOnce(
      urban.chat,
      urban.member,
      whose,
      (one) => one.kind === 'theirs' && one.department === 'water',
    );
    const duties = await cardOf(reference, ({ taps }) => taps.some(({ kind }) => kind === 'duty'));
    await desk.tapOnce(urban.chat, urban.member, duties, (one) => one.kind === 'duty');
    const after = card.message_id;
    const question = await desk.question(urban.chat, urban.member, reference, after);
    await desk.say(urban.chat, urban.member, why, question.message_id);
  }

  test('sends back with reason, duty and department; the reviewers decide on a new card, to which the old one points', async () => {
    const { reference, card } = await dispatched();
    const old = await desk.reviewCard(reference, () => true);
    await sendBack(reference, card, 'The drain is <theirs>');
    const fresh = await desk.reviewCard(reference, canDecide, old.message_id);
    const water = (await catalogInForce(desk.deps))!.categories.find((one) => one.department === 'water')!;
    expect(fresh.text).toContain(text.sentBack);
    expect(fresh.text).toContain('The drain is <theirs>');
    expect(fresh.text).toContain(`📖 `);
    expect(water.duties.some((duty) => fresh.text!.includes(duty.text[language].slice(0, 30)))).toBe(true);
    expect(fresh.text).toContain(text.theirs);
    await desk.reviewCard(
      reference,
      (now) => now.message_id === old.message_id && saying(now, text.superseded),
    );
    await expect.poll(() => desk.ticketOf(reference)).toMatchObject({ status: 'in_review' });
    await cardOf(reference, (now) => saying(now, text.returned) && now.taps.length === 0);

    // Sent to the same once more, and back: the hops are counted.
    await desk.tapOnce(
      reviewersGroup,
      2001,
      fresh,
      (one) => one.kind === 'confirm' && one.category === 'public-facilities',
    );
    const again = await desk.actors.see(
      urban.chat,
      'the second card',
      (one) => saying(one, reference) && one.message_id > card.message_id && one.taps.length > 0,
    );
    await sendBack(reference, again, 'Still theirs');
    const third = await desk.reviewCard(reference, canDecide, fresh.message_id);
    expect(third.text).toContain(text.twice);
    expect(third.text).toContain(text.supervisors);
    expect(third.text).toMatch(/The drain is <theirs>[\s\S]*Still theirs/);
    expect(await desk.ticketOf(reference)).toMatchObject({ hops: 2, rounds: 2 });

    // Only a supervisor rules now; then there is no way back.
    const theirs = (one: Tap) => one.kind === 'confirm' && one.category === 'public-facilities';
    await expect.poll(async () => (await desk.ticketOf(reference)).status).toBe('in_review');
    expect((await desk.tapOnce(reviewersGroup, 2001, third, theirs)).text).toContain(text.kindly);
    const before = await desk.lastIn(urban.chat);
    await desk.tapOnce(reviewersGroup, supervisor, third, theirs);
    await desk.reviewCard(reference, (now) => saying(now, text.ruledReview));
    const ruled = await desk.actors.see(
      urban.chat,
      'the card after the ruling',
      (one) => saying(one, reference) && one.message_id > before && one.taps.length > 0,
    );
    expect(ruled.text).toContain(text.ruledCard);
    expect(ruled.taps.map(({ kind }) => kind)).not.toContain('notOurs');
    const { id: ticket, version } = await desk.ticketOf(reference);
    const forged = { message: ruled.message_id, data: pack('notOurs', { ticket, version }) };
    const refused = await desk.actors.act<{ text?: string }>(urban.chat, urban.member, 'tap', forged);
    expect(refused.text).toContain('刘洋');
  });

  test('sends back, and the photos hang below the new card too', async () => {
    const { reference } = await desk.sent('photo', { caption: lamp[language] }, language);
    const { card } = await desk.dispatched(reference, 'public-facilities');
    await sendBack(reference, card, '?');
    const fresh = await desk.reviewCard(reference, (now) => canDecide(now) && saying(now, text.sentBack));
    await desk.actors.see(reviewersGroup, 'the photo', (one) => 'photo' in one, fresh.message_id);
  });

  test('sends back without knowing whose it is', async () => {
    const { reference, card } = await dispatched();
    await tap(card, 'notOurs');
    const whose = await cardOf(reference, ({ taps }) => taps.some(({ kind }) => kind === 'theirs'));
    await desk.tapOnce(
      urban.chat,
      urban.member,
      whose,
      (one) => one.kind === 'theirs' && one.department === '-',
    );
    const question = await desk.question(urban.chat, urban.member, reference, card.message_id);
    await desk.say(urban.chat, urban.member, '?', question.message_id);
    await expect.poll(() => desk.ticketOf(reference)).toMatchObject({ hops: 1 });
    const event = await desk.deps.db.event.findFirstOrThrow({
      where: { ticket: { reference }, type: 'returned' },
    });
    expect(event.data).toMatchObject({ duty: null, department: null, from: 'urban-management' });
  });

  test.each(['by the button', 'by a reply to the card'])(
    'answers in words %s; the resident reads them as they are and says solved',
    async (how) => {
      const { reference, resident, card } = await dispatched();
      const words = `Lamp <b>7</b> replaced & tested ${how} 🔧`;
      if (how === 'by the button') await tap(card, 'answer');
      const to =
        how === 'by the button'
          ? await desk.question(urban.chat, urban.member, reference, card.message_id)
          : card;
      await desk.say(urban.chat, urban.member, words, to.message_id);
      const read = await answerRead(resident);
      expect(read.text).toContain(words);
      await cardOf(reference, (now) => saying(now, text.answered) && saying(now, words));
      await desk.tapOnce(resident, resident, read, ({ kind }) => kind === 'solved');
      await expect
        .poll(() => desk.ticketOf(reference))
        .toMatchObject({ status: 'closed', outcome: 'solved' });
      await desk.reviewCard(reference, (now) => saying(now, '🏁'));
    },
  );

  const photosIn = async (chat: number) =>
    (await desk.actors.messages(chat)).filter((one) => 'photo' in one && one.from?.is_bot);

  test('answers with a photo and a caption', async () => {
    const { reference, resident, card } = await dispatched();
    await desk.actors.act(urban.chat, urban.member, 'photo', {
      caption: 'See for yourself',
      replyTo: card.message_id,
    });
    expect((await answerRead(resident)).text).toContain('See for yourself');
    expect(await photosIn(resident)).toHaveLength(1);
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'answered' });
  });

  test('answers with a photo alone, in reply to the question', async () => {
    const { reference, resident, card } = await dispatched();
    await tap(card, 'answer');
    const question = await desk.question(urban.chat, urban.member, reference, card.message_id);
    await desk.actors.act(urban.chat, urban.member, 'photo', { replyTo: question.message_id });
    await answerRead(resident);
    expect(await photosIn(resident)).toHaveLength(1);
  });

  test.each(['the card', 'the question'])(
    'answers with an album in reply to %s: the resident gets all of it, once',
    async (what) => {
      const { reference, resident, card } = await dispatched();
      if (what === 'the question') await tap(card, 'answer');
      const to =
        what === 'the card'
          ? card
          : await desk.question(urban.chat, urban.member, reference, card.message_id);
      await desk.actors.act(urban.chat, urban.member, 'album', {
        count: 4,
        caption: 'Before and after',
        replyTo: to.message_id,
      });
      expect((await answerRead(resident)).text).toContain('Before and after');
      await expect.poll(() => photosIn(resident)).toHaveLength(4);
      const answers = (await desk.actors.messages(resident)).filter(({ taps }) =>
        taps.some(({ kind }) => kind === 'solved'),
      );
      expect(answers).toHaveLength(1);
      const said = await desk.actors.messages(urban.chat, to.message_id);
      expect(said.filter((one) => saying(one, language === 'zh' ? '现在的状态' : 'It is now'))).toEqual([]);
    },
  );

  test('hears at once that a phrase is no answer; a person may send it all the same', async () => {
    const { reference, resident, card } = await dispatched();
    const before = await desk.lastIn(resident);
    await desk.say(urban.chat, urban.member, 'OK, noted.', card.message_id);
    const stopped = await desk.actors.see(
      urban.chat,
      'that it went nowhere',
      (one) => saying(one, text.template),
      card.message_id,
    );
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'dispatched' });
    await desk.tapOnce(urban.chat, urban.member, stopped, ({ kind }) => kind === 'sendAnyway');
    expect((await answerRead(resident)).text).toContain('OK, noted.');
    expect(await desk.saidIn(resident, 'OK, noted.', before)).toHaveLength(1);
    await desk.actors.see(
      urban.chat,
      'by whom it was sent',
      (one) => saying(one, text.sentAnyway) && one.message_id === stopped.message_id,
    );
  });

  test('hears a “not solved” with its word why, on a new card', async () => {
    const { reference, resident, card } = await dispatched();
    await desk.say(urban.chat, urban.member, 'The lamp works again.', card.message_id);
    const read = await answerRead(resident);
    await desk.tapOnce(resident, resident, read, ({ kind }) => kind === 'notSolved');
    const why = language === 'zh' ? '今晚还是不亮' : 'It was still dark tonight';
    await desk.say(resident, resident, why);
    const again = await desk.actors.see(
      urban.chat,
      'the new card',
      (one) => saying(one, reference) && saying(one, why) && one.message_id > card.message_id,
    );
    expect(again.taps.map(({ kind }) => kind)).toContain('accept');
  });
});
