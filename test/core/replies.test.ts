import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '../../core/complaints/receive.ts';
import { type Core, openCore } from '../support/core.ts';

let core: Core;
beforeAll(async () => {
  core = await openCore();
});
afterAll(() => core.close());

test('a reply to a message that names somebody else’s complaint opens one of their own', async () => {
  const { ticket } = await core.inReview('小区门口的路灯坏了三天了');
  const stranger = await core.newPerson('陌生人');
  const repliedText = `已补充到 ${ticket.reference}。`;
  const incoming = core.message(stranger, '让我看看', { replyTo: 999, repliedText });
  expect(await receive(core.deps, { person: stranger, incoming })).toMatchObject({ kind: 'opened' });
});

test('a reply to a message that names a further ticket of theirs belongs to its complaint', async () => {
  const { person, ticket, complaintId } = await core.inReview('小区门口的路灯坏了三天了');
  await core.db.ticket.update({ where: { id: ticket.id }, data: { reference: `${ticket.reference}-2` } });
  core.pass(60_000);
  const repliedText = `${ticket.reference}-2 工作人员已看过`;
  const incoming = core.message(person, '还是不亮', { replyTo: 998, repliedText });
  expect(await receive(core.deps, { person, incoming })).toMatchObject({ kind: 'joined', complaintId });
});
