import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../infra/database/database.ts';
import { nameStatements } from '../../infra/database/statement-names.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { createTestDatabase } from '../support/database.ts';

let db: PrismaClient;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = openDatabase({ url: await createTestDatabase(), max: 1 }));
});
afterAll(() => close());

async function prepared(table: string): Promise<number> {
  const [row] = await db.$queryRawUnsafe<[{ count: number }]>(
    `select count(*)::int as count from pg_prepared_statements where statement like '%"${table}"%'`,
  );
  return row.count;
}

test('what is asked again is prepared once, whatever the values', async () => {
  for (const name of ['王阿姨', '老李', 'Anna']) await db.person.findMany({ where: { name } });
  expect(await prepared('person')).toBe(1);
});

test('a list of another length is a statement of its own, and each is answered by its own', async () => {
  const at = new Date();
  for (const telegramId of [1n, 2n])
    await db.person.create({ data: { telegramId, name: '王阿姨', language: 'zh', createdAt: at } });
  const found = async (ids: bigint[]) =>
    (await db.person.findMany({ where: { telegramId: { in: ids } } })).map((one) => one.telegramId).sort();
  expect(await found([1n, 2n])).toEqual([1n, 2n]);
  expect(await found([1n, 2n, 3n])).toEqual([1n, 2n]);
  expect(await found([2n, 4n])).toEqual([2n]);
});

test('there is an end to what a connection keeps prepared, and what is known stays so', () => {
  const nameOf = nameStatements();
  const sql = (index: number) => `select ${index} where $1`;
  const names = Array.from({ length: 1000 }, (_, index) => nameOf({ sql: sql(index), args: [1] }));
  expect(new Set(names).size).toBe(1000);
  expect(nameOf({ sql: sql(1000), args: [1] })).toBeUndefined();
  expect(nameOf({ sql: sql(999), args: [2] })).toBe(names[999]);
});

test('the beginning and the end of a transaction are not prepared', () => {
  expect(nameStatements()({ sql: 'COMMIT', args: [] })).toBeUndefined();
});
