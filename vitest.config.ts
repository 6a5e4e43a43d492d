import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short files that take long go first, or the whole run waits for them at its end. */
const slow = ['/test/chaos/', '/test/bench/command', '/test/fuzz/', '/test/start/'];
const isSlow = ({ moduleId }: TestSpecification) => slow.some((part) => moduleId.includes(part));

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/postgres-for-all.ts',
    setupFiles: 'test/support/console.ts',
    pool: 'forks',
    // A process runs many files one after the other, as the product's live for long: what one leaves behind shows.
    isolate: false,
    sequence: { sequencer: SlowFirst },
    // Most tests wait for others most of the time: for a quiet spell, a queue, another process.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What other processes do takes as long as the machine is busy, so waiting is patient; a test that waits in vain fails all the same.
    expect: { poll: { timeout: 40_000 } },
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
