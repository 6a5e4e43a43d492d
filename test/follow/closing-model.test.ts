import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerTicket } from '../../core/dispatch/answer-ticket.ts';
import { openModel } from '../../infra/model/openai-model.ts';
import { type Core, openCore } from '../support/core.ts';
import { type ScriptedAnswer, startModelServer } from '../support/model-server.ts';

const department = 'urban-management';
const by = { kind: 'department', departmentCode: department, personId: null } as const;

let core: Core;
let server: Awaited<ReturnType<typeof startModelServer>>;
beforeEach(async () => {
  core = await openCore({ modelCosts: { prices: { in: 1, out: 1 }, perDay: null, callsPerResident: 0 } });
  core.deps.report = () => undefined;
  server = await startModelServer();
  core.deps.model = openModel({ apiKey: 'test-key', baseUrl: server.url, model: 'test-model' });
});
afterEach(async () => {
  await server.close();
  await core.close();
});

/** What becomes of an answer that a model says this of. */
async function answered(
  text: string,
  said: ScriptedAnswer | null,
  told = '小区南门的路灯坏了三天了，我家电话13812345678',
) {
  const { ticket } = await core.inReview(told);
  await core.db.ticket.update({
    where: { id: ticket.id },
    data: { ...{ status: 'dispatched', departmentCode: department }, categoryCode: 'public-facilities' },
  });
  if (said) server.next(said);
  // How long a server is asked is bounded by the time that it really takes.
  const deps = { ...core.deps, now: () => new Date() };
  const outcome = await answerTicket(deps, { ticketId: ticket.id, by, text, media: [] });
  return { outcome, ticketId: ticket.id, complaintId: ticket.complaintId };
}

const meets = { content: { verdict: 'meets', missing: [] } };
const good = '路灯已更换灯泡。';
const toSomethingElse = '垃圾桶已清运。';

describe('a model’s word on an answer', () => {
  test('stops what the rules let pass', async () => {
    const { outcome } = await answered(good, { content: { verdict: 'off_topic', missing: [] } });
    expect(outcome).toMatchObject({ kind: 'stopped', shortcoming: { why: 'off_topic' } });
  });

  test('lets pass what the rules would stop', async () => {
    expect((await answered(toSomethingElse, meets)).outcome).toMatchObject({ kind: 'taken' });
  });

  test('names what is missing in the resident’s own words, with what was taken out put back', async () => {
    const missing = ['我家电话[phone-1]', '从来没有人说过的话'];
    const { outcome } = await answered(good, { content: { verdict: 'incomplete', missing } });
    expect(outcome).toMatchObject({ shortcoming: { why: 'incomplete', missing: ['我家电话13812345678'] } });
  });

  test('is not asked for where a phrase says nothing', async () => {
    const { outcome } = await answered('您反映的问题已转相关部门处理。', null);
    expect(outcome).toMatchObject({ kind: 'stopped' });
    expect(server.requests).toHaveLength(0);
  });

  test('is asked for without what a model need not know, and counted like any call, in no resident’s share', async () => {
    const { complaintId } = await answered(`${good}有事请打13987654321`, meets);
    const sent = JSON.stringify(server.requests.map(({ messages }) => messages));
    expect(sent).toContain('[phone-');
    expect(sent).not.toMatch(/13812345678|13987654321/);
    expect(await core.db.modelCall.findMany({ where: { complaintId } })).toMatchObject([
      { purpose: 'closing_test', outcome: 'answered', sent: expect.stringContaining('[phone-') },
    ]);
  });
});

describe('a good answer is held back by no model that', () => {
  test.each([
    ['talks nonsense', { content: 'I can’t say.' }],
    ['gives another form', { content: { verdict: 'bad' } }],
    ['misses only what nobody said', { content: { verdict: 'incomplete', missing: ['电梯坏了'] } }],
    ['declines', { refusal: 'No.' }],
    ['is cut off', { content: '{"verdict": "off_', finish: 'length' }],
    ['has a fault', { status: 500 }],
    ['goes away', { drop: 'before' }],
  ] as [string, ScriptedAnswer][])('%s', async (_, said) => {
    expect((await answered(good, said)).outcome).toMatchObject({ kind: 'taken' });
  });

  test('may not be asked, as the day’s budget is spent; the rules stand', async () => {
    core.deps.settings.modelCosts.perDay = 1n;
    expect((await answered(good, null)).outcome).toMatchObject({ kind: 'taken' });
    expect((await answered(toSomethingElse, null)).outcome).toMatchObject({ kind: 'stopped' });
    expect(server.requests).toHaveLength(0);
  });
});
