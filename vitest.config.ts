import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/postgres-for-all.ts',
    setupFiles: 'test/support/console.ts',
    pool: 'forks',
    // A process runs many files one after the other, as the product's live for long: what one leaves behind shows.
    isolate: false,
    // Most tests wait for others most of the time: for a quiet spell, a queue, another process.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What other processes do takes as long as the machine is busy, so waiting is patient; a test that waits in vain fails all the same.
    expect: { poll: { timeout: 40_000 } },
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
