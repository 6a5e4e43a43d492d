import { afterEach, beforeEach, expect, test } from 'vitest';
import { reviewCard } from '../../bot/cards/review-card.ts';
import { reviewView } from '../../core/cards/review-view.ts';
import { importCatalog } from '../../core/catalog/import-catalog.ts';
import { readDecisionsOf } from '../../core/triage/local/decisions.ts';
import { learnedFrom } from '../../core/triage/local/learned.ts';
import { startLearning } from '../../core/triage/local/learning.ts';
import { readPrecedents } from '../../core/triage/model/precedents.ts';
import { userPrompt } from '../../core/triage/model/prompt.ts';
import { openCore } from '../support/core.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { openHistory } from '../support/history.ts';

const text = '公园里的井盖碎了没人管';
let town: Awaited<ReturnType<typeof openHistory>>;
beforeEach(async () => {
  town = await openHistory();
});
afterEach(() => town.close());

const classifierOf = async () => (await learnedFrom({ db: town.db })).classifier;

test('a ruling comes before decisions on messages that are more alike', async () => {
  for (let count = 0; count < 8; count++) await town.add({ text, decided: 'public-facilities' });
  const { reference } = await town.add({
    text: '小公园的井盖坏掉很久了',
    decided: 'drainage-ice',
    ruling: true,
  });
  const shown = await readPrecedents(town.db, await classifierOf(), { text, complaintId: 0 });
  expect(shown).toHaveLength(8);
  expect(shown[0]).toMatchObject({ reference, category: 'drainage-ice', ruling: true });
  expect(shown.filter(({ ruling }) => ruling)).toHaveLength(1);
  const reading = { text, photos: 0, voices: 0, hasPlace: false, language: 'zh' };
  const prompt = userPrompt(reading, shown);
  expect(prompt.match(/^ruled, category: drainage-ice/gm)).toHaveLength(1);
  expect(prompt.match(/^category: public-facilities/gm)).toHaveLength(7);
});

test('a ruling that was taken back comes before nothing', async () => {
  const { reviewId } = await town.add({ text, decided: 'drainage-ice', ruling: true });
  await town.add({ text, decided: 'public-facilities' });
  await town.db.review.update({ where: { id: reviewId }, data: { undoneAt: new Date() } });
  const shown = await readPrecedents(town.db, await classifierOf(), { text, complaintId: 0 });
  expect(shown.map(({ category }) => category)).toEqual(['public-facilities']);
});

test('the classifier leans further on a ruling than on a decision that nobody doubted', async () => {
  const catalog = await defaultCatalog();
  const { version } = await importCatalog({ db: town.db, now: () => new Date() }, { catalog });
  const shareAfter = async (ruling: boolean) => {
    const { reviewId } = await town.add({ text, decided: 'drainage-ice', ruling });
    const { classifier, goOn } = startLearning(town.db, catalog, version);
    await goOn(await readDecisionsOf(town.db, [reviewId]));
    const { ranked } = classifier.rank('公园的井盖又坏了');
    return ranked.find(({ code }) => code === 'drainage-ice')!.share;
  };
  expect(await shareAfter(true)).toBeGreaterThan(await shareAfter(false));
});

test('the card of a later ticket names the ruling that its suggestion follows, and of another matter none', async () => {
  const core = await openCore();
  try {
    const first = await core.inReview(text);
    const suggestion = await core.db.suggestion.findFirstOrThrow({ where: { ticketId: first.ticket.id } });
    const { id: reviewerId } = await core.newStaff('刘洋', 'supervisor');
    await core.db.review.create({
      data: {
        ticketId: first.ticket.id,
        suggestionId: suggestion.id,
        reviewerId,
        verdict: 'corrected',
        categoryCode: 'drainage-ice',
        ruling: true,
        createdAt: core.deps.now(),
      },
    });
    const cardOf = async (words: string) => {
      const { ticket } = await core.inReview(words);
      return reviewCard(await reviewView(core.deps, { ticketId: ticket.id, round: 0, language: 'en' })).html;
    };
    const note = `Ruled so on 24 Nov, 10:00 in <code>${first.ticket.reference}`;
    expect(await cardOf('公园里的井盖碎了，没人管')).toContain(note);
    expect(await cardOf('学校门口的早点摊太吵')).not.toContain('Ruled so');
  } finally {
    await core.close();
  }
});
