import type { Update } from 'telegraf/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Inbox, type InboxOptions, laneOf, openInbox } from '../../bot/inbox.ts';
import { Unreadable } from '../../bot/intake/read-update.ts';
import { type Keeper, openKeeper } from '../../infra/database/keep-updates.ts';
import { openLanes } from '../../infra/database/lanes.ts';
import { NotYet } from '../../infra/telegram/in-turn.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const [chat, otherChat] = [1001, -500];

let database: TestDatabase;
let clock: Date;
let handled: string[];
let reported: unknown[];
let opened: AsyncDisposableStack;
let keeper: Keeper;

beforeEach(async () => {
  database = await openTestDatabase();
  clock = new Date('2026-11-24T02:00:00Z');
  handled = [];
  reported = [];
  opened = new AsyncDisposableStack();
  opened.defer(() => database.close());
  keeper = openKeeper({ url: database.url });
  opened.defer(() => keeper.close());
});

afterEach(() => opened.disposeAsync());

/** An inbox as one process has it: lanes on connections of its own. */
function openProcess(changed: Partial<InboxOptions> = {}): Inbox {
  const lanes = openLanes({ url: database.url, max: 4 });
  opened.defer(() => lanes.close());
  const inbox = openInbox({
    keep: keeper.keep,
    deps: { db: database.db, now: () => clock, report: (error) => void reported.push(error) },
    withLane: lanes.withLane,
    handle: async (update) => void handled.push(textOf(update)),
    givenUp: async () => undefined,
    ...changed,
  });
  opened.defer(() => inbox.close());
  return inbox;
}

test('updates of a chat that two processes store at once are handled one by one, in their order', async () => {
  let inside = 0;
  const handle = async (update: Update) => {
    inside += 1;
    expect(inside).toBe(1);
    await database.db.person.count();
    handled.push(textOf(update));
    inside -= 1;
  };
  const processes = [openProcess({ handle }), openProcess({ handle })];
  const texts = Array.from({ length: 24 }, (_, index) => `word ${index}`);
  for (const [index, text] of texts.entries()) await processes[index % 2]!.store(message(index + 1, text));
  await expect.poll(() => handled).toEqual(texts);
  expect(reported).toEqual([]);
});

test('a chat whose update takes long holds up no other, and what came meanwhile to another process follows', async () => {
  const gate = openGate();
  const handle = async (update: Update) => {
    if (textOf(update) === 'slow') await gate.passed;
    handled.push(textOf(update));
  };
  const [one, two] = [openProcess({ handle }), openProcess({ handle })];
  await one.store(message(1, 'slow'));
  await expect.poll(() => lanesTaken()).toBe(1);
  await two.store(message(2, 'behind it'));
  await two.store(message(3, 'elsewhere', otherChat));
  await expect.poll(() => handled).toEqual(['elsewhere']);
  gate.open();
  await expect.poll(() => handled).toEqual(['elsewhere', 'slow', 'behind it']);
});

test('what another process stores while a chat is being let go is not forgotten', async () => {
  const mine = openLanes({ url: database.url, max: 4 });
  const theirs = openLanes({ url: database.url, max: 4 });
  opened.defer(async () => void (await Promise.all([mine.close(), theirs.close()])));
  const turnedAway = openGate();
  const other = openProcess({
    withLane: async (lane, work) => {
      const outcome = await theirs.withLane(lane, work);
      if (outcome === 'busy') turnedAway.open();
      return outcome;
    },
  });
  const inbox = openProcess({
    withLane: (lane, work) =>
      mine.withLane(lane, async () => {
        await work();
        if (handled.length > 1) return;
        await other.store(message(2, 'at the last moment'));
        await turnedAway.passed;
      }),
  });
  await inbox.store(message(1, 'first'));
  await expect.poll(() => handled).toEqual(['first', 'at the last moment']);
});

