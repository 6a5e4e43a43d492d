import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Line } from '../../core/triage/replay/compare.ts';
import { type Compared, type Replaying, replay } from '../../core/triage/replay/replay.ts';
import { loadConfig } from '../../infra/config.ts';
import { openModel } from '../../infra/model/openai-model.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { openHistory, type Past } from '../support/history.ts';
import { startModelServer } from '../support/model-server.ts';

let history: Awaited<ReturnType<typeof openHistory>>;
let server: Awaited<ReturnType<typeof startModelServer>>;
beforeEach(async () => {
  history = await openHistory();
  server = await startModelServer();
});
afterEach(async () => {
  await server.close();
  await history.close();
});

async function again({ cascade = null, ...changed }: Partial<Replaying> & { cascade?: number | null } = {}) {
  const { settings } = loadConfig();
  const deps = { db: history.db, now: () => new Date(), settings: { ...settings, cascade } };
  const replayed = await replay(deps, {
    catalog: await defaultCatalog(),
    model: null,
    since: new Date(0),
    sample: 200,
    seed: 1,
    begin: () => () => undefined,
    ...changed,
  });
  const all = Object.fromEntries(replayed.comparisons.map(({ of, lines }) => [of, lines[0]]));
  return { ...replayed, ...(all as Record<Compared, Line>) };
}

/** The model behind the server, asked for one case after another. */
function asking() {
  const model = openModel({ apiKey: 'test-key', baseUrl: server.url, model: 'test-model' });
  return { model, atOnce: 1, budget: 100 };
}

/** What stood in the users' turns that the server was sent. */
const sent = () => server.requests.map(({ messages }) => messages.at(-1)!.content);

// Nothing in the catalogue's own words makes it a matter of schools.
const box = { text: '小铁盒子一直响', decided: 'education', suggested: 'housing' };

describe('the local classifier', () => {
  test('knows of a case what had been decided before it', async () => {
    await history.add(box);
    await history.add({ ...box, text: '小铁盒子又一直响个不停' });
    const { local, source, comparisons } = await again();
    expect(source).toBe('local');
    expect(comparisons.map(({ of }) => of)).toEqual(['local']);
    expect(local).toMatchObject({ cases: 2, rightThen: 0, rightNow: 1 });
  });

  test('knows nothing that was decided only after the suggestion', async () => {
    await history.add({ ...box, minutes: 500 });
    await history.add({ ...box, text: '小铁盒子又一直响个不停' });
    expect((await again()).local).toMatchObject({ cases: 2, rightNow: 0 });
  });

  test('learns from cases that are not in the sample', async () => {
    await history.add(box);
    const newest = await history.add({ ...box, text: '小铁盒子又一直响个不停' });
    const review = await history.db.review.findUniqueOrThrow({ where: { id: newest.reviewId } });
    expect((await again({ since: review.createdAt })).local).toMatchObject({ cases: 1, rightNow: 1 });
  });

  test('goes by a changed catalogue', async () => {
    const catalog = await defaultCatalog();
    const education = catalog.categories.find(({ code }) => code === 'education')!;
    education.examples.zh.push('小铁盒子一直响');
    await history.add(box);
    expect((await again({ catalog })).local).toMatchObject({ rightNow: 1 });
  });

  test('is held against what it said by itself, not against what was suggested', async () => {
    await history.add({ ...box, byLocal: 'education' });
    expect((await again()).local).toMatchObject({ cases: 1, rightThen: 1 });
  });
});

describe('which cases there are', () => {
  test('the last review that stands is the label', async () => {
    const back = await history.add({ ...box, decided: 'housing' });
    await history.decide(back, 'education');
    const undone = await history.add(box);
    await history.db.review.update({ where: { id: undone.reviewId }, data: { undoneAt: new Date() } });
    const { comparisons } = await again();
    expect(comparisons[0]!.lines.map(({ category, cases }) => [category, cases])).toEqual([
      [null, 1],
      ['education', 1],
    ]);
  });

  test('what was erased is counted and left out, and never leaves the house', async () => {
    const { complaintId } = await history.add(box);
    await history.db.complaint.update({ where: { id: complaintId }, data: { erasedAt: new Date() } });
    const { compared, leftOut } = await again({ model: asking() });
    expect({ compared, wordless: leftOut.wordless }).toEqual({ compared: 0, wordless: 1 });
    expect(server.requests).toEqual([]);
  });

  test('nor does what is erased while a replay is under way', async () => {
    await history.add(box);
    const { complaintId } = await history.add({ ...box, text: '绿皮柜子嗡嗡叫' });
    const { model, ...rest } = asking();
    const erasing: typeof model = {
      name: model.name,
      ask: async (request) => {
        await history.db.complaint.update({ where: { id: complaintId }, data: { erasedAt: new Date() } });
        return model.ask(request);
      },
    };
    const { leftOut } = await again({ model: { model: erasing, ...rest } });
    expect(leftOut.wordless).toBe(1);
    expect(sent().join()).toContain('小铁盒子');
    expect(sent().join()).not.toContain('绿皮柜子');
  });

  test('what no machine was to sort is left out', async () => {
    await history.add({ ...box, suggested: null, source: 'none', failure: 'wants-human' });
    await history.add({ ...box, suggested: null, source: 'none', failure: 'timeout' });
    expect((await again()).leftOut.incomparable).toBe(2);
  });

  test('what the machine had no guess for was wrong then', async () => {
    await history.add({ ...box, suggested: null });
    expect((await again()).local).toMatchObject({ cases: 1, rightThen: 0 });
  });
});

