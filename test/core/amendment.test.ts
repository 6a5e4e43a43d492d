import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { findCategory } from '../../core/catalog/catalog.ts';
import { importCatalog } from '../../core/catalog/import-catalog.ts';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { amendCatalog, textsIn } from '../../core/review/amend-catalog.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { takeBack } from '../../core/review/take-back.ts';
import { type Core, openCore } from '../support/core.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

const drains = 'drainage-ice';
const words =
  '公园内的雨水井盖也由水务部门维护\nCovers of rain drains in parks are the water department’s too';

let core: Core;
/** A ticket on which a supervisor has ruled, after two departments had sent it back. */
async function ruled() {
  const { ticket } = await core.inReview('公园门口的井盖碎了');
  await core.db.ticket.update({ where: { id: ticket.id }, data: { hops: 2 } });
  const liu = await core.newStaff('刘洋', 'supervisor');
  const { version } = ticket;
  await confirmTicket(core.deps, { ticketId: ticket.id, version, by: liu.id, categoryCode: drains });
  return { ticket, liu };
}

/** A ruling, and a duty that came of it. */
async function amended() {
  const { ticket, liu } = await ruled();
  const outcome = await amendCatalog(core.deps, { ticketId: ticket.id, by: liu.id, text: words });
  if (outcome.kind !== 'amended') throw new Error(outcome.kind);
  return { ticket, liu, ...outcome };
}

const dutiesInForce = async () => findCategory((await catalogInForce(core.deps))!, drains)!.duties;
const bring = (catalog: Catalog) => importCatalog(core.deps, { catalog });

describe('a duty that a supervisor adds with a ruling', () => {
  beforeEach(async () => {
    core = await openCore();
  });
  afterEach(() => core.close());

  test('is in force at once as a new version, with author and ruling kept, and the ticket rests on it', async () => {
    const { ticket, liu, code, version } = await amended();
    expect(await catalogInForce(core.deps)).toMatchObject({ version });
    const text = {
      zh: '公园内的雨水井盖也由水务部门维护',
      en: 'Covers of rain drains in parks are the water department’s too',
    };
    expect((await dutiesInForce()).at(-1)).toMatchObject({ code, text });
    expect(await core.db.catalogAmendment.findMany()).toMatchObject([
      { code, categoryCode: drains, authorId: liu.id, ticketId: ticket.id, versionId: version },
    ]);
    const now = await core.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    expect(now).toMatchObject({ dutyCode: code });
    const event = await core.db.event.findFirstOrThrow({ where: { type: 'amended' } });
    expect(event).toMatchObject({ ticketId: ticket.id, actorId: liu.id, data: { duty: code, version } });
  });

  test('is added once, however often the words come', async () => {
    const { ticket, liu } = await ruled();
    const add = () => amendCatalog(core.deps, { ticketId: ticket.id, by: liu.id, text: words });
    const outcomes = await Promise.all([add(), add()]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already', 'amended']);
    expect(await core.db.catalogVersion.count()).toBe(2);
  });

  test('is added by nobody else, and on no ruling that was taken back', async () => {
    const { ticket, liu } = await ruled();
    const wang = await core.newStaff('王强', 'reviewer');
    const add = (by: number) => amendCatalog(core.deps, { ticketId: ticket.id, by, text: words });
    expect(await add(wang.id)).toEqual({ kind: 'not-allowed' });
    await takeBack(core.deps, { ticketId: ticket.id, by: liu.id });
    expect(await add(liu.id)).toEqual({ kind: 'no-ruling' });
    expect(await core.db.catalogVersion.count()).toBe(1);
  });

  test('outlives an import of files that do not know it, and the same files once more are nothing new', async () => {
    const { code } = await amended();
    const files = await defaultCatalog();
    expect(await bring(files)).toMatchObject({ kind: 'unchanged', contradictions: [] });
    const changed = await bring({ ...files, elsewhere: [] });
    expect(changed).toMatchObject({ kind: 'imported', retired: [], contradictions: [] });
    expect((await dutiesInForce()).map((duty) => duty.code)).toContain(code);
  });

  test('is the files’ from the day on which they have it, in their words', async () => {
    const { code } = await amended();
    const files = await defaultCatalog();
    const text = { zh: '公园井盖归水务', en: 'Covers in parks are for the water department' };
    await bring(withDuties(files, (duties) => [...duties, { code, text, keywords: { zh: [], en: [] } }]));
    expect((await dutiesInForce()).filter((duty) => duty.code === code)).toMatchObject([{ text }]);
    // Taken out of the files again, it is gone.
    await bring(files);
    expect((await dutiesInForce()).map((duty) => duty.code)).not.toContain(code);
  });

  test('goes where the files drop it', async () => {
    const { code } = await amended();
    await bring({ ...(await defaultCatalog()), dropped: [code] });
    expect((await dutiesInForce()).map((duty) => duty.code)).not.toContain(code);
    expect(await core.db.duty.findUniqueOrThrow({ where: { code } })).toMatchObject({
      retiredAt: core.deps.now(),
    });
  });

  test('waits, and is warned of, while the files lack its category', async () => {
    const { code } = await amended();
    const files = await defaultCatalog();
    const without = { ...files, categories: files.categories.filter((one) => one.code !== drains) };
    const contradiction = { duty: code, category: drains, because: 'no-such-category' };
    expect(await bring(without)).toMatchObject({ contradictions: [contradiction] });
    await bring(files);
    expect((await dutiesInForce()).map((duty) => duty.code)).toContain(code);
  });

  test('is warned of where its category has become another department’s', async () => {
    const { code } = await amended();
    const files = await defaultCatalog();
    const moved = files.categories.map((one) =>
      one.code === drains ? { ...one, department: 'housing' } : one,
    );
    expect(await bring({ ...files, categories: moved })).toMatchObject({
      contradictions: [{ duty: code, category: drains, because: 'another-department' }],
    });
  });
});

test.each([
  ['只有中文', { zh: '只有中文', en: '只有中文' }],
  ['English only', { zh: 'English only', en: 'English only' }],
  ['中文一行\n\nOne line', { zh: '中文一行', en: 'One line' }],
])('words in one language stand for both: %j', (text, expected) => {
  expect(textsIn(text)).toEqual(expected);
});

function withDuties(
  catalog: Catalog,
  change: (duties: Catalog['categories'][number]['duties']) => Catalog['categories'][number]['duties'],
): Catalog {
  return {
    ...catalog,
    categories: catalog.categories.map((one) =>
      one.code === drains ? { ...one, duties: change(one.duties) } : one,
    ),
  };
}
