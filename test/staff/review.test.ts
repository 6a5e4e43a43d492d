import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCategory } from '../../core/catalog/catalog.ts';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { chooseGroupLanguage } from '../../core/channels/channels.ts';
import { reasons } from '../../core/review/reasons.ts';
import type { Card } from '../../demo/actors.ts';
import {
  chen,
  type Desk,
  departmentGroup,
  type Language,
  lamp,
  openDesk,
  reviewersGroup,
  saying,
  wang,
} from './desk.ts';

/** What both languages of a group say on the cards that these tests read. */
const texts = {
  zh: {
    suggestion: '💡 分类器建议：公共设施 → 城市管理局',
    duty: '📖 职责：',
    evidence: '🔎 依据：“',
    eitherMay: '学校食堂卖过期食品',
    map: '地图',
    confirmed: '✅ 王强 已确认：公共设施 → 城市管理局',
    corrected: '✅ 王强 已改为：医疗卫生 → 卫生健康局',
    first: '王强已先处理：公共设施',
    rejected: '🚫 王强 已办结 (',
    reply: '居民 · 回答',
  },
  en: {
    suggestion: '💡 Classifier suggests: Public facilities → Urban Management Bureau',
    duty: '📖 Duty: ',
    evidence: '🔎 Evidence: “',
    eitherMay: 'The school canteen sells expired food',
    map: 'map',
    confirmed: '✅ 王强 confirmed: Public facilities → Urban Management Bureau',
    corrected: '✅ 王强 corrected: Health → Health Bureau',
    first: '王强 was first: Public facilities',
    rejected: '🚫 王强 ended it (',
    reply: 'Resident · replies',
  },
} as const;

