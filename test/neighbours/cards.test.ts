import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk, reviewersGroup, saying, wang } from '../staff/desk.ts';

/** From the reviewers' card to the end, as the people see it: one writes in Chinese, the other in English. */
describe('two neighbours', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk({ TAKE_BACK_SECONDS: '60' });
  });
  afterAll(() => desk.close());

  const zh = '柳荫路12号门口的路灯坏了三天了，晚上漆黑一片，老人摔倒';
  const en = 'The street lamp outside 12 Liuyin Road has been out for three days and it is pitch dark';

  test('are one group: looked at, merged, told of each other by their number, and asked at the end', async () => {
    const lead = await desk.sent('photo', { caption: zh, scene: 'lamp' });
    const { chat, member, card } = await desk.dispatched(lead.reference, 'public-facilities');
    const other = await desk.report(en, 'en');
    expect(other.card.text).toContain('可能是同一件事');
    expect(other.card.text).toContain(lead.reference);

    await desk.tapOnce(reviewersGroup, wang, other.card, ({ kind }) => kind === 'look');
    const look = await desk.actors.see(reviewersGroup, 'the words of the other', ({ caption }) =>
      caption?.includes(zh),
    );
    expect(look.message_id).toBeGreaterThan(other.card.message_id);

    await desk.actors.tap(reviewersGroup, wang, other.reference, ({ kind }) => kind === 'merge');
    await desk.reviewCard(other.reference, (one) => one.text?.includes(`已并入 ${lead.reference}`));
    const mine = await desk.actors.see(
      other.resident,
      'whose it is',
      (one) => saying(one, other.reference) && one.text?.includes('1 neighbour said so too'),
    );
    expect(mine.text).toContain('Urban');
    expect(mine.text).not.toContain(lead.reference);
    expect(mine.text).not.toContain('柳荫路');
    await desk.actors.see(lead.resident, 'the number', (one) => one.text?.includes('还有 1 位邻居'));
    const theirs = await desk.departmentCard({ chat, member }, lead.reference, (one) =>
      one.text?.includes('另有 1 件并入本件'),
    );
    expect(theirs.text).toContain('2 位居民');

    await desk.say(chat, member, '柳荫路12号门口的路灯已换新灯泡，今晚恢复照明。', card.message_id);
    for (const { resident } of [lead, other])
      await desk.actors.see(resident, 'the question', ({ taps }) =>
        taps.some(({ kind }) => kind === 'solved'),
      );

    await desk.actors.tap(
      other.resident,
      other.resident,
      other.reference,
      ({ kind }) => kind === 'notSolved',
    );
    await desk.say(other.resident, other.resident, 'Still dark at number 12 tonight');
    await desk.departmentCard(
      { chat, member },
      lead.reference,
      (one) => one.message_id > theirs.message_id && one.text?.includes('Still dark at number 12 tonight'),
    );
    await desk.actors.see(lead.resident, 'who said so', (one) => one.text?.includes('有邻居说没有解决'));
  });

  test('are taken apart again in one tap, and the card can be decided on', async () => {
    const lead = await desk.report('人民路30号院里的健身器材断了，孩子差点摔下来');
    const other = await desk.report('人民路三十号院健身的单杠松了，一晃就响');
    await desk.actors.tap(reviewersGroup, wang, other.reference, ({ kind }) => kind === 'merge');
    await desk.reviewCard(other.reference, (one) => one.text?.includes(`已并入 ${lead.reference}`));
    await desk.actors.tap(reviewersGroup, wang, other.reference, ({ kind }) => kind === 'unmerge');
    await desk.reviewCard(other.reference);
    expect(await desk.ticketOf(lead.reference)).toMatchObject({ joined: 0 });
  });
});
