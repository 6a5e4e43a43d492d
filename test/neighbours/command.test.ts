import { expect, test } from 'vitest';
import { run } from '../evaluate/program.ts';

test('npm run evaluate:neighbours measures the same town the same way twice, for people and for programs', async () => {
  const args = ['--groups', '20', '--seed', '4'];
  const json = await run('evaluate-neighbours.ts', [...args, '--json']);
  expect(json.status).toBe(0);
  const measured = JSON.parse(json.stdout);
  expect(measured).toMatchObject({ groups: 20, seed: 4, threshold: 0.6 });
  expect(measured.all.same).toBeGreaterThan(20);
  expect(
    measured.nearMisses.map(({ pairs }: { pairs: number }) => pairs).every((pairs: number) => pairs > 0),
  ).toBe(true);
  const text = await run('evaluate-neighbours.ts', args);
  const share = `${(100 * measured.all.precision).toFixed(1)} %`;
  expect(text.stdout.split('\n').find((line) => line.startsWith('all'))).toContain(share);
}, 60_000);

test('what it does not know is answered with how it is used', async () => {
  for (const args of [['--groups', 'many'], ['--seed', '-1'], ['--what']]) {
    const { status, stderr } = await run('evaluate-neighbours.ts', args);
    expect(status).toBe(2);
    expect(stderr).toContain('npm run evaluate:neighbours');
  }
}, 60_000);
