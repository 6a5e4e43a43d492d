import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHttp } from '../../http/server.ts';
import { type Core, openCore } from '../support/core.ts';
import { openHistory } from '../support/history.ts';
import { openWhole } from '../support/whole.ts';

const token = 'a-token-for-the-metrics';
const words = '柳溪路十二号的路灯，找王师傅 13800138000';

const works = async () => true;
const health = { database: works, migrations: works, queue: works };
const depths = { triage: { waiting: 2, delayed: 0, active: 1, failed: 0 } };

type History = Awaited<ReturnType<typeof openHistory>>;
let history: History;
beforeEach(async () => {
  history = await openHistory();
  for (let at = 0; at < 3; at++)
    await history.add({ text: words, decided: 'housing', source: 'both', confidence: 0.95, call: {} });
  const wrong = { suggested: 'housing', source: 'both', confidence: 0.91 } as const;
  await history.add({ text: words, ...wrong, decided: 'market', call: { milliseconds: 4000 } });
  await history.add({ text: words, decided: 'market', cascaded: true });
  await history.add({ text: words, suggested: null, decided: 'market', source: 'none', failure: 'timeout' });
  await history.add({
    text: words,
    decided: 'market',
    call: { outcome: 'timeout', milliseconds: 30_000, cost: 1_500_000n },
  });
});
afterEach(() => history.close());

/** The HTTP edge on the town's past, by a clock that only the test moves. */
function openHttp(at = { now: new Date() }) {
  const http = createHttp({
    deps: { db: history.db, now: () => at.now, report: () => undefined } as unknown as Core['deps'],
    health,
    files: async () => ({ kind: 'gone' }),
    metrics: { isReader: () => true, queue: async () => depths },
  });
  return { read: async () => (await http.inject('/metrics')).body, http };
}

/** The series of a reading: name and labels in order, with its value. Every line must be one that Prometheus takes. */
function seriesIn(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !/^# (?:HELP|TYPE) /.test(line));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, labels = '', value] = /^([a-z_]+)(?:\{(.*)\})? (\d+(?:\.\d+)?)$/.exec(line)!;
      return [`${name}{${labels.split(',').sort().join(',')}}`, Number(value)];
    }),
  );
}

test('reviews are counted by what was suggested, by whom, and what became of it', async () => {
  const series = seriesIn(await openHttp().read());
  expect(series).toMatchObject({
    'whistle_reviews{category="housing",source="both",verdict="confirmed"}': 3,
    'whistle_reviews{category="housing",source="both",verdict="corrected"}': 1,
    'whistle_reviews{category="none",source="none",verdict="corrected"}': 1,
    'whistle_suggestions_total{cascaded="true",source="local",unsure="false"}': 1,
  });
});

test('calibration can be drawn from the reviews of each tenth of confidence', async () => {
  const series = seriesIn(await openHttp().read());
  expect(series['whistle_confidence_reviews{from="0.9",right="true",source="both"}']).toBe(3);
  expect(series['whistle_confidence_reviews{from="0.9",right="false",source="both"}']).toBe(1);
  expect(series['whistle_confidence_stated_sum{from="0.9",source="both"}']).toBeCloseTo(3 * 0.95 + 0.91);
});

test('calls are counted by how they ended, with what they took', async () => {
  const series = seriesIn(await openHttp().read());
  expect(series).toMatchObject({
    'whistle_model_calls_total{outcome="answered",purpose="triage"}': 4,
    'whistle_model_calls_total{outcome="timeout",purpose="triage"}': 1,
    'whistle_model_tokens_total{direction="in",purpose="triage"}': 5000,
    'whistle_model_cost_total{purpose="triage"}': 1.5,
    'whistle_model_call_seconds_total{purpose="triage"}': 3 * 0.8 + 4 + 30,
  });
});

