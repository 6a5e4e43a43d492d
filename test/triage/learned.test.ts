import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importCatalog } from '../../core/catalog/import-catalog.ts';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { learnedFrom } from '../../core/triage/local/learned.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

const at = new Date('2026-11-24T08:00:00Z');
let test: TestDatabase;
let versionId: number;
let personId: number;
let made = 0;

beforeEach(async () => {
  test = await openTestDatabase({ template: 'district_template' });
  versionId = (await catalogInForce(test))!.version;
  const person = await test.db.person.create({ data: { language: 'zh', createdAt: at } });
  personId = person.id;
});
afterEach(() => test.close());

/** A complaint of these words, its tickets, and what a reviewer decided of each: a category, or null for a rejection. */
async function reviewed(text: string, decisions: { category: string | null; about?: string }[]) {
  const reference = `T${++made}`;
  const complaint = await test.db.complaint.create({
    data: { reference, personId, chatId: 1n, language: 'zh', settleAt: at, writtenAt: at, createdAt: at },
  });
  await test.db.message.create({ data: { complaintId: complaint.id, purpose: 'report', text, sentAt: at } });
  const reviews = [];
  for (const [index, { category, about = text }] of decisions.entries()) {
    const ticket = await test.db.ticket.create({
      data: {
        reference: `${reference}-${index}`,
        complaintId: complaint.id,
        ordinal: index + 1,
        title: about,
        description: about,
        createdAt: at,
      },
    });
    reviews.push(await review(complaint.id, ticket.id, category));
  }
  return { complaintId: complaint.id, ticketId: reviews[0]!.ticketId, reviewId: reviews[0]!.id };
}

async function review(complaintId: number, ticketId: number, categoryCode: string | null) {
  const suggestion = await test.db.suggestion.create({
    data: { complaintId, ticketId, catalogVersionId: versionId, source: 'local', draft: {}, createdAt: at },
  });
  return test.db.review.create({
    data: {
      ticketId,
      suggestionId: suggestion.id,
      reviewerId: personId,
      verdict: categoryCode === null ? 'rejected' : 'corrected',
      categoryCode,
      createdAt: at,
    },
  });
}

async function likeliest(text: string): Promise<string | null> {
  const { ranked, unsure } = (await learnedFrom(test)).classifier.rank(text);
  return unsure ? null : ranked[0]!.code;
}

describe('the local classifier learns from reviews', () => {
  it('knows each decision as soon as it is made', async () => {
    expect(await likeliest('小铁盒子')).toBe(null);
    await reviewed('楼道小铁盒子一直响', [{ category: 'public-safety' }]);
    expect(await likeliest('小铁盒子')).toBe('public-safety');
    await reviewed('绿皮柜子嗡嗡叫', [{ category: 'utilities' }]);
    expect(await likeliest('绿皮柜子')).toBe('utilities');
  });

  it('forgets what was taken back', async () => {
    const { reviewId } = await reviewed('楼道小铁盒子一直响', [{ category: 'public-safety' }]);
    expect(await likeliest('小铁盒子')).toBe('public-safety');
    await test.db.review.update({ where: { id: reviewId }, data: { undoneAt: at } });
    expect(await likeliest('小铁盒子')).toBe(null);
  });

  it('forgets the words of a person who was erased', async () => {
    const { complaintId } = await reviewed('楼道小铁盒子一直响', [{ category: 'public-safety' }]);
    expect(await likeliest('小铁盒子')).toBe('public-safety');
    await test.db.complaint.update({ where: { id: complaintId }, data: { erasedAt: at } });
    expect(await likeliest('小铁盒子')).toBe(null);
  });

  it('goes by the last decision on a ticket that came back', async () => {
    const { complaintId, ticketId } = await reviewed('楼道小铁盒子一直响', [{ category: 'public-safety' }]);
    expect(await likeliest('小铁盒子')).toBe('public-safety');
    await review(complaintId, ticketId, 'utilities');
    expect(await likeliest('小铁盒子')).toBe('utilities');
  });

  it('learns nothing from a rejection', async () => {
    await reviewed('楼道小铁盒子一直响', [{ category: null }]);
    expect(await likeliest('小铁盒子')).toBe(null);
  });

  it('learns each ticket of one complaint from its own part', async () => {
    await reviewed('小铁盒子一直响，另外绿皮柜子嗡嗡叫', [
      { category: 'public-safety', about: '小铁盒子一直响' },
      { category: 'utilities', about: '绿皮柜子嗡嗡叫' },
    ]);
    expect(await likeliest('小铁盒子')).toBe('public-safety');
    expect(await likeliest('绿皮柜子')).toBe('utilities');
  });

  it('starts afresh with a new version of the catalogue, and has learned the same', async () => {
    await reviewed('楼道小铁盒子一直响', [{ category: 'public-safety' }]);
    const before = (await learnedFrom(test)).classifier;
    expect((await learnedFrom(test)).classifier).toBe(before);
    const catalog = await defaultCatalog();
    const fewer = catalog.categories.filter(({ code }) => code !== 'market');
    await importCatalog({ db: test.db, now: () => at }, { catalog: { ...catalog, categories: fewer } });
    const after = (await learnedFrom(test)).classifier;
    expect(after).not.toBe(before);
    expect(after.rank('小铁盒子').ranked.map(({ code }) => code)).not.toContain('market');
    expect(await likeliest('小铁盒子')).toBe('public-safety');
  });

  it('gives callers at the same time the same, learned once', async () => {
    await reviewed('楼道小铁盒子一直响', [{ category: 'public-safety' }]);
    const all = await Promise.all(
      Array.from({ length: 5 }, async () => (await learnedFrom(test)).classifier),
    );
    expect(new Set(all).size).toBe(1);
    const alone = (await learnedFrom(test)).classifier.rank('小铁盒子');
    expect(all[0]!.rank('小铁盒子')).toEqual(alone);
  });

  it('keeps what it has learned while the database is away for a moment', async () => {
    await reviewed('楼道小铁盒子一直响', [{ category: 'public-safety' }]);
    const { classifier } = await learnedFrom(test);
    await test.db.$executeRaw`alter table review rename to away`;
    await expect(learnedFrom(test)).rejects.toThrow();
    await test.db.$executeRaw`alter table away rename to review`;
    await reviewed('绿皮柜子嗡嗡叫', [{ category: 'utilities' }]);
    expect((await learnedFrom(test)).classifier).toBe(classifier);
    expect(await likeliest('绿皮柜子')).toBe('utilities');
  });

  it('says so while no catalogue has been imported', async () => {
    await test.db.$executeRaw`truncate catalog_version cascade`;
    await expect(learnedFrom(test)).rejects.toThrow('no catalogue has been imported');
  });
});
