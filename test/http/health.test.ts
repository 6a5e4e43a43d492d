import { expect, test } from 'vitest';
import { redisIsHere } from '../support/redis.ts';
import { openWhole } from '../support/whole.ts';

async function ask(whole: { http: string }, address: string) {
  const answer = await fetch(`${whole.http}${address}`);
  return { status: answer.status, body: await answer.json() };
}

test('a database that lacks a migration of this version makes it not ready, one of a newer version does not', async () => {
  const whole = await openWhole();
  const { db } = whole.deps;
  await db.$executeRaw`insert into _prisma_migrations (id, checksum, migration_name, finished_at)
    values ('newer', '-', '29991231000000_newer', now())`;
  expect(await ask(whole, '/ready')).toMatchObject({ status: 200 });
  await db.$executeRaw`update _prisma_migrations set finished_at = null where migration_name like '%_init'`;
  expect(await ask(whole, '/ready')).toEqual({
    status: 503,
    body: { ready: false, database: true, migrations: false, queue: true },
  });
  await whole.close();
});

test.skipIf(!redisIsHere)('a queue that is away is told, and takes no work away', async () => {
  const whole = await openWhole({ queue: 'redis' });
  expect(await ask(whole, '/ready')).toMatchObject({ body: { queue: true } });
  await whole.redis!.kill();
  await expect
    .poll(() => ask(whole, '/ready'))
    .toMatchObject({ status: 200, body: { ready: true, queue: false } });
  await whole.close();
});