describe('the words of a case', () => {
  test('are of several tickets the ticket’s own part', async () => {
    await history.addSeveral('小铁盒子一直响。绿皮柜子嗡嗡叫。', [
      { text: '小铁盒子一直响', decided: 'education' },
      { text: '绿皮柜子嗡嗡叫', decided: 'utilities' },
    ]);
    await again({ model: asking() });
    const [first, second] = sent();
    expect(first).toContain('小铁盒子');
    expect(first).not.toContain('绿皮柜子');
    expect(second).toContain('绿皮柜子');
    expect(second).not.toContain('小铁盒子');
  });

  test('stand as they did when the suggestion was made', async () => {
    const { complaintId, suggestionId } = await history.add(box);
    const { createdAt } = await history.db.suggestion.findUniqueOrThrow({ where: { id: suggestionId } });
    const later = new Date(createdAt.getTime() + 60_000);
    await history.db.message.updateMany({ where: { complaintId }, data: { supersededAt: later } });
    for (const text of ['改过以后说的话', '后来补充的话'])
      await history.db.message.create({ data: { complaintId, purpose: 'addition', text, sentAt: later } });
    await again({ model: asking() });
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toContain('小铁盒子');
    expect(sent()[0]).not.toMatch(/改过以后|后来补充/);
  });
});

test('precedents are of before the case only', async () => {
  await history.add(box);
  await history.add({ ...box, text: '小铁盒子又一直响个不停' });
  await again({ model: asking() });
  const [first, second] = sent();
  expect(first).not.toContain('个不停');
  expect(first).not.toContain('education');
  expect(second).toContain('小铁盒子一直响');
  expect(second).toContain('education');
});

test('the model is held against what it said by itself, where it had been asked', async () => {
  const lamp = { text: '桥头的路灯不亮了', decided: 'public-facilities', suggested: 'housing' };
  await history.add({ ...lamp, source: 'local', byModel: 'public-facilities', call: {} });
  await history.add({ ...lamp, source: 'local' });
  const { model, source, promptVersion } = await again({ model: asking() });
  expect(source).toBe('model');
  expect(promptVersion).toMatch(/^\d{4}-\d\d-\d\d-[0-9a-f]{8}$/);
  expect(model).toMatchObject({ cases: 2, rightThen: 1, rightNow: 2 });
});

describe('all together, as staff are shown it', () => {
  /** So many cases on which the model was asked, and named this category each time. */
  async function asked(count: number, past: Past & { byModel: string }) {
    const { byModel: suggested } = past;
    for (let at = 0; at < count; at++) await history.add({ suggested, source: 'model', call: {}, ...past });
  }
  /** The model of the server says that these are public facilities. */
  const lamp = { text: '桥头的路灯不亮了', decided: 'public-facilities' };

  test('is held against what was suggested, whoever had prevailed', async () => {
    await history.add({
      ...lamp,
      suggested: 'housing',
      byModel: 'public-facilities',
      call: {},
      source: 'local',
    });
    const { suggestion, model } = await again({ model: asking() });
    expect(suggestion).toMatchObject({ cases: 1, rightThen: 0, rightNow: 1 });
    expect(model).toMatchObject({ cases: 1, rightThen: 1, rightNow: 1 });
  });

  test('weighs a model that has always been wrong so little that the local classifier prevails', async () => {
    // The model of the server sorts them as it sorted them then, and people never agreed.
    await asked(40, { ...lamp, decided: 'housing', byModel: 'public-facilities' });
    const { suggestion, model } = await again({ model: asking() });
    expect(model).toMatchObject({ cases: 40, rightThen: 0, rightNow: 0 });
    expect(suggestion.cases).toBe(40);
    expect(suggestion.rightNow).toBeGreaterThan(20);
  });

  test('is blended by what was known at its time, however late the model answers', async () => {
    const { model, ...rest } = asking();
    const bothAsked = Promise.withResolvers<void>();
    let asks = 0;
    const slow: typeof model = {
      name: model.name,
      ask: async (request) => {
        asks += 1;
        if (asks === 2) bothAsked.resolve();
        await bothAsked.promise;
        return model.ask(request);
      },
    };
    // By the time that the first is answered, it has been learned for the second.
    await history.add(box);
    await history.add({ ...box, text: '小铁盒子又一直响个不停' });
    const { local } = await again({ model: { ...rest, model: slow, atOnce: 2 } });
    expect(local).toMatchObject({ cases: 2, rightNow: 1 });
  });

  test('spares the calls that the cascade spares', async () => {
    for (let at = 0; at < 60; at++) await history.add({ ...lamp, text: `桥头第 ${at} 盏路灯不亮了` });
    const { spared, asked, suggestion, model } = await again({ model: asking(), cascade: 0.6 });
    expect(spared).toBeGreaterThan(0);
    expect(asked.calls).toBe(60 - spared);
    expect(suggestion.cases).toBe(60);
    expect(model.cases).toBe(60 - spared);
  });
});
