import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/decisions/2026-11-25-libraries.md', 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const direct = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort();

/** The rows of the table of upkeep: its cells, the first as names. */
const upkeep = page
  .slice(page.indexOf('## Age and upkeep'))
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((row) => {
    const cells = row.split('|').map((cell) => cell.trim());
    return { names: cells[1]!.split(', '), cells: cells.slice(1) };
  });

test('every direct dependency stands in the table of upkeep, and nothing else does', () => {
  expect(upkeep.flatMap(({ names }) => names).sort()).toEqual(direct);
});

test('every direct dependency has a reason', () => {
  const reasons = page.slice(0, page.indexOf('## Age and upkeep'));
  const named = (name: string) => new RegExp(`(?<![\\w@/-])${name}(?![\\w/-])`).test(reasons);
  // The types of a package have its reason, and Prisma is three packages.
  const shared = ['@types/node', '@types/pg', '@prisma/client', '@biomejs/biome'];
  expect(direct.filter((name) => !named(name) && !shared.includes(name))).toEqual([]);
});

test('whatever had no release in the year of the page is contained, and it is said how', () => {
  for (const { names, cells } of upkeep) {
    const [, since, released, by, otherwise] = cells;
    expect(since, names.join()).toMatch(/^20\d\d$/);
    expect(by, names.join()).not.toBe('');
    if (!released!.endsWith('2026')) expect(otherwise!.length, names.join()).toBeGreaterThan(80);
  }
});

/** What keys, tokens and passwords of the services that a town may use look like. */
const shapes = {
  'a Telegram token': /\b\d{8,10}:[\w-]{35}\b/g,
  'a key of OpenAI’s or a look-alike': /\bsk-(?:proj-|ant-|or-)?[A-Za-z0-9_-]{20,}/g,
  'a token of GitHub or GitLab': /\b(?:gh[opsu]_[A-Za-z0-9]{30,}|github_pat_\w{40,}|glpat-[\w-]{20,})/g,
  'a token of npm': /\bnpm_[A-Za-z0-9]{36}\b/g,
  'a key of AWS, Google or Slack': /\b(?:AKIA[A-Z0-9]{16}|AIza[\w-]{35}|xox[abps]-[\w-]{10,})/g,
  'a private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/g,
  'a secret of a webhook': /\bwhsec_[A-Za-z0-9+/]{24,}={0,2}/g,
  'a password in a URL': /\b(?:postgres(?:ql)?|rediss?|https?):\/\/[\w.-]*:[^\s@/'"`${}<>]{6,}@[\w.-]+/g,
};

/** Made up, and saying so, also in base64; or the published example of a specification. */
function isMadeUp(text: string): boolean {
  const said = `${text} ${Buffer.from(text.replace(/^whsec_/, ''), 'base64').toString('latin1')}`;
  return /fake|example|made-?up|canary|is-secret|password|secret of|else's secret|\.{3}|MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw/i.test(
    said,
  );
}

test.each(Object.entries(shapes))('nothing in the repository looks like %s', (_, shape) => {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
  const found = files.flatMap((path) =>
    [...readIfText(path).matchAll(shape)].map(([hit]) => ({ path, hit })).filter(({ hit }) => !isMadeUp(hit)),
  );
  expect(found).toEqual([]);
});

test('the shapes are those of real secrets', () => {
  const letters = (length: number) => 'aB3dE5gH7jK9'.repeat(5).slice(0, length);
  const samples = [
    `123456789:${letters(35)}`,
    `sk-proj-${letters(40)}`,
    `ghp_${letters(36)}`,
    `npm_${letters(36)}`,
    `AKIA${'A1B2'.repeat(4)}`,
    `-----BEGIN RSA ${'PRIVATE'} KEY-----`,
    `whsec_${letters(32)}`,
    `postgresql://whistle:${letters(12)}@db:5432/whistle`,
  ];
  for (const [at, shape] of Object.values(shapes).entries()) expect(samples[at]).toMatch(shape);
});

test('no file of settings or data that is kept out of the repository is in it', () => {
  const kept = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
  expect(kept.filter((path) => /(?:^|\/)\.env$|^\.data\/|\.(?:pem|key|p12|dump)$/.test(path))).toEqual([]);
});

function readIfText(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    return text.includes('\0') ? '' : text;
  } catch {
    // Another's change takes it away just now.
    return '';
  }
}
