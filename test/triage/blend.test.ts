import { describe, expect, test } from 'vitest';
import { type Blend, createBlend } from '../../core/triage/blend.ts';
import { Classifier } from '../../core/triage/local/classifier.ts';
import { type Lot, lotOf, shuffled } from '../../core/triage/measure/lot.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { unseen } from './unseen-complaints.ts';

const catalog = await defaultCatalog();
const codes = catalog.categories.map(({ code }) => code);
const complaints = Object.entries(unseen).flatMap(([category, texts]) =>
  texts.map((text) => ({ category, text })),
);

type SimulatedModel = (category: string, chance: Lot) => string | null;

const anyCode = (chance: Lot) => codes[Math.floor(chance() * codes.length)]!;
const rightOf = (share: number): SimulatedModel => {
  return (category, chance) => (chance() < share ? category : anyCode(chance));
};
const next = (category: string, by: number) => codes[(codes.indexOf(category) + by) % codes.length]!;

/** How often each was right in a stream of complaints, in an order that the seed gives, from the first review on. */
function rightInStream(model: SimulatedModel, seed: number) {
  const chance = lotOf(seed);
  const classifier = new Classifier(catalog);
  const blend = createBlend(catalog);
  const right = { local: 0, model: 0, blend: 0 };
  for (const [id, { text, category }] of shuffled(complaints, chance).entries()) {
    const said = model(category, chance);
    const local = classifier.rank(text);
    const blended = blend.combine(local, said);
    if (local.ranked[0]!.code === category) right.local++;
    if (said === category) right.model++;
    if (blended.ranked[0]!.code === category) right.blend++;
    classifier.learn({ id, text, category });
    blend.note({ id, local, model: said, category });
  }
  return right;
}

describe.each([1, 2, 3])('the blend of model and local classifier, seed %i', (seed) => {
  test.each<[string, SimulatedModel]>([
    ['talks at random', (_, chance) => anyCode(chance)],
    ['is always wrong', (category, chance) => next(category, 1 + Math.floor(chance() * (codes.length - 1)))],
    ['says one and the same of all', () => 'other'],
    ['never names a category', () => null],
    [
      'knows half of the categories and guesses the others',
      (category, chance) => (codes.indexOf(category) % 2 ? category : anyCode(chance)),
    ],
  ])('costs at most four suggestions, of 234, before it is found out that the model %s', (_what, model) => {
    const { local, blend } = rightInStream(model, seed);
    expect(blend).toBeGreaterThanOrEqual(local - 4);
  });

  test.each<[string, SimulatedModel]>([
    ['always right', (category) => category],
    ['right nine times of ten', rightOf(0.9)],
    ['right three times of four', rightOf(0.75)],
    [
      'always right but for one category that it takes for another',
      (category) => (category === codes[0] ? codes[1]! : category),
    ],
  ])('is no worse than the better of the two where the model is %s', (_what, model) => {
    const { local, model: alone, blend } = rightInStream(model, seed);
    expect(blend).toBeGreaterThanOrEqual(Math.max(local, alone) - 1);
  });
});

describe('what the blend says', () => {
  const classifier = new Classifier(catalog);
  const lamp = classifier.rank('小区门口的路灯坏了三天了');
  const [first, second] = lamp.ranked.map(({ code }) => code);

  test('names both as its source where they agree, and else the one whose category stands', () => {
    const blend = createBlend(catalog);
    expect(blend.combine(lamp, first!).source).toBe('both');
    expect(blend.combine(lamp, null)).toMatchObject({ source: 'local' });
    const unknown = classifier.rank('小铁盒子又响了');
    const { source, ranked } = blend.combine(unknown, 'health');
    expect([source, ranked[0]!.code]).toEqual(['model', 'health']);
  });

  test('hears a model less in the category in which it was wrong, and as before in others', () => {
    const blend = createBlend(catalog);
    const before = shareOf(blend, second!);
    const elsewhere = shareOf(blend, codes.at(-1)!);
    const others = codes.filter((code) => code !== first && code !== second);
    for (let id = 0; id < 30; id++) {
      const category = id % 2 ? second! : others[id % others.length]!;
      blend.note({ id, local: lamp, model: id % 2 ? others[0]! : category, category });
    }
    expect(shareOf(blend, second!)).toBeLessThan(before);
    expect(shareOf(blend, codes.at(-1)!)).toBeGreaterThan(elsewhere * 0.5);
    function shareOf(of: Blend, said: string): number {
      return of.combine(lamp, said).ranked.find(({ code }) => code === said)!.share;
    }
  });

  test('forgets a review that was taken back, and notes each once', () => {
    const [noted, plain] = [createBlend(catalog), createBlend(catalog)];
    const judged = { id: 1, local: lamp, model: 'health', category: first! };
    noted.note(judged);
    noted.note(judged);
    expect(noted.combine(lamp, 'health')).not.toEqual(plain.combine(lamp, 'health'));
    noted.forget(1);
    expect(noted.combine(lamp, 'health')).toEqual(plain.combine(lamp, 'health'));
  });
});
