import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { importCatalog } from '../../core/catalog/import-catalog.ts';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { receive } from '../../core/complaints/receive.ts';
import { learnedFrom } from '../../core/triage/local/learned.ts';
import type { Model } from '../../core/triage/model/model.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { openDatabase } from '../../infra/database/database.ts';
import { type Core, openCore } from '../support/core.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

let core: Core;
let reviewer: { id: number };
beforeEach(async () => {
  core = await openCore();
  reviewer = await core.newStaff('王芳', 'reviewer');
});
afterEach(() => core.close());

/** What a reviewer decided of these texts under the catalogue in force: tickets of one complaint, each told by itself. */
async function decided(texts: string[], categoryCode: string) {
  const { db, deps } = core;
  const createdAt = deps.now();
  const { version } = (await catalogInForce(deps))!;
  const person = await core.newPerson('李梅');
  const [chatId, reference] = [1n, `T${person.id}`];
  const dates = { settleAt: createdAt, writtenAt: createdAt, createdAt };
  const complaint = await db.complaint.create({
    data: { reference, personId: person.id, chatId, language: 'zh', status: 'triaged', ...dates },
  });
  const complaintId = complaint.id;
  // A second ticket, so that each is known by its own draft.
  const drafts = [...texts, '另一件事'].map((text, at) => ({
    ...{ complaintId, createdAt, reference: `${reference}-${at}`, ordinal: at + 1 },
    ...{ title: text, description: text },
  }));
  const tickets = await db.ticket.createManyAndReturn({ data: drafts });
  const suggestions = await db.suggestion.createManyAndReturn({
    data: tickets.slice(0, -1).map(({ id: ticketId }) => ({
      ...{ complaintId, ticketId, catalogVersionId: version, source: 'local' as const, draft: {}, createdAt },
    })),
  });
  await db.review.createMany({
    data: suggestions.map(({ id: suggestionId, ticketId }) => ({
      ...{ ticketId: ticketId!, suggestionId, reviewerId: reviewer.id, createdAt },
      ...{ verdict: 'corrected' as const, categoryCode },
    })),
  });
}

async function changeCatalog(change: (catalog: Catalog) => void) {
  const catalog = structuredClone(await defaultCatalog());
  change(catalog);
  await importCatalog(core.deps, { catalog });
}
const categoryOf = (catalog: Catalog, code: string) => catalog.categories.find((one) => one.code === code)!;

async function ranked(text: string, db = core.db) {
  return (await learnedFrom({ db })).classifier.rank(text).ranked.map(({ code }) => code);
}

/** A new complaint of these words, understood with or without a model; the suggestion that came of it. */
async function suggestedFor(text: string, model: Model | null = null) {
  const person = await core.newPerson('李梅');
  const received = await receive(core.deps, { person, incoming: core.message(person, text) });
  if (received.kind !== 'opened') throw new Error(received.kind);
  core.pass(3000);
  await triageComplaint({ ...core.deps, model }, received.complaintId);
  return core.db.suggestion.findFirstOrThrow({ where: { complaintId: received.complaintId } });
}

/** A model that names this category and another of the same, whatever it is told. */
const naming = (category: string, text: string): Model => ({
  name: 'naming',
  ask: async () => {
    const problem = {
      ...{ evidence: [text], title: '居民反映', description: '居民反映的问题。', place: null, since: null },
      ...{
        wish: null,
        category,
        runnerUp: null,
        duty: null,
        elsewhere: null,
        missing: [],
        urgency: 'normal',
      },
    };
    const answer = { language: 'zh', kind: 'complaint', problems: [problem] };
    return { kind: 'text', text: JSON.stringify(answer) };
  },
});

const drones: Catalog['categories'][number] = {
  code: 'drones',
  department: 'urban-management',
  name: { zh: '无人机', en: 'Drones' },
  description: { zh: '无人机扰民、偷拍、坠落', en: 'Drones that are loud, film people or fall down' },
  keywords: { zh: ['无人机', '航拍'], en: ['drone'] },
  examples: { zh: ['有人放无人机对着我家窗户拍'], en: ['A drone hovers in front of my window'] },
  needs: ['place'],
  duties: [],
};