test('an update that comes again, even while it is handled, is handled once', async () => {
  const [one, two] = [openProcess(), openProcess()];
  await Promise.all([one, two, one, two].map((inbox) => inbox.store(message(7, 'once'))));
  await expect.poll(() => handled).toEqual(['once']);
  await two.store(message(7, 'once'));
  await two.store(message(8, 'then'));
  await expect.poll(() => handled).toEqual(['once', 'then']);
});

test('an update with a lower number than the last is handled: numbers may begin anywhere after a quiet week', async () => {
  const inbox = openProcess();
  await inbox.store(message(900_000, 'before'));
  await inbox.store(message(5, 'after'));
  await expect.poll(() => handled).toEqual(['before', 'after']);
});

test('an update that fails is tried five times, those behind it wait, then it is put aside whole and somebody hears', async () => {
  const lost: Update[] = [];
  const inbox = openProcess({
    handle: async (update) => {
      if (textOf(update) === 'bad') throw new RangeError('on purpose');
      handled.push(textOf(update));
    },
    givenUp: async (update) => void lost.push(update),
  });
  await inbox.store(message(1, 'bad'));
  await inbox.store(message(2, 'good'));
  for (const attempts of [1, 2, 3, 4]) {
    await expect.poll(async () => (await row(1)).attempts).toBe(attempts);
    expect([handled, lost]).toEqual([[], []]);
    expect((await row(1)).retryAt).toEqual(new Date(clock.getTime() + 1000 * 4 ** (attempts - 1)));
    clock = (await row(1)).retryAt!;
    await inbox.feedAll();
  }
  await expect.poll(() => handled).toEqual(['good']);
  expect(lost.map(textOf)).toEqual(['bad']);
  expect(reported).toHaveLength(5);
  expect(await row(1)).toMatchObject({
    attempts: 5,
    handledAt: clock,
    failure: 'RangeError',
    lane: BigInt(chat),
    payload: message(1, 'bad'),
  });
});

test('an update whose answer a chat does not take yet is tried again then, and that counts as no attempt', async () => {
  let isClosed = true;
  const inbox = openProcess({
    handle: async (update) => {
      if (isClosed) throw new NotYet(30_000);
      handled.push(textOf(update));
    },
  });
  await inbox.store(message(1, 'later'));
  await expect.poll(async () => (await row(1)).retryAt).toEqual(new Date(clock.getTime() + 30_000));
  isClosed = false;
  clock = (await row(1)).retryAt!;
  await inbox.feedAll();
  await expect.poll(() => handled).toEqual(['later']);
  expect(await row(1)).toMatchObject({ attempts: 0 });
  expect(reported).toEqual([]);
});

test('an update is not tried again before its time, and is by itself when it has come', async () => {
  let isBroken = true;
  const handle = async (update: Update) => {
    if (isBroken) throw new Error('on purpose');
    handled.push(textOf(update));
  };
  const inbox = openProcess({ handle });
  await inbox.store(message(1, 'late'));
  await expect.poll(async () => (await row(1)).attempts).toBe(1);
  isBroken = false;
  await inbox.feedAll();
  await inbox.store(message(2, 'elsewhere', otherChat));
  await expect.poll(() => handled).toEqual(['elsewhere']);
  clock = (await row(1)).retryAt!;
  await expect.poll(() => handled).toEqual(['elsewhere', 'late']);
});

test('where nobody can be told of a loss, the chat goes on all the same', async () => {
  const inbox = openProcess({
    handle: async (update) => {
      if (textOf(update) === 'bad') throw new Error('on purpose');
      handled.push(textOf(update));
    },
    givenUp: () => Promise.reject(new Error('nobody is there')),
  });
  await inbox.store(message(1, 'bad'));
  await expect.poll(async () => (await row(1)).attempts).toBe(1);
  await database.db.telegramUpdate.update({ where: { updateId: 1 }, data: { attempts: 4, retryAt: null } });
  await inbox.store(message(2, 'good'));
  await expect.poll(() => handled).toEqual(['good']);
  expect(reported.map(String)).toContain('Error: nobody is there');
});

