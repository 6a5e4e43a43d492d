import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseGroupLanguage } from '../../core/channels/channels.ts';
import type { Card } from '../../demo/actors.ts';
import {
  admin,
  canDecide,
  type Desk,
  departmentGroup,
  gridWorker,
  lamp,
  openDesk,
  reviewersGroup,
  saying,
  wang,
} from './desk.ts';

const notAllowed = '您没有这项权限，请找管理员。';

describe('/ticket', () => {
  let desk: Desk;
  const urban = departmentGroup('urban-management');
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  async function answerTo(chat: number, as: number, text: string): Promise<string> {
    const { message } = await desk.say(chat, as, text);
    const said = await desk.actors.see(
      chat,
      'an answer',
      (one) => one.from?.is_bot && one.taps.length === 0 && one.message_id > message.message_id,
    );
    return said.text!;
  }

  /** "Not ours", by the urban management, back with the reviewers. */
  async function sendBack(reference: string, card: Card) {
    await desk.tapOnce(urban.chat, urban.member, card, ({ kind }) => kind === 'notOurs');
    const whose = await desk.departmentCard(urban, reference, ({ taps }) =>
      taps.some(({ kind }) => kind === 'theirs'),
    );
    await desk.tapOnce(
      urban.chat,
      urban.member,
      whose,
      (tap) => tap.kind === 'theirs' && tap.department === '-',
    );
    const question = await desk.question(urban.chat, urban.member, reference);
    await desk.say(urban.chat, urban.member, '不是我们的灯', question.message_id);
    await desk.reviewCard(reference, (card) => canDecide(card) && saying(card, '退回'));
  }

  /** Sent back once, accepted, answered, called not solved. */
  async function longWay() {
    const { reference, resident } = await desk.report(lamp.zh);
    const { card } = await desk.dispatched(reference, 'public-facilities');
    await sendBack(reference, card);
    const health = await desk.dispatched(reference, 'health');
    await desk.tapOnce(health.chat, health.member, health.card, ({ kind }) => kind === 'accept');
    await desk.say(health.chat, health.member, '换好了灯泡', health.card.message_id);
    const read = await desk.actors.see(resident, 'the answer', ({ taps }) =>
      taps.some(({ kind }) => kind === 'notSolved'),
    );
    await desk.tapOnce(resident, resident, read, ({ kind }) => kind === 'notSolved');
    await expect.poll(() => desk.ticketOf(reference)).toMatchObject({ status: 'reopened' });
    return { reference, resident, health };
  }

  test('tells staff the whole way, in order, with who said what, and names no resident', async () => {
    const { reference } = await longWay();
    const said = await answerTo(reviewersGroup, wang, `/ticket ${reference}`);
    const steps = [
      '居民',
      '已拟好工单',
      '王强',
      '公共设施 → 城市管理局',
      '城市管理局 吴刚',
      '“不是我们的灯”',
      '医疗卫生 → 卫生健康局',
      '卫生健康局 高翔',
      '“换好了灯泡”',
      '没有解决',
    ];
    const places = steps.map((step) => said.indexOf(step));
    expect(places, said).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(said).not.toContain('Resident 5');
  });

  test('shows what was sent without a word', async () => {
    const { reference } = await desk.sent('album', { caption: lamp.zh, count: 2 });
    const said = await answerTo(reviewersGroup, wang, `/ticket ${reference}`);
    expect(said).toContain('居民反映 📷');
    expect(said).toContain('居民补充 📷');
  });

  test('speaks the language of the group, or of the person in private', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { id } = await desk.deps.db.channel.findFirstOrThrow({ where: { purpose: 'reviewers' } });
    await chooseGroupLanguage(desk.deps, id, 'en');
    expect(await answerTo(reviewersGroup, wang, `/ticket ${reference}`)).toContain(
      'reported by the resident',
    );
    await chooseGroupLanguage(desk.deps, id, 'zh');
    expect(await answerTo(wang, wang, `/ticket ${reference}`)).toContain('居民');
  });

  test.each([
    ['lower case', (reference: string) => reference.toLowerCase()],
    ['no dash', (reference: string) => reference.replace('-', '')],
    ['a space', (reference: string) => reference.replace('-', ' ')],
    ['another dash', (reference: string) => reference.replace('-', '–')],
    ['letters for digits', (reference: string) => reference.replaceAll('0', 'o').replaceAll('1', 'l')],
    [
      'full width, as a Chinese keyboard writes it',
      (reference: string) =>
        [...reference]
          .map((one) => (one === '-' ? '－' : String.fromCodePoint(one.codePointAt(0)! + 0xfee0)))
          .join(''),
    ],
    ['spelled out', (reference: string) => [...reference.replace('-', '')].join(' ')],
  ])('understands a reference with %s', async (_, written) => {
    const { reference } = await desk.report(lamp.zh);
    expect(await answerTo(wang, wang, `/ticket ${written(reference)}`)).toContain(reference);
  });

  test('is for staff and for the department that has it', async () => {
    const { reference, resident } = await desk.report(lamp.zh);
    expect(await answerTo(urban.member, urban.member, `/ticket ${reference}`)).toBe(notAllowed);
    await desk.dispatched(reference, 'public-facilities');
    expect(await answerTo(urban.chat, urban.member, `/ticket ${reference}`)).toContain(reference);
    for (const other of [departmentGroup('water').member, gridWorker, resident])
      expect(await answerTo(other, other, `/ticket ${reference}`)).toBe(notAllowed);
    expect(await answerTo(admin, admin, `/ticket ${reference}`)).toContain(reference);
  });

  test('is no longer for a department that has sent it back', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { card } = await desk.dispatched(reference, 'public-facilities');
    await sendBack(reference, card);
    expect(await answerTo(urban.member, urban.member, `/ticket ${reference}`)).toBe(notAllowed);
    const health = await desk.dispatched(reference, 'health');
    expect(await answerTo(urban.member, urban.member, `/ticket ${reference}`)).toBe(notAllowed);
    expect(await answerTo(health.member, health.member, `/ticket ${reference}`)).toContain(reference);
  });

  test('tells staff that there is no such ticket, and others nothing of it', async () => {
    expect(await answerTo(wang, wang, '/ticket ZZZ-ZZZ')).toBe('没有编号为 ZZZ-ZZZ 的工单。');
    expect(await answerTo(urban.member, urban.member, '/ticket ZZZ-ZZZ')).toBe(notAllowed);
  });

  test.each(['/ticket', '/ticket hello world', '/ticket 7K4-2Q'])(
    'asks for a reference at %j',
    async (text) => {
      expect(await answerTo(wang, wang, text)).toBe('请写上编号，例如：/ticket 7K4-2QD');
    },
  );
});