describe('what staff decided under an earlier catalogue', () => {
  const boxes = ['一', '二', '三'].map((which) => `${which}号楼的小铁盒子一直响`);
  const other = ['四', '五'].map((which) => `${which}号楼的小铁盒子一直响`);

  test('counts in full where only a deadline has changed', async () => {
    await decided(boxes, 'public-safety');
    await changeCatalog((catalog) => {
      categoryOf(catalog, 'public-safety').deadlines = { normal: '1 h', urgent: '1 h', emergency: '1 h' };
    });
    await decided(other, 'utilities');
    expect((await ranked('小铁盒子一直响'))[0]).toBe('public-safety');
  });

  test('counts in full where a duty was added, as by a ruling, and for less where one went', async () => {
    await decided(boxes, 'public-safety');
    await changeCatalog((catalog) => {
      const duties = categoryOf(catalog, 'public-safety').duties;
      const text = { zh: '维护小铁盒子以外的报警器', en: 'Maintains alarms' };
      duties.push({ code: 'ruled-7k4-2qd', text, keywords: { zh: [], en: [] } });
    });
    await decided(other, 'utilities');
    expect((await ranked('小铁盒子一直响'))[0]).toBe('public-safety');
    await changeCatalog((catalog) => {
      categoryOf(catalog, 'public-safety').duties.shift();
    });
    expect((await ranked('小铁盒子一直响'))[0]).toBe('utilities');
  });

  test('counts for less where the category means something else by now', async () => {
    await decided(boxes, 'public-safety');
    await changeCatalog((catalog) => {
      categoryOf(catalog, 'public-safety').description = { zh: '消防设施与隐患', en: 'Fire safety' };
    });
    await decided(other, 'utilities');
    expect((await ranked('小铁盒子一直响'))[0]).toBe('utilities');
  });

  test('counts for less where there is a category by now that it could not be put into', async () => {
    await decided(boxes, 'public-safety');
    await changeCatalog((catalog) => catalog.categories.push(drones));
    await decided(other, 'utilities');
    expect((await ranked('小铁盒子一直响'))[0]).toBe('utilities');
  });
});

describe('a category that was retired', () => {
  const scales = Array.from({ length: 20 }, (_, at) => `菜市场${at + 1}号摊的秤不准，少给二两`);

  test('is suggested by nobody: not by what staff taught, and not by a model that names it', async () => {
    await decided(scales, 'market');
    expect((await ranked('菜市场的秤不准'))[0]).toBe('market');
    await changeCatalog((catalog) => {
      catalog.categories = catalog.categories.filter(({ code }) => code !== 'market');
    });
    expect(await ranked('菜市场的秤不准')).not.toContain('market');
    const text = '菜市场的秤不准，少给二两';
    for (const model of [null, naming('market', text)]) {
      const suggestion = await suggestedFor(text, model);
      expect([suggestion.categoryCode, suggestion.runnerUpCode, suggestion.modelCode]).not.toContain(
        'market',
      );
    }
  });
});

describe('a category that was added a moment ago', () => {
  const before = Array.from({ length: 100 }, (_, at) => `${at + 1}号楼楼顶天天有无人机飞，吵得睡不着`);

  test('is suggested for its own words, whatever such complaints were a hundred times before', async () => {
    const words = ['楼下有人晚上放无人机，嗡嗡地吵', before[87]!];
    await decided(before, 'public-safety');
    for (const text of words)
      expect(await suggestedFor(text)).toMatchObject({ categoryCode: 'public-safety' });
    await changeCatalog((catalog) => catalog.categories.push(drones));
    for (const text of words) expect(await suggestedFor(text)).toMatchObject({ categoryCode: 'drones' });
  });

  test('is not suggested for what staff go on putting into another', async () => {
    await changeCatalog((catalog) => catalog.categories.push(drones));
    await decided(before, 'public-safety');
    expect(await suggestedFor(before[87]!)).toMatchObject({ categoryCode: 'public-safety' });
  });
});

test('every process learns a decision at the next complaint that it reads', async () => {
  await using others = new AsyncDisposableStack();
  const second = openDatabase({ url: core.url, max: 2 });
  others.defer(() => second.close());
  const text = '绿皮柜子嗡嗡叫';
  for (const db of [core.db, second.db])
    expect((await learnedFrom({ db })).classifier.rank(text).unsure).toBe(true);
  await decided([`${text}，没人管`, `小区的${text}`], 'utilities');
  for (const db of [core.db, second.db]) {
    const { ranked: all, unsure } = (await learnedFrom({ db })).classifier.rank(text);
    expect([all[0]!.code, unsure]).toEqual(['utilities', false]);
  }
});