test('what PostgreSQL does not take in a text is taken out, and the rest arrives', async () => {
  const inbox = openProcess();
  await inbox.store(message(1, 'a\0b \ud83d 路灯坏了 💡'));
  await expect.poll(() => handled).toEqual(['ab \ufffd 路灯坏了 💡']);
});

test.each<[string, unknown]>([
  ['NUL in the name of a field', { 'a\0b': 1 }],
  ['half of a character in the name of a field', { '\ud83d': 1 }],
  ['names that the database’s client has a use for', { $type: 'x', toJSON: 1, constructor: null }],
  ['more depth than anybody could follow', JSON.parse(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)],
])('an update that holds %s is kept, and its words arrive', async (_what, more) => {
  const inbox = openProcess();
  await inbox.store(Object.assign(message(1, '路灯坏了'), { more }));
  await expect.poll(() => handled).toEqual(['路灯坏了']);
});

test('an update that nobody can read is put aside at once, and those behind it go on', async () => {
  const lost: Update[] = [];
  const inbox = openProcess({
    handle: async (update) => {
      if (textOf(update) === 'bad') throw new Unreadable();
      handled.push(textOf(update));
    },
    givenUp: async (update) => void lost.push(update),
  });
  await inbox.store(message(1, 'bad'));
  await inbox.store(message(2, 'good'));
  await expect.poll(() => handled).toEqual(['good']);
  expect(lost.map(textOf)).toEqual(['bad']);
  expect(await row(1)).toMatchObject({ attempts: 1, failure: 'Unreadable', payload: message(1, 'bad') });
});

test('of many messages of one chat at once, one waits for its lane, and all are handled', async () => {
  const lanes = openLanes({ url: database.url, max: 4 });
  opened.defer(() => lanes.close());
  let waiting = 0;
  let most = 0;
  const inbox = openProcess({
    withLane: async (lane, work) => {
      waiting += 1;
      most = Math.max(most, waiting);
      return lanes.withLane(lane, work).finally(() => {
        waiting -= 1;
      });
    },
  });
  const texts = Array.from({ length: 60 }, (_, index) => `word ${index}`);
  await Promise.all(texts.map((text, index) => inbox.store(message(index + 1, text))));
  await expect.poll(() => handled.toSorted()).toEqual(texts.toSorted());
  expect(most).toBe(1);
});

test('in a rush one chat is worked for at first, more little by little where it takes long, and none is forgotten', async () => {
  const dead = openProcess();
  await dead.close();
  const chats = [2001, 2002, 2003, 2004];
  for (const id of chats) await dead.store(message(id, `before ${id}`, id));
  const [disk, goOn] = [openGate(), openGate()];
  const lanes = openLanes({ url: database.url, max: 8 });
  opened.defer(() => lanes.close());
  let begun = 0;
  const inbox = openProcess({
    keep: async (update) => {
      await disk.passed;
      await keeper.keep(update);
    },
    withLane: (lane, work) => {
      begun += 1;
      return lanes.withLane(lane, work);
    },
    handle: async (update) => {
      await goOn.passed;
      handled.push(textOf(update));
    },
  });
  const brought = inbox.store(message(100, 'brought in the rush', 2005));
  await inbox.feedAll();
  expect(begun).toBe(1);
  await expect.poll(() => begun).toBe(4);
  disk.open();
  await brought;
  await expect.poll(() => begun).toBe(5);
  goOn.open();
  await expect.poll(() => handled.length).toBe(5);
});

test('without a rush as many chats are worked for at once as wait', async () => {
  const dead = openProcess();
  await dead.close();
  for (const id of [2001, 2002, 2003, 2004]) await dead.store(message(id, 'waiting', id));
  let begun = 0;
  const inbox = openProcess({
    withLane: async () => {
      begun += 1;
      return 'busy';
    },
  });
  await inbox.feedAll();
  expect(begun).toBe(4);
});

