import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
};

/** What `COPY . .` brings: the project's files, less what .dockerignore leaves outside. The last rule that fits a file decides. */
const copied = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path && isCopied(path));

/** What is run in the image: the processes, and the commands of docs/operations.md. */
const entries = ['main-bot.ts', 'main-worker.ts', 'catalog.ts', 'accuracy.ts', 'replay.ts'];

test('the image holds every file that its programs import', () => {
  const generated = (path: string) => path.startsWith('prisma/generated/');
  const missing = [...reached().files].filter((path) => !copied.includes(path) && !generated(path));
  expect(missing).toEqual([]);
});

test('the image holds every package that its programs import, as none of them is for development only', () => {
  const packages = [...reached().packages].map(nameOf);
  expect(packages.filter((name) => !(name in manifest.dependencies))).toEqual([]);
});

test('no secret, nobody’s data, no test and no tool gets into the image', () => {
  for (const path of [
    '.env',
    '.env.local',
    '.data/postgres/whistle.password',
    'node_modules/x/y.js',
    'test/a.ts',
  ])
    expect(isCopied(path), path).toBe(false);
  expect(copied.filter((path) => /^(?:\.|test\/|demo|docs\/)/.test(path))).toEqual([]);
});

test('the migrations, the catalogue and the page of the playground come along, though nothing imports them', () => {
  for (const path of ['prisma/shape.txt', 'catalog/district/district.yaml', 'playground/page/index.html'])
    expect(copied, path).toContain(path);
  expect(copied.filter((path) => path.endsWith('/migration.sql'))).not.toEqual([]);
});

test('the image is made in stages, runs as a user without rights, and on a named version', () => {
  const froms = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  expect(froms.length).toBeGreaterThan(1);
  for (const image of froms) expect(image).toMatch(/^node:24-slim$/);
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(last).toMatch(/^USER node$/m);
  expect(last).not.toMatch(/^RUN /m);
  expect(last).not.toContain('npm ci');
});

function isCopied(path: string): boolean {
  const rules = readFileSync('.dockerignore', 'utf8').split('\n');
  const fitting = rules.filter((rule) => {
    const pattern = rule.replace(/^!/, '');
    return pattern === '*' || path === pattern || path.startsWith(`${pattern}/`);
  });
  return fitting.at(-1)!.startsWith('!');
}

/** All that the entries import, one through the other. */
function reached(): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>(entries);
  const packages = new Set<string>();
  for (const file of files) {
    if (file.startsWith('prisma/generated/')) continue;
    for (const name of importsOf(file)) {
      if (name.startsWith('node:')) continue;
      if (name.startsWith('.')) files.add(normalize(join(dirname(file), name)));
      else packages.add(name);
    }
  }
  return { files, packages };
}

/** Without imports of types, which are gone when it runs. */
function importsOf(file: string): string[] {
  const code = stripTypeScriptTypes(readFileSync(file, 'utf8'));
  const statement = /\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;
  return [...code.matchAll(statement)].map(([, from, bare, dynamic]) => (from ?? bare ?? dynamic)!);
}

function nameOf(specifier: string): string {
  const [scope, name] = specifier.split('/');
  return scope!.startsWith('@') ? `${scope}/${name}` : scope!;
}
