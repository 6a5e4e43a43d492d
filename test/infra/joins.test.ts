import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

/** The client reads relations by joins, through JSON; by statements of their own it would read the same. */
let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

/** The largest that Telegram gives (https://core.telegram.org/bots/api#chat). */
const largest = 2n ** 52n - 1n;
const at = new Date('2026-11-24T02:00:00.007Z');

test('what a join reads is what statements of their own read, to the last digit', async () => {
  const { db } = database;
  const person = await db.person.create({
    data: {
      telegramId: largest,
      name: '李 "梅" \\ 𠮷',
      language: 'zh',
      createdAt: at,
      expecting: { what: null },
    },
  });
  await db.person.create({ data: { telegramId: 1n, language: 'en', createdAt: at } });
  const { id: complaintId } = await db.complaint.create({
    data: {
      ...{ reference: '7K4-2QD', personId: person.id, chatId: -largest, language: 'zh' },
      ...{ latitude: 30.123456789012344, longitude: 0.1, settleAt: at, writtenAt: at, createdAt: at },
    },
  });
  const ticket = { reference: '7K4-2QD', complaintId, title: '路灯\n坏了', description: '' };
  const { id: ticketId } = await db.ticket.create({
    data: { ...ticket, ordinal: 1, missing: ['place', 'a,b "c"'], createdAt: at },
  });
  await db.ticket.create({ data: { ...ticket, reference: '7K4-2QD-2', ordinal: 2, createdAt: at } });
  const message = { complaintId, authorId: person.id, purpose: 'report', sentAt: at } as const;
  await db.message.create({
    data: {
      ...message,
      ticketId,
      chatId: -largest,
      telegramMessageId: 1,
      text: 'null',
      media: { create: { kind: 'voice' } },
    },
  });
  await db.message.create({ data: { ...message, text: null } });
  const data = { codes: [1, null, { deep: 1.5 }] };
  await db.event.create({ data: { complaintId, ticketId, type: 'drafted', actorKind: 'system', data, at } });
  await db.modelCall.create({
    data: { complaintId, purpose: 'triage', modelName: 'm', cost: 9_007_199_254_740_993n, createdAt: at },
  });

  const read = (relationLoadStrategy: 'join' | 'query') =>
    db.person.findMany({
      relationLoadStrategy,
      orderBy: { id: 'asc' },
      include: {
        complaints: {
          include: {
            person: true,
            tickets: { orderBy: { ordinal: 'desc' }, include: { events: true, category: true } },
            messages: { orderBy: { id: 'desc' }, include: { media: true, ticket: true } },
            modelCalls: true,
            cards: true,
          },
        },
      },
    });
  expect(await read('join')).toEqual(await read('query'));
});