test('a call that is open counts among the others only when it has ended', async () => {
  const past = await history.add({ decided: 'health', call: { outcome: null } });
  const before = seriesIn(await openHttp().read());
  expect(before['whistle_model_calls_open{purpose="triage"}']).toBe(1);
  await history.db.modelCall.updateMany({
    where: { complaintId: past.complaintId },
    data: { outcome: 'refused' },
  });
  const after = seriesIn(await openHttp().read());
  expect(after['whistle_model_calls_open{purpose="triage"}']).toBeUndefined();
  const tokens = 'whistle_model_tokens_total{direction="in",purpose="triage"}';
  expect(after[tokens]! - before[tokens]!).toBe(1000);
});

test('many who ask within ten seconds are told one reading, and then a new one', async () => {
  const at = { now: new Date() };
  const { read } = openHttp(at);
  const confirmed = 'whistle_reviews{category="labour",source="local",verdict="confirmed"}';
  expect(seriesIn(await read())[confirmed]).toBeUndefined();
  await history.add({ decided: 'labour' });
  at.now = new Date(at.now.getTime() + 9_999);
  expect(seriesIn(await read())[confirmed]).toBeUndefined();
  at.now = new Date(at.now.getTime() + 1);
  expect(seriesIn(await read())[confirmed]).toBe(1);
});

test('a reading that failed is not told again', async () => {
  const reads = { failing: true };
  const { db } = history;
  const failing = async () => {
    throw new Error('the database is away');
  };
  const $queryRaw = (...query: Parameters<typeof db.$queryRaw>) =>
    reads.failing ? failing() : db.$queryRaw(...query);
  const http = createHttp({
    deps: { db: { $queryRaw }, now: () => new Date(), report: () => undefined } as unknown as Core['deps'],
    health,
    files: async () => ({ kind: 'gone' }),
    metrics: { isReader: () => true, queue: async () => depths },
  });
  expect((await http.inject('/metrics')).statusCode).toBe(500);
  reads.failing = false;
  expect((await http.inject('/metrics')).statusCode).toBe(200);
});

test('no label, and nothing else, holds anybody’s words, name or chat', async () => {
  const text = await openHttp().read();
  for (const own of ['柳溪路', '王师傅', '13800138000', '王秀兰', '70000001'])
    expect(text).not.toContain(own);
});

test('a town without figures has a reading that says so', async () => {
  const core = await openCore();
  const http = createHttp({
    deps: core.deps,
    health,
    files: async () => ({ kind: 'gone' }),
    metrics: { isReader: () => true, queue: async () => depths },
  });
  const answer = await http.inject('/metrics');
  expect(answer.statusCode).toBe(200);
  const nothing = ['updates_pending{}', 'updates_oldest_seconds{}', 'updates_put_aside{}'];
  const doors = ['triage', 'dispatch', 'notify'].flatMap((door) => [
    `due{door="${door}"}`,
    `due_later{door="${door}"}`,
    `due_oldest_seconds{door="${door}"}`,
  ]);
  const series = Object.entries(seriesIn(answer.body)).filter(([name]) => !name.includes('queue_jobs'));
  expect(Object.fromEntries(series)).toEqual(
    Object.fromEntries([...nothing, ...doors].map((name) => [`whistle_${name}`, 0])),
  );
  await core.close();
});

test('only who has the token may read them', async () => {
  const whole = await openWhole({ env: { METRICS_TOKEN: token } });
  const read = (authorization?: string) =>
    fetch(`${whole.http}/metrics`, { headers: authorization ? { authorization } : {} });
  const without = await read();
  expect(without.status).toBe(401);
  expect(without.headers.get('www-authenticate')).toBe('Bearer');
  expect(await without.text()).not.toContain('whistle_');
  for (const wrong of [`Bearer ${token}x`, token, `Basic ${token}`, 'Bearer '])
    expect((await read(wrong)).status).toBe(401);
  const right = await read(`Bearer ${token}`);
  expect(right.status).toBe(200);
  expect(right.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  await whole.close();
});

test('without a token there is nothing at the address, not even for this machine', async () => {
  const whole = await openWhole();
  expect((await fetch(`${whole.http}/metrics`)).status).toBe(404);
  await whole.close();
});
