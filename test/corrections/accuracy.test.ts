import { afterEach, beforeEach, expect, test } from 'vitest';
import { accuracy } from '../../core/triage/measure/accuracy.ts';
import { openHistory } from '../support/history.ts';

type History = Awaited<ReturnType<typeof openHistory>>;
let history: History;
beforeEach(async () => {
  history = await openHistory();
});
afterEach(() => history.close());

const day = 24 * 60 * 60_000;
const settings = { timeZone: 'Asia/Shanghai' } as Parameters<typeof accuracy>[0]['settings'];
const measured = (days = 30) =>
  accuracy({ db: history.db, settings }, { since: new Date(Date.now() - days * day) });

async function group(by: 'byCategory' | 'bySource' | 'byPrompt' | 'byModel', name: string | null) {
  return (await measured())[by].find((one) => one.name === name)?.figures;
}

test('an override is a correction of a category that was suggested, not a rejection, nor sorting by hand', async () => {
  for (let at = 0; at < 7; at++) await history.add({ decided: 'housing' });
  for (let at = 0; at < 3; at++) await history.add({ suggested: 'housing', decided: 'utilities' });
  await history.add({ suggested: 'housing', decided: null });
  await history.add({ suggested: null, source: 'none', failure: 'timeout', decided: 'utilities' });
  const { all } = await measured();
  expect(all).toMatchObject({ reviews: 12, confirmed: 7, corrected: 3, rejected: 1, sortedByHand: 1 });
  expect(all.overridden).toMatchObject({ count: 3, of: 10, share: 0.3 });
  expect(all.overridden.interval[0]).toBeCloseTo(0.1078, 3);
  expect(all.overridden.interval[1]).toBeCloseTo(0.6032, 3);
});

test('only the last review that stands counts', async () => {
  const back = await history.add({ suggested: 'housing', decided: 'housing' });
  await history.decide(back, 'utilities');
  const undone = await history.add({ suggested: 'housing', decided: 'housing' });
  const mistake = await history.decide(undone, 'utilities');
  await history.db.review.update({ where: { id: mistake.id }, data: { undoneAt: new Date() } });
  const taken = await history.add({ suggested: 'housing', decided: 'housing' });
  await history.db.review.update({ where: { id: taken.reviewId }, data: { undoneAt: new Date() } });
  expect((await measured()).all).toMatchObject({ reviews: 2, confirmed: 1, corrected: 1 });
});

test('a complaint that was erased still counts', async () => {
  const { complaintId } = await history.add({ suggested: 'housing', decided: 'utilities' });
  await history.db.complaint.update({ where: { id: complaintId }, data: { erasedAt: new Date() } });
  await history.db.suggestion.updateMany({ where: { complaintId }, data: { evidence: [], draft: {} } });
  expect((await measured()).all).toMatchObject({ reviews: 1, corrected: 1 });
});

test('figures go by what was suggested, who suggested it, and under which prompt', async () => {
  const second = { promptVersion: 'second' };
  await history.add({ decided: 'housing', source: 'both', call: {} });
  await history.add({ suggested: 'housing', decided: 'market', source: 'model', call: second });
  await history.add({ suggested: 'market', decided: 'market', source: 'local' });
  expect(await group('byCategory', 'housing')).toMatchObject({ confirmed: 1, corrected: 1 });
  expect(await group('byCategory', 'market')).toMatchObject({ confirmed: 1, corrected: 0 });
  expect(await group('bySource', 'both')).toMatchObject({ confirmed: 1, corrected: 0 });
  expect(await group('bySource', 'model')).toMatchObject({ confirmed: 0, corrected: 1 });
  expect(await group('byPrompt', 'first')).toMatchObject({ confirmed: 1 });
  expect(await group('byPrompt', 'second')).toMatchObject({ corrected: 1 });
  expect(await group('byPrompt', null)).toMatchObject({ reviews: 1 });
  expect(await group('byModel', 'test-model')).toMatchObject({ reviews: 2 });
});

