import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RateName, threeRates } from '../../core/rates/three-rates.ts';
import { buses, day, openTown, type Past, parks, water } from './town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

/** A case as it should be: taken on at once, answered the next day, and solved by the resident's word. */
const well: Past = {
  outcome: 'solved',
  happened: [
    ['came', 0],
    ['accepted', 1],
    ['answered', 24],
    ['solved', 30],
  ],
};

async function ratesOf(department = parks.department) {
  const now = town.core.deps.now();
  const period = { from: new Date(now.getTime() - 60 * day), to: now };
  const { departments } = await threeRates(town.core.deps, period);
  return departments.find(({ code }) => code === department);
}

/** How many went well of how many, under each rate. */
async function numbers(department?: string): Promise<Record<RateName, string>> {
  const found = (await ratesOf(department))?.rates;
  const of = (name: RateName) => (found ? `${found[name].good}/${found[name].all}` : '0/0');
  return { response: of('response'), resolution: of('resolution'), satisfaction: of('satisfaction') };
}

test('a case that went well counts for all three, under its department and category', async () => {
  await town.add(well);
  expect(await numbers()).toEqual({ response: '1/1', resolution: '1/1', satisfaction: '1/1' });
  const [category] = (await ratesOf())!.categories;
  expect(category).toMatchObject({ code: parks.category, rates: { resolution: { good: 1, all: 1 } } });
});

test('what can still go either way counts for neither side', async () => {
  await town.add({ status: 'dispatched', ago: 0, happened: [['came', 0]] });
  await town.add({
    status: 'answered',
    happened: [
      ['came', 0],
      ['accepted', 1],
      ['answered', 24],
    ],
  });
  expect(await numbers()).toEqual({ response: '1/1', resolution: '0/0', satisfaction: '0/0' });
});

test('what never reached a department is not its doing', async () => {
  await town.add({ status: 'confirmed', happened: [] });
  expect(await numbers()).toEqual({ response: '0/0', resolution: '0/0', satisfaction: '0/0' });
});

test('a question that was explained is resolved, and asked no word about; it need not be taken on first', async () => {
  await town.add({
    kind: 'question',
    happened: [
      ['came', 0],
      ['answered', 20],
    ],
  });
  expect(await numbers()).toEqual({ response: '1/1', resolution: '1/1', satisfaction: '0/0' });
});

