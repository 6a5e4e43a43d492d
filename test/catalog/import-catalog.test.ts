import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { importCatalog } from '../../core/catalog/import-catalog.ts';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

let test: TestDatabase;
let catalog: Catalog;
const now = () => new Date('2026-11-24T08:00:00Z');
const bring = (changed: Catalog) => importCatalog({ db: test.db, now }, { catalog: changed });

beforeEach(async () => {
  test = await openTestDatabase();
  catalog = await defaultCatalog();
});
afterEach(() => test.close());

/** The catalogue without one category. */
function without(code: string): Catalog {
  return { ...catalog, categories: catalog.categories.filter((category) => category.code !== code) };
}

describe('a catalogue is imported', () => {
  it('is in force from the first import, with a row for every department, category and duty', async () => {
    expect(await catalogInForce(test)).toBe(null);
    const result = await bring(catalog);
    expect(result).toMatchObject({ kind: 'imported', changed: [], retired: [] });
    expect(await catalogInForce(test)).toEqual({ ...catalog, version: result.version });
    expect(await test.db.department.count()).toBe(11);
    expect(await test.db.category.count()).toBe(13);
    expect(await test.db.duty.count()).toBe(catalog.categories.flatMap(({ duties }) => duties).length);
  });

  it('is no new version when nothing changed, in whatever order its keys stand', async () => {
    const first = await bring(catalog);
    const reordered = {
      ...catalog,
      departments: catalog.departments.map(({ description, name, code }) => ({ description, name, code })),
    };
    expect(await bring(reordered)).toEqual({
      kind: 'unchanged',
      version: first.version,
      contradictions: [],
    });
    expect(await test.db.catalogVersion.count()).toBe(1);
  });

  it('retires a category that is no longer there, never deletes it, and takes it back', async () => {
    const first = await bring(catalog);
    const second = await bring(without('market'));
    expect(second).toMatchObject({
      kind: 'imported',
      added: [],
      changed: [],
      retired: [{ kind: 'category', code: 'market' }, ...Array(4).fill({ kind: 'duty' })],
    });
    const market = () =>
      test.db.category.findUniqueOrThrow({ where: { code: 'market' }, include: { duties: true } });
    expect(await market()).toMatchObject({ retiredAt: now(), versionId: first.version });
    expect((await market()).duties.every(({ retiredAt }) => retiredAt)).toBe(true);

    const third = await bring(catalog);
    expect(third).toMatchObject({
      added: [{ kind: 'category', code: 'market' }, ...Array(4).fill({ kind: 'duty' })],
    });
    expect(await market()).toMatchObject({ retiredAt: null, versionId: third.version });
    expect((await market()).duties.every(({ retiredAt }) => retiredAt === null)).toBe(true);
  });

  it('keeps every version as it was', async () => {
    const first = await bring(catalog);
    await bring(without('market'));
    const kept = await test.db.catalogVersion.findUniqueOrThrow({ where: { id: first.version } });
    expect((kept.content as Catalog).categories).toHaveLength(13);
  });

  it('moves a category to another department, and a duty to another category', async () => {
    await bring(catalog);
    const [first, second, ...rest] = catalog.categories;
    const [duty, ...duties] = first!.duties;
    const moved = {
      ...catalog,
      departments: [
        ...catalog.departments,
        { code: 'lights', name: { zh: '照明所', en: 'Lighting Office' } },
      ],
      categories: [
        { ...first!, department: 'lights', duties },
        { ...second!, duties: [...second!.duties, duty!] },
        ...rest,
      ],
    };
    expect(await bring(moved)).toMatchObject({
      added: [{ kind: 'department', code: 'lights' }],
      changed: [
        { kind: 'category', code: first!.code },
        { kind: 'duty', code: duty!.code },
      ],
      retired: [],
    });
    const row = await test.db.category.findUniqueOrThrow({ where: { code: first!.code } });
    expect(row.departmentCode).toBe('lights');
    expect(await test.db.duty.findUniqueOrThrow({ where: { code: duty!.code } })).toMatchObject({
      categoryCode: second!.code,
    });
  });

  it('becomes one version when two import it at once', async () => {
    const results = await Promise.all([bring(catalog), bring(catalog), bring(catalog)]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['imported', 'unchanged', 'unchanged']);
    expect(new Set(results.map(({ version }) => version)).size).toBe(1);
  });

  it('is seen by others at once', async () => {
    await bring(catalog);
    const before = await catalogInForce(test);
    expect(await catalogInForce(test)).toBe(before);
    await bring(without('market'));
    expect((await catalogInForce(test))?.categories).toHaveLength(12);
  });
});
