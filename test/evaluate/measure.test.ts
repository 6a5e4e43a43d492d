import { describe, expect, test, vi } from 'vitest';
import { type Measured, measure } from '../../evaluate/measure.ts';
import type { Row } from '../../evaluate/rows.ts';
import type { Suggester } from '../../evaluate/suggester.ts';

const rows = Array.from(
  { length: 120 },
  (_, at): Row => ({ text: `row ${at}`, category: at % 3 === 0 ? 'roads' : 'lamps' }),
);

/** A suggester that learns by heart, and a record of what all of its kind were taught and asked, in order. */
function byHeart() {
  const made: { taught: string[]; asked: string[]; known: string[] }[] = [];
  const make = (): Suggester => {
    const categories = new Map<string, string>();
    const record = { taught: [] as string[], asked: [] as string[], known: [] as string[] };
    made.push(record);
    const learn = async (row: Row) => {
      record.taught.push(row.text);
      categories.set(row.text, row.category);
    };
    return {
      atOnce: 1,
      learn,
      learnAll: async (all) => {
        for (const row of all) await learn(row);
      },
      suggest: async (row) => {
        expect(Object.keys(row)).not.toContain('category');
        record.asked.push(row.text);
        const known = categories.get(row.text);
        if (known) record.known.push(row.text);
        return { ranked: known ? [known] : [], confidence: null, unsure: false };
      },
    };
  };
  return { make, made };
}

async function run(how: Parameters<typeof measure>[1]['how'], train: Row[] = [], seed = 1) {
  const { make, made } = byHeart();
  const tick = vi.fn();
  const measured = await measure(make, { rows, train, how, seed, tick });
  expect(tick).toHaveBeenCalledTimes(rows.length);
  return { made, measured };
}

const categoriesOf = ({ outcomes }: Measured) => outcomes.map(({ category }) => category);

describe('rows are suggested for', () => {
  test('knowing nothing but the catalogue, where there is nothing to learn first', async () => {
    const { made, measured } = await run({ kind: 'once' });
    expect(made).toEqual([{ taught: [], asked: rows.map(({ text }) => text), known: [] }]);
    expect(categoriesOf(measured)).toEqual(rows.map(({ category }) => category));
  });

  test('after those to learn first', async () => {
    const train = [{ text: 'before', category: 'roads' }];
    const { made, measured } = await run({ kind: 'once' }, train);
    expect(made[0]!.taught).toEqual(['before']);
    expect(measured.learning.rows).toBe(1);
  });

  test('in folds by one that knows all other folds and never a row it is asked about', async () => {
    const { made } = await run({ kind: 'folds', count: 5 }, [{ text: 'before', category: 'roads' }]);
    expect(made).toHaveLength(5);
    for (const { taught, asked, known } of made) {
      expect(known).toEqual([]);
      expect(new Set([...taught, ...asked])).toEqual(new Set(['before', ...rows.map(({ text }) => text)]));
    }
    expect(made.flatMap(({ asked }) => asked).sort()).toEqual(rows.map(({ text }) => text).sort());
  });

  test('in folds and in an order of learning that the seed decides', async () => {
    const orders = async (seed: number) => (await run({ kind: 'folds', count: 3 }, [], seed)).made;
    expect(await orders(1)).toEqual(await orders(1));
    expect(await orders(1)).not.toEqual(await orders(2));
  });

  test('in a stream before they are learned, in the order of the file', async () => {
    const { made } = await run({ kind: 'stream' });
    const texts = rows.map(({ text }) => text);
    expect(made).toEqual([{ taught: texts, asked: texts, known: [] }]);
  });
});

test('the curve of a stream has a point at 50, at 100 and at the end', async () => {
  // Knows a row if the one before it was learned: the first is wrong, and every fiftieth for good measure.
  let learned = 0;
  const make = (): Suggester => ({
    atOnce: 1,
    learn: async () => {
      learned += 1;
    },
    learnAll: async () => {},
    suggest: async ({ text }) => ({
      ranked: [learned < 50 ? 'nothing' : rows.find((row) => row.text === text)!.category],
      confidence: null,
      unsure: false,
    }),
  });
  const { curve } = await measure(make, {
    rows,
    train: [],
    how: { kind: 'stream' },
    seed: 1,
    tick: () => {},
  });
  expect(curve).toEqual([
    { rows: 50, accuracy: 0, lately: 0 },
    { rows: 100, accuracy: 0.5, lately: 1 },
    { rows: 120, accuracy: 70 / 120, lately: 1 },
  ]);
});

test('a suggester is asked for as many rows at a time as it takes, and no more', async () => {
  let [now, most] = [0, 0];
  const make = (): Suggester => ({
    atOnce: 4,
    learn: async () => {},
    learnAll: async () => {},
    suggest: async ({ text }) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((done) => setImmediate(done));
      now -= 1;
      return { ranked: [text], confidence: null, unsure: false };
    },
  });
  const { outcomes } = await measure(make, {
    rows,
    train: [],
    how: { kind: 'once' },
    seed: 1,
    tick: () => {},
  });
  expect(most).toBe(4);
  expect(outcomes.map(({ suggested }) => suggested)).toEqual(rows.map(({ text }) => text));
});
