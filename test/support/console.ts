import { afterEach, beforeEach, expect, vi } from 'vitest';

/** A test in which something unexpected is written to console.error or console.warn has failed. */
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  const said = [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.warn).mock.calls];
  vi.restoreAllMocks();
  expect(said, 'written to the console during the test').toEqual([]);
});
