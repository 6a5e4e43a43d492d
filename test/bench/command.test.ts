import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../bench/run.ts';
import { redisIsHere } from '../support/redis.ts';

const run = promisify(execFile);

async function bench(...args: string[]): Promise<Report> {
  const { stdout } = await run(process.execPath, ['bench.ts', '--json', ...args], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}

describe.skipIf(!redisIsHere)('npm run bench', () => {
  test('counts what one complaint takes, and measures its whole way beside the bare parts', async () => {
    const { sections } = await bench('--only', 'way', '--seconds', '0.2');
    const [{ part, figures } = { part: '', figures: [] }] = sections;
    expect(part).toBe('way');
    const of = (unit: string) => figures.find((figure) => figure.unit === unit)!;
    expect(of('complaints a second').ours).toBeGreaterThan(0);
    expect(of('complaints a second').beside).toBeGreaterThan(0);
    // A triage, a delivery, and the cards of resident and reviewers at least once each.
    expect(of('jobs').ours).toBeGreaterThanOrEqual(4);
    expect(of('statements').ours).toBeGreaterThan(of('transactions of several').ours);
  }, 300_000);

  test('no query of a hot path reads a whole table, however many old tickets there are', async () => {
    const { plans } = await bench('--explain', '--old-tickets', '5000', '--seconds', '0.1');
    const paths = new Set(plans.map(({ query }) => query.split(':')[0]));
    expect([...paths]).toEqual([
      'intake',
      'triage, local',
      'duplicates',
      'review',
      '/mine',
      '/ticket',
      'sweep',
    ]);
    const whole =
      /Seq Scan on (?:person|complaint|message|ticket|suggestion|review|delivery|event|card|trait)\b/;
    expect(plans.filter(({ plan }) => whole.test(plan))).toEqual([]);
  }, 300_000);
});
