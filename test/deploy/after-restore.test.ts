import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Board } from '../../core/cards/board.ts';
import { bindGroup, bindWebhook } from '../../core/channels/channels.ts';
import { dispatchDelivery } from '../../core/dispatch/dispatch-delivery.ts';
import { packParcel } from '../../core/dispatch/pack-parcel.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { sweep } from '../../core/sweep.ts';
import { openWebhookCourier } from '../../infra/channels/webhook.ts';
import { type Core, openCore } from '../support/core.ts';
import { startDepartmentServer } from '../support/department-server.ts';

const department = 'urban-management';

/** A backup does not know of what came after it. So here the world goes on, and the database is left as it was. */
let core: Core;
/** How many messages have been sent into the department's group. */
let sent: number;
beforeEach(async () => {
  core = await openCore();
  sent = 0;
});
afterEach(() => core.close());

const board: Board = {
  show: async () => {
    sent += 1;
    return { kind: 'shown', messageId: sent, companions: [], digest: 'x' };
  },
  wait: async () => null,
  remove: async () => undefined,
};

test('a ticket that its group got after the backup is not sent again: a person is asked to look', async () => {
  const { deps, delivery, ticketId } = await confirmedFor((by) =>
    bindGroup(core.deps, { seat: { purpose: 'department', departmentCode: department }, chatId: -100n, by }),
  );
  const card = await core.db.card.create({
    data: {
      kind: 'review',
      complaintId: (await core.db.ticket.findUniqueOrThrow({ where: { id: ticketId } })).complaintId,
      ticketId,
      chatId: -200n,
      telegramMessageId: 1,
      round: 99,
      state: 'shown',
      shown: 1,
      dueAt: core.deps.now(),
      createdAt: core.deps.now(),
    },
  });
  await afterRestore();
  await sweep(deps);
  await dispatchDelivery(deps, delivery.id);
  expect(sent).toBe(0);
  expect(await core.db.delivery.findUniqueOrThrow({ where: { id: delivery.id } })).toMatchObject({
    state: 'unknown',
  });
  expect(await core.db.event.count({ where: { ticketId, type: 'delivery_unknown' } })).toBe(1);
  const { shown, wanted } = await core.db.card.findUniqueOrThrow({ where: { id: card.id } });
  expect(wanted).toBeGreaterThan(shown);
});

test('a ticket that a webhook took after the backup is brought under the same key, and is in its books once', async () => {
  const server = await startDepartmentServer();
  const { deps, delivery, ticketId } = await confirmedFor(async (by) => {
    const channel = await bindWebhook(core.deps, { departmentCode: department, url: server.url, by });
    server.keepSecret(channel.secret!);
    return channel;
  });
  const { url, secret } = await core.db.channel.findFirstOrThrow({ where: { medium: 'webhook' } });
  await deps.courier.bring(await packParcel(deps, delivery), { url: url!, secret: secret!, attempt: 1 });
  await afterRestore();
  await sweep(deps);
  await dispatchDelivery(deps, delivery.id);
  const { reference } = await core.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  expect(server.arrivals(reference)).toHaveLength(2);
  expect(server.records(reference)).toHaveLength(1);
  expect(await core.db.delivery.findUniqueOrThrow({ where: { id: delivery.id } })).toMatchObject({
    state: 'delivered',
  });
  await server.close();
});

test('a button that was given out after the backup is of nothing that comes later', async () => {
  const before = await core.inReview('小区门口的路灯坏了三天了');
  await afterRestore();
  const after = await core.inReview('五号楼后面的健身器材断了一根杆');
  expect(after.ticket.id - before.ticket.id).toBeGreaterThan(900_000);
  expect(after.complaintId - before.complaintId).toBeGreaterThan(900_000);
});

test('what was delivered before the backup stays delivered', async () => {
  const { delivery } = await confirmedFor((by) =>
    bindGroup(core.deps, { seat: { purpose: 'department', departmentCode: department }, chatId: -100n, by }),
  );
  await core.db.delivery.updateMany({ data: { state: 'delivered' } });
  await afterRestore();
  expect(await core.db.delivery.findUniqueOrThrow({ where: { id: delivery.id } })).toMatchObject({
    state: 'delivered',
  });
});

/** A ticket that is confirmed and about to go to its department, by the channel that `bind` makes. */
async function confirmedFor(bind: (by: number) => Promise<unknown>) {
  const { ticket } = await core.inReview('小区门口的路灯坏了三天了');
  const { id: by } = await core.newStaff('王强', 'reviewer');
  await bind(by);
  const { id: ticketId, version } = ticket;
  await confirmTicket(core.deps, { ticketId, version, by, categoryCode: 'public-facilities' });
  const courier = openWebhookCourier({ now: () => new Date(), language: 'zh' });
  const delivery = await core.db.delivery.findFirstOrThrow({ where: { ticketId } });
  // The window of taking it back is over.
  core.pass(delivery.dueAt.getTime() - core.deps.now().getTime() + 1);
  return { deps: { ...core.deps, board, courier }, delivery, ticketId };
}

async function afterRestore(): Promise<void> {
  const client = new pg.Client({ connectionString: core.url });
  await client.connect();
  await client.query(readFileSync('deploy/after-restore.sql', 'utf8')).finally(() => client.end());
}
