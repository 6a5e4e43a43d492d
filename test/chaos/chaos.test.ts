import { expect, test } from 'vitest';
import { run } from '../../chaos/run.ts';
import { redisIsHere } from '../support/redis.ts';

test.skipIf(!redisIsHere)(
  'nothing is lost and nothing is done twice while processes, servers and the wire are attacked',
  { timeout: 600_000 },
  async () => {
    const told: string[] = [];
    const report = await run(
      { complaints: 24, seed: 20261125, queue: 'redis', minutes: 0.5, hurry: true, json: false },
      (line) => told.push(line),
    );
    const broken = report.rows.filter(({ breaches }) => breaches.length > 0);
    expect(broken, [...told, ...report.events].join('\n')).toEqual([]);
    // A promise of which there was nothing to look at has not been tried.
    expect(report.rows.filter(({ checked }) => checked === 0)).toEqual([]);
  },
);
