import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { bareEnvironment } from '../support/bare-environment.ts';
import { createTestDatabase } from '../support/database.ts';
import { defaultCatalogDir } from '../support/default-catalog.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const broken = mkdtempSync(join(tmpdir(), 'catalog-'));
writeFileSync(join(broken, 'a.yaml'), 'district: {}\ncolour: red\n');
afterAll(() => rmSync(broken, { recursive: true }));

function catalog(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['catalog.ts', ...args], {
    cwd: root,
    env: { ...bareEnvironment, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run catalog', () => {
  it('check says what a sound catalogue holds', () => {
    expect(catalog(['check', defaultCatalogDir])).toEqual({
      status: 0,
      stdout:
        `${defaultCatalogDir} is sound: 11 departments, 13 categories, 60 duties.\n` +
        'Holidays are known up to 2026; otherwise working days are counted by weekdays alone.\n',
      stderr: '',
    });
  });

  it('check prints the problems of a broken one, a line each, and fails', () => {
    const { status, stderr } = catalog(['check', broken]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\S+a\.yaml:2 unknown key "colour": .+\n$/);
  });

  it('import brings it into force once', async () => {
    const DATABASE_URL = await createTestDatabase();
    const first = catalog(['import', defaultCatalogDir], { DATABASE_URL });
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toContain('Version 1 is in force: 11 departments, 13 categories, 60 duties.');
    expect(first.stdout).toContain('added: category market');
    expect(catalog(['import', defaultCatalogDir], { DATABASE_URL }).stdout).toContain(
      'Nothing to do: this is version 1',
    );
  });

  it('anything else gets the usage', () => {
    for (const args of [[], ['check'], ['delete', broken], ['check', broken, 'x']])
      expect(catalog(args)).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage:') });
  });
});
