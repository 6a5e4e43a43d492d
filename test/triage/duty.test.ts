import { expect, test } from 'vitest';
import { dutyFor } from '../../core/triage/local/duty.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { dutyCases } from './duty-cases.ts';

const catalog = await defaultCatalog();

/** The duty of each case as it should be, and as it was named. */
const named = dutyCases.map(([category, duty, text]) => ({ duty, got: dutyFor(catalog, category, text) }));

test('a duty that is named is the right one nineteen times of twenty', () => {
  const some = named.filter(({ got }) => got !== null);
  expect(some.filter(({ duty, got }) => duty === got).length / some.length).toBeGreaterThanOrEqual(0.95);
});

test('three of four complaints that rest on a duty are given it', () => {
  const owned = named.filter(({ duty }) => duty !== null);
  expect(owned.filter(({ duty, got }) => duty === got).length / owned.length).toBeGreaterThanOrEqual(0.75);
});

test.each([
  ['public-facilities', '楼下宣传栏的玻璃碎了半个月'],
  ['public-facilities', '请快点来人处理一下，谢谢'],
  ['utilities', 'Please do something about this at once'],
  ['environment', ''],
])('where no word of a duty stands, none is guessed (%s: %s)', (category, text) => {
  expect(dutyFor(catalog, category, text)).toBeNull();
});

test('words of two duties alike leave it open which it is', () => {
  expect(dutyFor(catalog, 'public-facilities', '滑梯和长椅都坏了')).toBeNull();
});

test('a category’s only duty is not named for being the only one', () => {
  const [category] = catalog.categories;
  const [duty] = category!.duties;
  const lone = { categories: [{ ...category!, duties: [duty!] }] };
  expect(dutyFor(lone, category!.code, '宣传栏的玻璃碎了')).toBeNull();
  expect(dutyFor(lone, category!.code, '路灯不亮')).toBe('street-lighting');
});

test('a category that the catalogue has not, or without duties, has none', () => {
  expect(dutyFor(catalog, 'no-such', '路灯不亮')).toBeNull();
  expect(
    dutyFor({ categories: [{ ...catalog.categories[0]!, duties: [] }] }, 'public-facilities', '路灯不亮'),
  ).toBeNull();
});