test('of a handled update nothing is left but its number', async () => {
  const inbox = openProcess();
  await inbox.store(message(1, 'secret'));
  await expect.poll(async () => (await row(1)).handledAt).toEqual(clock);
  expect(await row(1)).toMatchObject({ payload: {}, lane: 0n, failure: null });
});

test('what a dead process had stored is fed by another', async () => {
  const dead = openProcess();
  await dead.close();
  await dead.store(message(1, 'left behind'));
  await dead.store(message(2, 'here too', otherChat));
  expect(handled).toEqual([]);
  await openProcess().feedAll();
  await expect.poll(() => handled.toSorted()).toEqual(['here too', 'left behind']);
});

test('closing waits for what is in hand, and begins nothing new', async () => {
  const gate = openGate();
  let begun = 0;
  const inbox = openProcess({
    handle: async (update) => {
      begun += 1;
      await gate.passed;
      handled.push(textOf(update));
    },
  });
  await inbox.store(message(1, 'in hand'));
  await inbox.store(message(2, 'waiting'));
  await expect.poll(() => begun).toBe(1);
  let isClosed = false;
  const closing = inbox.close().then(() => {
    isClosed = true;
  });
  await database.db.person.count();
  expect(isClosed).toBe(false);
  gate.open();
  await closing;
  expect(handled).toEqual(['in hand']);
  expect((await row(1)).handledAt).toEqual(clock);
  expect((await row(2)).handledAt).toBe(null);
});

test('what can’t be kept is refused, so that nobody is told that it was taken', async () => {
  const away = openKeeper({ url: 'postgresql://nobody@127.0.0.1:1/nowhere' });
  opened.defer(() => away.close());
  const inbox = openProcess({ keep: away.keep });
  await expect(inbox.store(message(1, 'lost'))).rejects.toThrow();
});

test.each<readonly [object, bigint]>([
  [{ message: { chat: { id: -7 }, from: { id: 3 } } }, -7n],
  [{ edited_message: { chat: { id: 8 }, from: { id: 8 } } }, 8n],
  [
    { callback_query: { id: '1', from: { id: 3 }, message: { chat: { id: -1001234567890 } } } },
    -1001234567890n,
  ],
  [{ callback_query: { id: '1', from: { id: 3 }, inline_message_id: 'x' } }, 3n],
  [{ my_chat_member: { chat: { id: 9 }, from: { id: 3 } } }, 9n],
  [{ poll: { id: 'of no chat' } }, 0n],
  [{ hologram: { id: 1 }, message: { chat: { id: 8 } } }, 8n],
  ...['1001', 1.5, 2 ** 60, 1e308, null, {}, true].map((id) => [{ message: { chat: { id } } }, 0n] as const),
  ...[null, 'x', [], { chat: null }, { message: null }, { chat: 7 }].map(
    (message) => [{ message }, 0n] as const,
  ),
])('%j goes into lane %s', (content, lane) => {
  expect(laneOf({ update_id: 1, ...content } as never)).toBe(lane);
});

function message(update_id: number, text: string, id = chat): Update {
  const from = { id: 1001, is_bot: false, first_name: 'Li Mei' };
  const where =
    id > 0 ? { id, type: 'private', first_name: 'Li Mei' } : { id, type: 'group', title: 'Staff' };
  return {
    update_id,
    message: { message_id: update_id, date: 1_795_000_000, from, chat: where, text },
  } as Update;
}

function textOf(update: Update): string {
  return (update as { message: { text: string } }).message.text;
}

function row(updateId: number) {
  return database.db.telegramUpdate.findUniqueOrThrow({ where: { updateId } });
}

/** How many chats are being worked for just now. */
async function lanesTaken(): Promise<number> {
  const [found] = await database.db.$queryRaw<{ count: bigint }[]>`
    select count(*) from pg_locks where locktype = 'advisory' and granted
    and database = (select oid from pg_database where datname = current_database())`;
  return Number(found!.count);
}

function openGate() {
  const { promise: passed, resolve: open } = Promise.withResolvers<void>();
  return { passed, open };
}
