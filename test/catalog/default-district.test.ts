import { describe, expect, it } from 'vitest';
import { endOf } from '../../core/clocks/reckon.ts';
import { spanOf } from '../../core/clocks/span.ts';
import { calendarOf } from '../../core/clocks/written-calendar.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

const catalog = await defaultCatalog();

describe('the default district', () => {
  it('has the thirteen problem types of the issue and about ten departments', () => {
    expect(catalog.categories.map(({ code }) => code)).toEqual([
      'public-facilities',
      'roads-transport',
      'utilities',
      'drainage-ice',
      'environment',
      'housing',
      'education',
      'health',
      'labour',
      'public-safety',
      'market',
      'disputes',
      'other',
    ]);
    expect(catalog.departments.length).toBeGreaterThanOrEqual(9);
    expect(catalog.departments.length).toBeLessThanOrEqual(12);
  });

  it('gives every department something to do', () => {
    const busy = new Set(catalog.categories.map(({ department }) => department));
    expect(catalog.departments.map(({ code }) => code).filter((code) => !busy.has(code))).toEqual([]);
  });

  it.each(catalog.categories.map((category) => [category.code, category] as const))(
    'knows enough of %s: duties to quote, and words and examples in both languages',
    (_, { duties, examples, keywords }) => {
      expect(duties.length).toBeGreaterThanOrEqual(3);
      expect(duties.every(({ source }) => source)).toBe(true);
      for (const language of ['zh', 'en'] as const) {
        expect(new Set(examples[language]).size).toBeGreaterThanOrEqual(6);
        expect(new Set(keywords[language]).size).toBeGreaterThanOrEqual(20);
      }
    },
  );

  it('is written in the language it says', () => {
    for (const { name, description, examples, duties } of catalog.categories) {
      for (const zh of [name.zh, description.zh, ...examples.zh, ...duties.map(({ text }) => text.zh)])
        expect(zh).toMatch(/\p{Script=Han}/u);
      for (const en of [name.en, description.en, ...examples.en, ...duties.map(({ text }) => text.en)])
        expect(en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('gives less time the more urgent a thing is', () => {
    const calendar = calendarOf(catalog.calendar, 'Asia/Shanghai');
    const monday = new Date('2026-11-23T09:00:00+08:00');
    for (const { deadlines = catalog.district.deadlines } of catalog.categories) {
      const ends = (urgency: keyof typeof deadlines) =>
        endOf(calendar, monday, spanOf(deadlines[urgency])).getTime();
      expect(ends('emergency')).toBeLessThan(ends('urgent'));
      expect(ends('urgent')).toBeLessThan(ends('normal'));
    }
  });

  it('says for every emergency rule whom to call and what to do', () => {
    expect(catalog.emergencies.map(({ rule }) => rule).sort()).toEqual([
      'collapse',
      'electric',
      'fire',
      'gas',
      'person',
    ]);
    const numbers = catalog.emergencies.flatMap(({ call }) => call.map(({ number }) => number));
    expect(numbers).toEqual(expect.arrayContaining(['110', '119', '120', '95598']));
  });

  it('has no example that stands under two categories', () => {
    const all = catalog.categories.flatMap(({ examples }) => [...examples.zh, ...examples.en]);
    expect(all.filter((example, at) => all.indexOf(example) !== at)).toEqual([]);
  });
});