test('what was said to be sure is held against what came true', async () => {
  for (let at = 0; at < 9; at++) await history.add({ decided: 'housing', confidence: 0.95 });
  await history.add({ suggested: 'housing', decided: 'market', confidence: 0.95 });
  for (let at = 0; at < 2; at++) await history.add({ decided: 'housing', confidence: 0.5, unsure: true });
  await history.add({ decided: 'housing' });
  const { calibration, rightWhereSure } = (await measured()).all;
  expect(rightWhereSure).toMatchObject({ count: 9, of: 10 });
  expect(calibration.bins).toEqual([
    { rows: 2, stated: 0.5, right: 1 },
    { rows: 10, stated: expect.closeTo(0.95), right: 0.9 },
  ]);
  expect(calibration.error).toBeCloseTo((2 * 0.5 + 10 * 0.05) / 12);
});

test('an abstention is followed to how it ended, a correction to its runner-up', async () => {
  const unsure = { suggested: 'housing', runnerUp: 'market', unsure: true };
  for (const decided of ['housing', 'market', 'market', 'health', null])
    await history.add({ ...unsure, decided });
  const { all } = await measured();
  expect(all.unsure).toEqual({ suggestions: 5, first: 1, runnerUp: 2, another: 1, rejected: 1 });
  expect(all.runnerUpRight).toMatchObject({ count: 2, of: 3 });
});

test('calls that the cascade saved are counted with how many of them were right', async () => {
  await history.add({ decided: 'housing', cascaded: true });
  await history.add({ suggested: 'housing', decided: 'market', cascaded: true });
  await history.add({ decided: 'housing' });
  const { cascaded } = (await measured()).all;
  expect(cascaded).toMatchObject({ calls: 2, right: { count: 1, of: 2 } });
});

test('the time to decide ends with the first decision, and half are below its median', async () => {
  for (const minutes of [1, 2, 30]) await history.add({ decided: 'housing', minutes });
  const slow = await history.add({ decided: 'housing', minutes: 1 });
  await history.decide(slow, 'market', { minutes: 500 });
  expect((await measured()).all.medianSeconds).toBe(60);
});

test('reviews from before are left out', async () => {
  await history.add({ decided: 'housing' });
  expect((await measured(1)).all.reviews).toBe(0);
  expect((await measured(3)).all.reviews).toBe(1);
});

test('the model’s spending is told by day, with how its calls ended', async () => {
  const call = { cost: 2_500_000n };
  for (const milliseconds of [100, 300, 900])
    await history.add({ decided: 'housing', call: { ...call, milliseconds } });
  await history.add({ decided: 'housing', call: { outcome: 'timeout', milliseconds: 30_000 } });
  await history.add({ decided: 'housing', call: { outcome: null } });
  const { spending } = await measured();
  expect(spending.reduce((sum, { calls }) => sum + calls, 0)).toBe(5);
  expect(spending.reduce((sum, { cost }) => sum + (cost ?? 0), 0)).toBe(7.5);
  const outcomes = spending.map((one) => one.outcomes);
  expect(outcomes.reduce((sum, { answered = 0 }) => sum + answered, 0)).toBe(3);
  expect(outcomes.reduce((sum, { timeout = 0 }) => sum + timeout, 0)).toBe(1);
  expect(outcomes.reduce((sum, { open = 0 }) => sum + open, 0)).toBe(1);
});

test('a day begins where the town is', async () => {
  const { complaintId } = await history.add({ decided: 'housing' });
  const call = (createdAt: Date, milliseconds: number) =>
    history.db.modelCall.create({
      data: { complaintId, purpose: 'triage', modelName: 'm', outcome: 'answered', milliseconds, createdAt },
    });
  await call(new Date('2026-11-20T15:59:00Z'), 100);
  await call(new Date('2026-11-20T16:01:00Z'), 200);
  await call(new Date('2026-11-20T17:00:00Z'), 400);
  const { spending } = await accuracy(
    { db: history.db, settings },
    { since: new Date('2026-11-20T00:00:00Z') },
  );
  const byDay = new Map(spending.map((one) => [one.day, one]));
  expect(byDay.get('2026-11-20')).toMatchObject({ calls: 1, p50: 100 });
  expect(byDay.get('2026-11-21')).toMatchObject({ calls: 2, p50: 200, p95: 400 });
});
