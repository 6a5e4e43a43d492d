import { describe, expect, it } from 'vitest';
import { createClassifier } from '../../core/triage/local/classifier.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { unseen } from './unseen-complaints.ts';

const catalog = await defaultCatalog();
const sentences = Object.entries(unseen).flatMap(([code, texts]) => texts.map((text) => ({ code, text })));

describe('the local classifier', () => {
  it('sorts complaints that it has never seen from the catalogue alone', () => {
    const { rank } = createClassifier(catalog);
    const first = sentences.filter(({ code, text }) => rank(text).ranked[0]!.code === code);
    const firstTwo = sentences.filter(({ code, text }) =>
      rank(text)
        .ranked.slice(0, 2)
        .some((one) => one.code === code),
    );
    expect(first.length / sentences.length).toBeGreaterThan(0.8);
    expect(firstTwo.length / sentences.length).toBeGreaterThan(0.92);
  });

  it('ranks every category, the best first, with scores from 0 to 1', () => {
    const { ranked } = createClassifier(catalog).rank('The street light is broken');
    expect(ranked.map(({ code }) => code).sort()).toEqual(catalog.categories.map(({ code }) => code).sort());
    expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).sort((a, b) => b - a));
    expect(ranked.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
  });

  it('learns a town’s own words from one review, and unlearns them', () => {
    const classifier = createClassifier(catalog);
    const first = (text: string) => classifier.rank(text).ranked[0]!;
    expect(first('小铁盒子又响了').score).toBeLessThan(0.05);
    classifier.learn({ id: 1, text: '楼道小铁盒子一直响', category: 'public-safety', judge: true });
    expect(first('小铁盒子又响了').code).toBe('public-safety');
    classifier.forget(1);
    expect(first('小铁盒子又响了').score).toBeLessThan(0.05);
  });

  it('learns a review once, however often it is told', () => {
    const [once, often] = [createClassifier(catalog), createClassifier(catalog)];
    const review = { id: 7, text: 'The ramp is gone', category: 'public-facilities', judge: true };
    once.learn(review);
    for (let again = 0; again < 3; again++) often.learn(review);
    expect(often.rank('a ramp')).toEqual(once.rank('a ramp'));
  });

  it('passes over a review of a category that the catalogue no longer has', () => {
    const classifier = createClassifier(catalog);
    const before = classifier.rank('a ramp');
    classifier.learn({ id: 1, text: 'a ramp', category: 'retired-long-ago', judge: true });
    expect(classifier.rank('a ramp')).toEqual(before);
  });

  it('names no confidence before fifty reviews, and then the share of right ones', () => {
    const classifier = createClassifier(catalog);
    for (let id = 0; id < 50; id++) {
      expect(classifier.rank('路灯坏了').confidence).toBe(null);
      // Forty that it gets right, ten that people put elsewhere.
      const wrong = id % 5 === 4;
      classifier.learn({
        id,
        text: `公司拖欠工资第${id}个月`,
        category: wrong ? 'other' : 'labour',
        judge: true,
      });
    }
    expect(classifier.rank('公司拖欠工资').confidence).toBeCloseTo(0.8);
  });
});
