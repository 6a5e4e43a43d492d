import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { penFor } from '../../bot/cards/card.ts';
import { ledgerFile } from '../../bot/cards/ledger-file.ts';
import { reportFromSpot } from '../../core/grid/spot-report.ts';
import { readLedger } from '../../core/ledgers/read-ledger.ts';
import { forget } from '../../core/people/forget.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import type { Person } from '../../prisma/generated/client.ts';
import { type Core, openCore } from '../support/core.ts';

let core: Core;
let wang: Person;
beforeEach(async () => {
  core = await openCore();
  wang = await core.newStaff('王强', 'reviewer');
});
afterEach(() => core.close());

const ledger = async (words: string) =>
  (await readLedger(core.deps, { words, by: wang.id, purpose: 'work' }))!;
const found = async (words: string) => (await ledger(words)).entries.map(({ title }) => title);

describe('a ledger of an address', () => {
  it('holds what was reported there, the newest first, however the number is written', async () => {
    const lamp = await core.inReview('幸福里小区3号楼门口的路灯坏了');
    core.pass(60_000);
    const drain = await core.inReview('幸福里小区三号楼的下水道堵了');
    await core.inReview('幸福里小区13号楼的电梯坏了');
    await core.inReview('柳荫小区3号楼的垃圾没人清运');
    expect(await found('幸福里小区 3 号楼')).toEqual([drain.ticket.title, lamp.ticket.title]);
    expect(await found('幸福里小区十三号楼')).toHaveLength(1);
    expect(await found('幸福里小区')).toHaveLength(3);
  });

  it('tells what became of each, and how often somebody was there', async () => {
    const fang = await core.newStaff('王芳', 'grid_worker');
    const { ticket } = await core.inReview('幸福里小区3号楼的下水道堵了');
    const incoming = core.message(fang, '已放警示牌');
    await reportFromSpot(core.deps, { reference: ticket.reference, by: fang.id, what: 'feedback', incoming });
    await confirmTicket(core.deps, {
      ...{ ticketId: ticket.id, version: ticket.version, by: wang.id },
      categoryCode: 'drainage-ice',
    });
    expect((await ledger('幸福里小区3号楼')).entries).toMatchObject([
      { reference: ticket.reference, status: 'confirmed', visits: 1, department: { en: 'Water Bureau' } },
    ]);
  });

  it('holds nothing of it any more once its resident was erased, and the category’s keeps the number', async () => {
    const { ticket, person } = await core.inReview('幸福里小区3号楼的下水道堵了');
    await confirmTicket(core.deps, {
      ...{ ticketId: ticket.id, version: ticket.version, by: wang.id },
      categoryCode: 'drainage-ice',
    });
    await forget(core.deps, { personId: person.id });
    expect(await found('幸福里小区3号楼')).toEqual([]);
    const { entries } = await ledger('drainage-ice');
    expect(entries).toMatchObject([{ reference: ticket.reference, erased: true, title: '', place: null }]);
  });
});

describe('other ledgers', () => {
  it('are of an enterprise by its name, of a category and of a department by name or code', async () => {
    const noise = await core.inReview('老王烧烤天天半夜还在吵，油烟熏得没法开窗');
    const other = await core.inReview('公园里的长椅坏了');
    const confirm = async ({ ticket }: typeof noise, categoryCode: string) =>
      confirmTicket(core.deps, { ticketId: ticket.id, version: ticket.version, by: wang.id, categoryCode });
    await confirm(noise, 'environment');
    await confirm(other, 'public-facilities');
    expect(await found('老王烧烤')).toEqual([noise.ticket.title]);
    expect(await found('public-facilities')).toEqual([other.ticket.title]);
    expect(await found('Public facilities')).toEqual([other.ticket.title]);
    expect((await found('城市管理局')).toSorted()).toEqual(
      [noise.ticket.title, other.ticket.title].toSorted(),
    );
  });
});

describe('who looks', () => {
  it('is written down with why and how much they saw, once for all pages, and once more for a file', async () => {
    await core.inReview('幸福里小区3号楼门口的路灯坏了');
    const look = { words: '幸福里小区', by: wang.id, purpose: 'study' } as const;
    await readLedger(core.deps, look);
    await readLedger(core.deps, { ...look, as: 'turned' });
    await readLedger(core.deps, { ...look, as: 'exported' });
    const kept = { personId: wang.id, purpose: 'study', subject: '幸福里小区', entries: 1 };
    expect(await core.db.ledgerLook.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { ...kept, exported: false },
      { ...kept, exported: true },
    ]);
  });

  it('must be staff: a resident and a grid worker see nothing, and nothing is counted', async () => {
    for (const person of [await core.newPerson('李梅'), await core.newStaff('王芳', 'grid_worker')])
      expect(await readLedger(core.deps, { words: '幸福里', by: person.id, purpose: 'work' })).toBeNull();
    expect(await core.db.ledgerLook.count()).toBe(0);
  });
});

it('an exported ledger opens in a spreadsheet, and holds no formulas', async () => {
  await core.inReview('幸福里小区3号楼门口的路灯坏了');
  await core.db.ticket.updateMany({ data: { title: '=HYPERLINK("x")', place: '幸福里小区, "南门"' } });
  const text = ledgerFile(
    await ledger('幸福里小区'),
    penFor({ language: 'zh', timeZone: 'Asia/Shanghai' }),
  ).toString();
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const [head, row] = text.slice(1).split('\n');
  expect(head?.split(',')[0]).toBe('编号');
  expect(row).toContain(`"'=HYPERLINK(""x"")"`);
  expect(row).toContain('"幸福里小区, ""南门"""');
});