describe.each(['zh', 'en'] as const)('the reviewers’ card, where the group speaks %s', (language) => {
  let desk: Desk;
  const text = texts[language];
  const words = lamp[language];
  beforeAll(async () => {
    desk = await openDesk();
    const { id } = await desk.deps.db.channel.findFirstOrThrow({ where: { purpose: 'reviewers' } });
    await chooseGroupLanguage(desk.deps, id, language);
  });
  afterAll(() => desk.close());

  const report = (said: string = words, spoken: Language = language) => desk.report(said, spoken);

  test('shows the suggestion with its duty, its evidence word for word, and that it is the classifier’s', async () => {
    const { reference, card } = await report();
    const suggestion = await desk.deps.db.suggestion.findFirstOrThrow({ where: { ticket: { reference } } });
    const category = findCategory((await catalogInForce(desk.deps))!, suggestion.categoryCode!)!;
    const duty = category.duties.find(({ code }) => code === suggestion.dutyCode)!;
    expect(card.text).toContain(text.suggestion);
    expect(card.text).toContain(`${text.duty}${duty.text[language].slice(0, 30)}`);
    expect(card.text).toContain(text.evidence);
    expect(words).toContain(suggestion.evidence[0]);
    expect(card.text).toContain(`“${suggestion.evidence[0]!.slice(0, 20)}`);
  });

  test('shows the resident’s own words and where it is, with a map that opens at the place', async () => {
    const resident = await desk.newResident(language);
    await desk.actors.act(resident, resident, 'say', { text: words });
    await desk.actors.act(resident, resident, 'location', { latitude: 41.8057, longitude: 123.4315 });
    const card = await desk.actors.see(
      reviewersGroup,
      'a card with a map',
      (one) => saying(one, words) && saying(one, text.map) && one.taps.length > 0,
    );
    const link = linksOf(card).find((url) => url.includes('41.8057'));
    expect(link).toContain('123.4315');
    expect(link).not.toContain(encodeURIComponent(words.slice(0, 4)));
  });

  test('brings photos and voices below the card that they belong to', async () => {
    const resident = await desk.newResident(language);
    await desk.actors.act(resident, resident, 'album', { count: 3, caption: words });
    await desk.actors.act(resident, resident, 'voice');
    const media = await desk.actors.see(reviewersGroup, 'a voice', (one) => 'voice' in one);
    const card = replied(media)!;
    expect(card.text).toContain(words);
    const photos = (await desk.actors.messages(reviewersGroup)).filter(
      (one) => 'photo' in one && replied(one)?.message_id === card.message_id,
    );
    expect(photos).toHaveLength(3);
    expect(new Set(photos.map(({ media_group_id }) => media_group_id)).size).toBe(1);
  });

  test('one tap confirms; the card shows the outcome and who decided', async () => {
    const { reference, card } = await report();
    const suggested = (tap: Card['taps'][number]) =>
      tap.kind === 'confirm' && tap.category === 'public-facilities';
    const tapped = await desk.tapOnce(reviewersGroup, wang, card, suggested);
    expect(tapped).toMatchObject({ answered: true, showAlert: false });
    await desk.reviewCard(reference, (now) => saying(now, text.confirmed));
    expect(await desk.deps.db.review.findFirst({ where: { ticket: { reference } } })).toMatchObject({
      verdict: 'confirmed',
    });
  });

  test('a runner-up that may well be right is named, and is one tap', async () => {
    const { reference, card } = await report(text.eitherMay);
    const { runnerUpCode } = await desk.deps.db.suggestion.findFirstOrThrow({
      where: { ticket: { reference } },
    });
    const runnerUp = findCategory((await catalogInForce(desk.deps))!, runnerUpCode!)!;
    expect(card.text).toContain(runnerUp.name[language]);
    await desk.tapOnce(
      reviewersGroup,
      wang,
      card,
      (tap) => tap.kind === 'confirm' && tap.category === runnerUpCode,
    );
    await expect.poll(() => desk.ticketOf(reference)).toMatchObject({ categoryCode: runnerUpCode });
  });

  test('any other category is two taps, the likeliest first', async () => {
    // Of a category that no other test decides on, as the classifier learns from each.
    const { reference, card } = await report(
      {
        zh: '菜市场的秤不准，卖肉的总是少给二两',
        en: 'The scales at the food market are wrong and the butcher sells short weight',
      }[language],
    );
    await desk.tapOnce(reviewersGroup, wang, card, ({ kind }) => kind === 'others');
    const picker = await desk.reviewCard(reference, ({ taps }) => taps.some(({ kind }) => kind === 'back'));
    const choices = picker.taps.filter(({ kind }) => kind === 'confirm');
    expect(choices).toHaveLength((await catalogInForce(desk.deps))!.categories.length);
    expect(choices[0]).toMatchObject({ category: 'market' });
    await desk.tapOnce(
      reviewersGroup,
      wang,
      picker,
      (tap) => tap.kind === 'confirm' && tap.category === 'health',
    );
    await desk.reviewCard(reference, (now) => saying(now, text.corrected));
    expect(await desk.deps.db.review.findFirst({ where: { ticket: { reference } } })).toMatchObject({
      verdict: 'corrected',
    });
  });

  test('of two who tap at once, one decides, and the other hears who was first and what they decided', async () => {
    const { reference, card } = await report();
    const wanted = { [wang]: 'public-facilities', [chen]: 'health' } as Record<number, string>;
    const data = card.taps.find((tap) => tap.kind === 'confirm')!;
    const forged = (category: string) =>
      `confirm:${data.kind === 'confirm' ? `${data.ticket.toString(36)}:${data.version.toString(36)}` : ''}:${category}`;
    const tapped = await Promise.all(
      [wang, chen].map((as) =>
        desk.actors.act<{ text: string; showAlert: boolean }>(reviewersGroup, as, 'tap', {
          message: card.message_id,
          data: forged(wanted[as]!),
        }),
      ),
    );
    expect(tapped.filter(({ showAlert }) => showAlert)).toHaveLength(1);
    const ticket = await desk.ticketOf(reference);
    const [loser, winner] = tapped[0]!.showAlert ? [tapped[0]!, '陈静'] : [tapped[1]!, '王强'];
    expect(loser.text).toContain(winner);
    expect(ticket.categoryCode).toBe(winner === '王强' ? 'public-facilities' : 'health');
    expect(await desk.deps.db.review.count({ where: { ticketId: ticket.id } })).toBe(1);
    expect(await desk.deliveriesOf(reference)).toHaveLength(1);
  });

  test('whoever taps later on a card that they have not seen change hears who was first', async () => {
    const { reference, card } = await report();
    await desk.confirm(reference, 'public-facilities');
    const late = await desk.tapOnce(reviewersGroup, chen, card, ({ kind }) => kind === 'confirm');
    expect(late).toMatchObject({ text: text.first, showAlert: true });
    const asking = await desk.tapOnce(reviewersGroup, chen, card, ({ kind }) => kind === 'askResident');
    expect(asking.showAlert).toBe(true);
  });

  test('splits a second problem off, in the reviewer’s words, as a card of its own', async () => {
    const { reference, card } = await report();
    await desk.tapOnce(reviewersGroup, wang, card, ({ kind }) => kind === 'split');
    const question = await desk.question(reviewersGroup, wang, reference);
    const second = { zh: '旁边的垃圾桶满了没人清运', en: 'The bins beside it are overflowing' }[language];
    await desk.say(reviewersGroup, wang, second, question.message_id);
    const split = await desk.reviewCard(`${reference}-2`);
    expect(split.text).toContain(second);
    expect(split.text).toContain({ zh: '第 2/2 件', en: '2 of 2' }[language]);
    await desk.reviewCard(reference, (now) => saying(now, { zh: '第 1/2 件', en: '1 of 2' }[language]));
    await desk.confirm(`${reference}-2`, 'environment');
    await desk.confirm(reference, 'public-facilities');
    expect(await desk.ticketOf(`${reference}-2`)).toMatchObject({ categoryCode: 'environment' });
  });

  test('a question reaches the resident, and their answer comes back to the card', async () => {
    const { reference, resident, card } = await report();
    await desk.tapOnce(reviewersGroup, wang, card, ({ kind }) => kind === 'askResident');
    const prompt = await desk.question(reviewersGroup, wang, reference);
    const asked = { zh: '是南门左边那盏吗？', en: 'Is it the lamp on the left of the gate?' }[language];
    await desk.say(reviewersGroup, wang, asked, prompt.message_id);
    await desk.actors.see(resident, 'the question', (one) => saying(one, asked));
    const reply = { zh: '对，左边第二盏', en: 'Yes, the second one on the left' }[language];
    await desk.say(resident, resident, reply);
    const answered = await desk.reviewCard(reference, (now) => saying(now, reply));
    expect(answered.text).toContain(text.reply);
    expect(answered.text).toContain(asked);
    const { chat, member } = await desk.confirm(reference);
    await desk.departmentCard({ chat, member }, reference, (now) => saying(now, reply));
  });

  test('photos in answer to a question stand below the card too', async () => {
    const { reference, resident, card } = await report();
    await desk.tapOnce(reviewersGroup, wang, card, ({ kind }) => kind === 'askResident');
    const prompt = await desk.question(reviewersGroup, wang, reference);
    await desk.say(reviewersGroup, wang, '?', prompt.message_id);
    await desk.actors.see(resident, 'the question', (one) => saying(one, reference) && one.message_id > 2);
    await expect.poll(() => desk.saidIn(resident, '?')).not.toEqual([]);
    await desk.actors.act(resident, resident, 'photo');
    await desk.actors.see(
      reviewersGroup,
      'the photo',
      (one) => 'photo' in one && replied(one)?.message_id === card.message_id,
    );
  });

  test.each(reasons)('ends a ticket with the ready reason “%s”', async (reason) => {
    const { reference, card } = await report();
    await desk.tapOnce(reviewersGroup, wang, card, ({ kind }) => kind === 'rejectMenu');
    const menu = await desk.reviewCard(reference, ({ taps }) => taps.some(({ kind }) => kind === 'back'));
    await desk.tapOnce(reviewersGroup, wang, menu, (tap) => tap.kind === 'reject' && tap.reason === reason);
    await desk.reviewCard(reference, (now) => saying(now, text.rejected));
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'rejected' });
    expect(await desk.deliveriesOf(reference)).toEqual([]);
  });

  test('ends a ticket with the reviewer’s own words, which the resident reads in their chat', async () => {
    const other = language === 'zh' ? 'en' : 'zh';
    const { reference, resident, card } = await report(lamp[other], other);
    await desk.tapOnce(reviewersGroup, wang, card, ({ kind }) => kind === 'rejectMenu');
    const menu = await desk.reviewCard(reference, ({ taps }) => taps.some(({ kind }) => kind === 'back'));
    await desk.tapOnce(reviewersGroup, wang, menu, (tap) => tap.kind === 'reject' && tap.reason === 'other');
    const prompt = await desk.question(reviewersGroup, wang, reference);
    await desk.say(reviewersGroup, wang, 'A <private> lane & not ours', prompt.message_id);
    await desk.actors.see(resident, 'the reason', (one) => saying(one, 'A <private> lane & not ours'));
    await desk.reviewCard(reference, (now) => saying(now, 'A <private> lane & not ours'));
    expect(await desk.saidIn(reviewersGroup, prompt.text!)).toEqual([]);
  });

  test('more words of the resident refresh the card; a tap on the old one is told to look again', async () => {
    const { reference, resident, card } = await report();
    const more = { zh: '还有，灯杆也歪了', en: 'And the post is leaning now' }[language];
    const mine = (await desk.saidIn(resident, reference))[0]!;
    await desk.say(resident, resident, more, mine.message_id);
    const fresh = await desk.reviewCard(
      reference,
      (now) => saying(now, more) && JSON.stringify(now.taps) !== JSON.stringify(card.taps),
    );
    const stale = await desk.tapOnce(reviewersGroup, wang, card, ({ kind }) => kind === 'confirm');
    expect(stale).toMatchObject({
      text: {
        zh: '内容有变化，请看最新的卡片。',
        en: 'Something has changed. Please look at the newest card.',
      }[language],
      showAlert: true,
    });
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'in_review' });
    await desk.tapOnce(reviewersGroup, wang, fresh, ({ kind }) => kind === 'confirm');
    await desk.reviewCard(reference, (now) => saying(now, '王强'));
  });

  test('an emergency is marked, and its department has two hours', async () => {
    const gas = { zh: '楼道里有很浓的煤气味', en: 'There is a strong smell of gas on our stairs' }[language];
    const { reference, card } = await report(gas);
    expect(card.text).toMatch(language === 'zh' ? /^🚨 紧急/ : /^🚨 Emergency/);
    const group = await desk.confirm(reference, 'utilities');
    expect(group).toEqual(departmentGroup('public-utilities'));
    const theirs = await desk.departmentCard(group, reference);
    expect(theirs.text).toMatch(/^🚨/);
    const { dueAt } = await desk.ticketOf(reference);
    const { writtenAt } = await desk.deps.db.complaint.findFirstOrThrow({ where: { reference } });
    expect(dueAt!.getTime() - writtenAt.getTime()).toBe(2 * 3_600_000);
  });
});

function linksOf(card: Card): string[] {
  return (card.entities ?? []).flatMap((entity) => ('url' in entity ? [String(entity.url)] : []));
}

function replied(card: Card): Card | undefined {
  return (card as Card & { reply_to_message?: Card }).reply_to_message;
}
