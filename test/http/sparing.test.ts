import { expect, test } from 'vitest';
import { sparing } from '../../http/sparing.ts';

/** Something that is asked, and takes so many milliseconds of a clock that only the test moves. */
function openAsked(takes: number) {
  let time = 0;
  let times = 0;
  const ask = sparing(
    () => new Date(time),
    async () => {
      time += takes;
      times += 1;
      return times;
    },
  );
  const later = (milliseconds: number) => {
    time += milliseconds;
    return ask();
  };
  return { ask, later };
}

test('what is told at once is asked again after ten seconds', async () => {
  const { ask, later } = openAsked(100);
  expect(await ask()).toBe(1);
  expect(await later(9_899)).toBe(1);
  expect(await later(1)).toBe(2);
});

test('what takes three seconds is asked again only after two and a half minutes', async () => {
  const { ask, later } = openAsked(3_000);
  expect(await ask()).toBe(1);
  expect(await later(146_999)).toBe(1);
  expect(await later(1)).toBe(2);
});

test('all who come while it is asked get the one answer, and what failed is asked again', async () => {
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  let times = 0;
  const ask = sparing(
    () => new Date(0),
    () => answers[times++]!.promise,
  );
  const failing = [ask(), ask()];
  answers[0]!.reject(new Error('on purpose'));
  for (const one of failing) await expect(one).rejects.toThrow('on purpose');
  answers[1]!.resolve('answer');
  expect([await ask(), await ask()]).toEqual(['answer', 'answer']);
  expect(times).toBe(2);
});
