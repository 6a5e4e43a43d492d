import { describe, expect, it } from 'vitest';
import { Classifier } from '../../core/triage/local/classifier.ts';
import type { Ranking } from '../../core/triage/local/ranking.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { unseen } from './unseen-complaints.ts';

const catalog = await defaultCatalog();
const box = '小铁盒子又响了';
const sentences = Object.entries(unseen).flatMap(([code, texts]) => texts.map((text) => ({ code, text })));

const shareOf = ({ ranked }: Ranking, code: string) => ranked.find((one) => one.code === code)!.share;

describe('the local classifier', () => {
  it('sorts complaints that it has never seen from the catalogue alone', () => {
    const classifier = new Classifier(catalog);
    const rank = (text: string) => classifier.rank(text);
    const first = sentences.filter(({ code, text }) => rank(text).ranked[0]!.code === code);
    const firstTwo = sentences.filter(({ code, text }) =>
      rank(text)
        .ranked.slice(0, 2)
        .some((one) => one.code === code),
    );
    expect(first.length / sentences.length).toBeGreaterThan(0.8);
    expect(firstTwo.length / sentences.length).toBeGreaterThan(0.92);
  });

  it('ranks every category, the likeliest first, with shares that sum to 1', () => {
    const { ranked } = new Classifier(catalog).rank('The street light is broken');
    const shares = ranked.map(({ share }) => share);
    expect(ranked.map(({ code }) => code).sort()).toEqual(catalog.categories.map(({ code }) => code).sort());
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  it('learns a town’s own words from one review, and unlearns them', () => {
    const classifier = new Classifier(catalog);
    const before = classifier.rank(box);
    expect(before.unsure).toBe(true);
    classifier.learn({ id: 1, text: '楼道小铁盒子一直响', category: 'public-safety' });
    const [first] = classifier.rank(box).ranked;
    expect(first).toMatchObject({ code: 'public-safety' });
    expect(first!.share).toBeGreaterThan(2 * shareOf(before, 'public-safety'));
    classifier.forget(1);
    expect(shareOf(classifier.rank(box), 'public-safety')).toBeCloseTo(shareOf(before, 'public-safety'), 1);
    expect(classifier.nearest(box, 5)).toEqual([]);
  });

  it('forgives typing errors, shouting and mixed languages', () => {
    const first = (text: string) => new Classifier(catalog).rank(text).ranked[0]!.code;
    expect(first('THE STREET LIGTH AT OUR GATE IS BROKN!!!')).toBe('public-facilities');
    expect(first('小区门口的street light坏了 so dark')).toBe('public-facilities');
    expect(first('路　灯　坏　了，路灯ＸＸ坏了')).toBe('public-facilities');
  });

  it('learns a review once, however often it is told', () => {
    const [once, often] = [new Classifier(catalog), new Classifier(catalog)];
    const review = { id: 7, text: 'The ramp is gone', category: 'public-facilities' };
    once.learn(review);
    for (let again = 0; again < 3; again++) often.learn(review);
    expect(often.rank('a ramp')).toEqual(once.rank('a ramp'));
  });

  it('passes over a review of a category that the catalogue no longer has', () => {
    const classifier = new Classifier(catalog);
    const before = classifier.rank('a ramp');
    expect(classifier.learn({ id: 1, text: 'a ramp', category: 'retired-long-ago' })).toBe(null);
    expect(classifier.rank('a ramp')).toEqual(before);
  });

  it('finds the decisions on texts most like a new one', () => {
    const classifier = new Classifier(catalog);
    classifier.learn({ id: 11, text: '五号楼电梯又停了，老人下不了楼', category: 'housing' });
    classifier.learn({ id: 12, text: '菜市场秤不准，少给二两', category: 'market' });
    const near = classifier.nearest('电梯停了三天', 5);
    expect(near[0]!.id).toBe(11);
    expect(near[0]!.likeness).toBeGreaterThan(near[1]?.likeness ?? 0);
  });

  it('does not let a category that staff use a hundred times swallow one that they use five times', () => {
    const classifier = new Classifier(catalog);
    let id = 0;
    for (let time = 0; time < 100; time++)
      classifier.learn({
        id: ++id,
        text: `第${time}号楼门口的垃圾没有人收，味道很大`,
        category: 'environment',
      });
    for (let time = 0; time < 5; time++)
      classifier.learn({ id: ++id, text: `绿皮柜子半夜嗡嗡叫，第${time}次了`, category: 'utilities' });
    expect(classifier.rank('门口的绿皮柜子又嗡嗡叫').ranked[0]!.code).toBe('utilities');
  });
});

describe('what it says of how sure it is', () => {
  it('names no confidence before fifty reviews, and then how often suggestions like it were right', () => {
    const classifier = new Classifier(catalog);
    for (let id = 0; id < 50; id++) {
      expect(classifier.rank('路灯坏了').confidence).toBe(null);
      // Forty that it gets right, ten that people put elsewhere.
      const wrong = id % 5 === 4;
      classifier.learn({ id, text: `公司拖欠工资第${id}个月`, category: wrong ? 'other' : 'labour' });
    }
    expect(classifier.rank('公司拖欠工资').confidence).toBeGreaterThan(0.7);
    expect(classifier.rank('公司拖欠工资').confidence).toBeLessThan(0.9);
  });

  it('is unsure below the threshold that the catalogue sets for a category', () => {
    const strict = {
      ...catalog,
      categories: catalog.categories.map((one) => (one.code === 'labour' ? { ...one, sureFrom: 0.99 } : one)),
    };
    const [usual, careful] = [new Classifier(catalog), new Classifier(strict)];
    for (const classifier of [usual, careful])
      for (let id = 0; id < 60; id++)
        classifier.learn({ id, text: `公司拖欠工资第${id}个月`, category: id % 6 ? 'labour' : 'other' });
    expect(usual.rank('公司拖欠工资').unsure).toBe(false);
    expect(careful.rank('公司拖欠工资').unsure).toBe(true);
  });

  it('says before it learns many at once what it would have said of each', () => {
    const classifier = new Classifier(catalog);
    const lessons = Array.from({ length: 60 }, (_, id) => ({
      id,
      text: `公司拖欠工资第${id}个月`,
      category: 'labour',
    }));
    const foreseen = [...classifier.learnAll(lessons)].flatMap((one) => one ?? []);
    expect(foreseen.map(({ lesson }) => lesson.id).sort((a, b) => a - b)).toEqual(
      lessons.map(({ id }) => id),
    );
    expect(foreseen.every(({ ranking }) => ranking.confidence! > 0.8)).toBe(true);
  });

  it('forgets what came of a review that is taken back', () => {
    const classifier = new Classifier(catalog);
    for (let id = 0; id < 50; id++)
      classifier.learn({ id, text: `公司拖欠工资第${id}个月`, category: 'labour' });
    expect(classifier.rank('公司拖欠工资').confidence).not.toBe(null);
    classifier.forget(49);
    expect(classifier.rank('公司拖欠工资').confidence).toBe(null);
  });
});
