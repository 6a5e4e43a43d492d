import { expect, test } from 'vitest';
import { probabilityOf, signsOf, threshold } from '../../core/neighbours/likeness.ts';
import { sketchOf } from '../../core/neighbours/sketch.ts';
import { soughtTraits, traitsOf } from '../../core/neighbours/traits.ts';
import { makeUp, measuredKinds } from '../../evaluate/neighbours/made-up.ts';
import { measure } from '../../evaluate/neighbours/measure.ts';
import { pairsOf } from '../../evaluate/neighbours/pairs.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

const catalog = await defaultCatalog();
const south = { latitude: 36.06, longitude: 103.83 };

/** A ticket as it is drafted without a model. */
function told(text: string, category = 'public-facilities', more: object = {}) {
  const at = new Date('2026-11-24T02:00:00Z');
  const words = { title: text, description: text, place: null, evidence: [] };
  return sketchOf(catalog, { ...words, category, runnerUp: null, point: null, at, ...more });
}

type Told = ReturnType<typeof told>;
const likeness = (a: Told, b: Told) => probabilityOf(signsOf(a, b, 200));
const meet = (a: Told, b: Told) => soughtTraits(a).some((trait) => traitsOf(b).includes(trait));

test('in a made-up town pairs of one problem are found, and few others, in towns and of problems that the weights were not fitted on', () => {
  const { all, across, calibrationError } = measure(
    pairsOf(catalog, makeUp({ groups: 70, seed: 7, kinds: measuredKinds })),
  );
  expect(all.precision).toBeGreaterThanOrEqual(0.9);
  expect(all.recall).toBeGreaterThanOrEqual(0.8);
  expect(across.precision).toBeGreaterThanOrEqual(0.85);
  expect(across.recall).toBeGreaterThanOrEqual(0.75);
  expect(calibrationError).toBeLessThan(0.01);
});

test('what is scored in the upper half is one problem about as often as the score says', () => {
  const { calibration } = measure(pairsOf(catalog, makeUp({ groups: 70, seed: 8, kinds: measuredKinds })));
  const upper = calibration.filter(({ from, pairs }) => from >= threshold && pairs >= 20);
  const pairs = upper.reduce((sum, bin) => sum + bin.pairs, 0);
  const error = upper.reduce((sum, bin) => sum + bin.pairs * Math.abs(bin.says - bin.is), 0) / pairs;
  expect(pairs).toBeGreaterThan(200);
  expect(error).toBeLessThan(0.1);
});

test('the same house is the same in digits and in Chinese numerals, and in pinyin', () => {
  const lamp = told('柳荫路十二号门口的路灯不亮');
  for (const other of ['柳荫路12号院前路灯坏了', 'The street lamp outside 12 Liuyin Road is out']) {
    expect(meet(lamp, told(other))).toBe(true);
    expect(likeness(lamp, told(other))).toBeGreaterThan(threshold);
  }
});

test('another problem at the same place, the same words at another house or in another street, and last winter’s stay apart', () => {
  const ice = told('人民路8号门口排水口结冰，老人滑倒', 'drainage-ice');
  const lastWinter = { at: new Date('2025-12-20T02:00:00Z') };
  for (const other of [
    told('人民路8号门口的路灯不亮'),
    told('人民路21号门口排水口结冰，老人滑倒', 'drainage-ice'),
    told('文昌街8号门口排水口结冰，老人滑倒', 'drainage-ice'),
    told('人民路8号门口排水口结冰，老人滑倒', 'drainage-ice', lastWinter),
  ])
    expect(likeness(ice, other)).toBeLessThan(threshold);
});

test('of two pins, those within the radius tell of one place, and those beyond it of two', () => {
  const at = (latitude: number) => told('路灯坏了', 'public-facilities', { point: { ...south, latitude } });
  expect(likeness(at(36.06), at(36.0605))).toBeGreaterThan(threshold);
  expect(likeness(at(36.06), at(36.069))).toBeLessThan(threshold);
  expect(meet(at(36.06), at(36.0605))).toBe(true);
});

test('a place that nobody told, and nobody pinned, makes no neighbours', () => {
  expect(likeness(told('路灯坏了，没人修'), told('路灯坏了，没人修'))).toBeLessThan(threshold);
});

test('words in a script that no list knows are compared all the same', () => {
  const pin = { point: south };
  const [one, other] = ['كوچىنىڭ چىرىغى بۇزۇلۇپ كەتتى', 'سۇ تۇرۇبىسى يېرىلىپ كەتكەن'];
  const lamp = told(one!, 'public-facilities', pin);
  expect(likeness(lamp, told(one!, 'public-facilities', pin))).toBeGreaterThan(
    likeness(lamp, told(other!, 'public-facilities', pin)),
  );
});