describe('no rate gets better by', () => {
  test('an answer that nobody heard of again: it is neither satisfied nor resolved', async () => {
    await town.add({
      outcome: 'no_answer',
      happened: [
        ['came', 0],
        ['accepted', 1],
        ['answered', 24],
      ],
    });
    expect(await numbers()).toEqual({ response: '1/1', resolution: '0/0', satisfaction: '0/0' });
    expect((await ratesOf())!.unheard).toBe(1);
  });

  test('an answer on paper: reopened, it is not resolved until it is', async () => {
    const paper: Past = {
      status: 'reopened',
      happened: [
        ['came', 0],
        ['accepted', 1],
        ['answered', 2],
        ['not solved', 30],
      ],
    };
    await town.add(paper);
    expect(await numbers()).toMatchObject({ resolution: '0/1', satisfaction: '0/1' });
    await town.add({
      outcome: 'solved',
      happened: [...paper.happened, ['came', 31], ['answered', 50], ['solved', 60]],
    });
    expect(await numbers()).toMatchObject({ resolution: '1/2', satisfaction: '1/3' });
  });

  test('a ticket that lies with the supervisors because two answers solved nothing', async () => {
    await town.add({
      status: 'in_review',
      happened: [
        ['came', 0],
        ['answered', 2],
        ['not solved', 30],
        ['came', 31],
        ['answered', 40],
        ['not solved', 50],
      ],
    });
    expect(await numbers()).toMatchObject({ resolution: '0/1', satisfaction: '0/2' });
  });

  test('taking on in time what is then left lying', async () => {
    await town.add({
      status: 'accepted',
      happened: [
        ['came', 0],
        ['accepted', 1],
      ],
    });
    expect(await numbers()).toEqual({ response: '1/1', resolution: '0/1', satisfaction: '0/0' });
  });

  test('taking on late, or never', async () => {
    await town.add({
      ...well,
      happened: [
        ['came', 0],
        ['accepted', 100],
        ['answered', 101],
        ['solved', 102],
      ],
    });
    await town.add({ status: 'dispatched', happened: [['came', 0]] });
    expect(await numbers()).toMatchObject({ response: '0/2', resolution: '1/2' });
  });

  test('"not ours" that is right: the case is then no longer theirs, for good or ill', async () => {
    await town.add({
      ...{ of: water, outcome: 'solved' },
      happened: [
        ['came', 0, parks.department],
        ['returned', 1, parks.department],
        ['came', 3],
        ['accepted', 4],
        ['answered', 20],
        ['solved', 30],
      ],
    });
    expect(await numbers()).toEqual({ response: '0/0', resolution: '0/0', satisfaction: '0/0' });
    expect((await ratesOf())!.returns).toEqual({ all: 1, inVain: 0 });
    expect(await numbers(water.department)).toEqual({
      response: '1/1',
      resolution: '1/1',
      satisfaction: '1/1',
    });
  });

  test('"not ours" that is wrong: whoever has it after all has not responded in time, even if taken on at first', async () => {
    await town.add({
      outcome: 'solved',
      happened: [
        ['came', 0],
        ['accepted', 1],
        ['returned', 2],
        ['came', 5],
        ['accepted', 6],
        ['answered', 20],
        ['solved', 30],
      ],
    });
    expect(await numbers()).toEqual({ response: '0/1', resolution: '1/1', satisfaction: '1/1' });
    expect((await ratesOf())!.returns).toEqual({ all: 1, inVain: 1 });
  });

  test('having tickets merged, withdrawn, ended by staff or erased', async () => {
    const happened: Past['happened'] = [
      ['came', 0],
      ['accepted', 1],
      ['answered', 24],
      ['not solved', 30],
    ];
    for (const status of ['merged', 'withdrawn', 'rejected'] as const) await town.add({ status, happened });
    await town.add({ outcome: 'erased', happened });
    expect(await numbers()).toEqual({ response: '0/0', resolution: '0/0', satisfaction: '0/0' });
  });

  test('having a colleague report what is easy on their round, and call it solved', async () => {
    await town.add({ ...well, origin: 'round' });
    expect(await numbers()).toEqual({ response: '0/0', resolution: '0/0', satisfaction: '0/0' });
  });

  test('passing the words that a bad answer brought on to whoever mends it', async () => {
    await town.add({
      ...{ of: water, outcome: 'solved' },
      happened: [
        ['came', 0, parks.department],
        ['answered', 2, parks.department],
        ['not solved', 30],
        ['came', 40],
        ['answered', 50],
        ['solved', 60],
      ],
    });
    expect(await numbers()).toMatchObject({ satisfaction: '0/1' });
    expect(await numbers(water.department)).toMatchObject({ resolution: '1/1', satisfaction: '1/1' });
  });

  test('having few cases: a handful is shown as few, with how much it may mislead', async () => {
    await town.add(well);
    const { resolution } = (await ratesOf())!.rates;
    expect(resolution).toMatchObject({ share: 1, few: true });
    expect(resolution.interval[0]).toBeLessThan(0.25);
    for (let count = 0; count < 9; count++) await town.add(well);
    const now = (await ratesOf())!.rates.resolution;
    expect(now.few).toBe(false);
    expect(now.interval[0]).toBeGreaterThan(0.7);
  });

  test('having the easy cases: with everybody’s mix, who mends as well as others looks as well as others', async () => {
    // Emergencies go well half the time and the rest always, whoever has them.
    const badly: Past = {
      status: 'accepted',
      happened: [
        ['came', 0],
        ['accepted', 1],
      ],
    };
    const add = async (of: typeof parks, easy: number, hard: number) => {
      for (let at = 0; at < easy; at++) await town.add({ ...well, of });
      for (let at = 0; at < hard; at++)
        await town.add({ ...(at % 2 ? well : badly), of, urgency: 'emergency' });
    };
    await add(parks, 10, 2);
    await add(buses, 2, 10);
    const [easy, hard] = [(await ratesOf())!.rates, (await ratesOf(buses.department))!.rates];
    expect(easy.resolution.share).toBeCloseTo(11 / 12);
    expect(hard.resolution.share).toBeCloseTo(7 / 12);
    expect(easy.resolution.adjusted).toBeCloseTo(18 / 24);
    expect(hard.resolution.adjusted).toBeCloseTo(18 / 24);
  });
});
