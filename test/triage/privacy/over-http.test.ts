import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Card, referenceIn, saying } from '../../../demo/actors.ts';
import { departmentGroup, reviewersGroup } from '../../../town.ts';
import { startModelServer } from '../../support/model-server.ts';
import { openWhole, type Whole } from '../../support/whole.ts';

const reviewer = 2001;
const secrets = {
  phone: '13897651234',
  id: '210106195603124519',
  name: '欧阳百灵',
  door: '3号楼2单元501室',
  email: 'bailing@example.com',
  plate: '辽A6K88D',
};
const { phone, id, name, door, email, plate } = secrets;
const complaint = `我叫${name}，住幸福里${door}，电话${phone}，身份证${id}，邮箱${email}。楼道的路灯坏了三天，${plate}还堵着门。${name}等你们来`;
const asSent =
  '我叫[name-1]，住幸福里[door-2]，电话[phone-3]，身份证[id-4]，邮箱[email-5]。楼道的路灯坏了三天，[plate-6]还堵着门。[name-1]等你们来';

let server: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.requests.length = 0;
});

describe('with MODEL_PRIVACY unset, which is strict', () => {
  let whole: Whole;
  beforeAll(async () => {
    whole = await openTown();
  });
  afterAll(() => whole.close());

  test('no phone, id, name, door, e-mail or plate stands in a request, the repair turn’s neither', async () => {
    server.next({ content: 'It is about a lamp.' });
    await report(whole, complaint);
    expect(server.requests).toHaveLength(2);
    expect(found(JSON.stringify(server.requests))).toEqual([]);
    expect(server.requests[0]!.messages[1]!.content).toContain(asSent);
  });

  test('the reviewers’ card shows them, and so does the department’s', async () => {
    const { reference, card } = await report(whole, complaint);
    expect(found(card.text)).toEqual(Object.values(secrets));
    expect(card.text).toContain(`“我叫${name}”`);
    expect(card.text).not.toMatch(/\[\w+-\d+\]/);
    await whole.actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'confirm');
    const { chat } = departmentGroup(whole.departmentOf('public-facilities'));
    const arrived = await whole.actors.see(chat, 'the ticket', (one) => saying(one, reference));
    expect(found(arrived.text)).toEqual(expect.arrayContaining([phone, door]));
  });

  test('evidence is the resident’s own words, though the model wrote the placeholders its own way', async () => {
    server.next({ content: answerOf({ evidence: ['住幸福里【Door-2】，电话[ phone - 3 ]'] }) });
    const { card } = await report(whole, complaint);
    expect(server.requests).toHaveLength(1);
    expect(card.text).toContain(`“住幸福里${door}，电话${phone}”`);
  });

  test('a placeholder that the model made up is left out', async () => {
    server.next({
      content: answerOf({ evidence: ['楼道的路灯坏了三天'], title: '楼道路灯不亮[phone-77]' }),
    });
    const { reference } = await report(whole, complaint);
    const ticket = await whole.deps.db.ticket.findUniqueOrThrow({ where: { reference } });
    expect(ticket.title).toBe('楼道路灯不亮');
  });

  test('what left the house is kept in placeholders, until the resident is forgotten', async () => {
    const { resident, reference } = await report(whole, complaint);
    const kept = () => whole.deps.db.modelCall.findFirstOrThrow({ where: { complaint: { reference } } });
    const { sent } = await kept();
    expect(sent).toContain(asSent);
    expect(found(sent!)).toEqual([]);
    await whole.actors.act(resident, resident, 'say', { text: '/forget' });
    await whole.actors.tap(resident, resident, '删除您的信息', ({ kind }) => kind === 'forgetYes');
    await whole.actors.see(resident, 'that it is done', (one) => saying(one, '已删除'));
    expect((await kept()).sent).toBe(null);
  });
});

describe('with MODEL_PRIVACY=off', () => {
  let whole: Whole;
  beforeAll(async () => {
    whole = await openTown({ MODEL_PRIVACY: 'off' });
  });
  afterAll(() => whole.close());

  test('the words go as they are', async () => {
    await report(whole, complaint);
    expect(server.requests[0]!.messages[1]!.content).toContain(complaint);
  });
});

function openTown(env: Record<string, string> = {}): Promise<Whole> {
  const model = { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'test-model' };
  return openWhole({ env: { ...model, ...env } });
}

/** A new resident writes; the reviewers' card for it, once it is there. */
async function report(whole: Whole, text: string) {
  const resident = await whole.newResident('zh');
  await whole.actors.act(resident, resident, 'say', { text });
  const reference = referenceIn(await whole.actors.see(resident, 'the reference', referenceIn))!;
  const decidable = (one: Card) => saying(one, reference) && one.taps.length > 0;
  const card = await whole.actors.see(reviewersGroup, `the card of ${reference}`, decidable);
  return { resident, reference, card };
}

function found(text = ''): string[] {
  return Object.values(secrets).filter((secret) => text.includes(secret));
}

function answerOf(changed: { evidence: string[]; title?: string }): object {
  const problem = {
    title: '楼道路灯不亮',
    description: '幸福里[door-2]楼道的路灯坏了三天，请联系[phone-3]。',
    place: '幸福里[door-2]',
    since: '三天',
    wish: null,
    category: 'public-facilities',
    runnerUp: null,
    duty: null,
    elsewhere: null,
    missing: [],
    urgency: 'normal',
    ...changed,
  };
  return { language: 'zh', kind: 'complaint', problems: [problem] };
}
