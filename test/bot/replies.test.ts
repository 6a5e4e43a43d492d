import type { Update } from 'telegraf/types';
import { expect, test } from 'vitest';
import { createBot } from '../../bot/bot.ts';
import { bindGroup } from '../../core/channels/channels.ts';
import { meet } from '../../core/people/meet.ts';
import { rememberPrompt } from '../../core/people/prompt.ts';
import { grantRole } from '../../core/people/roles.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { openTelegram } from '../../infra/telegram/client.ts';
import { openPlayground, people } from '../playground/harness.ts';
import { openCore } from '../support/core.ts';

const { group, reviewer, other } = people;

test('a reviewer whose reason comes too late reads who was first, whatever that colleague is called', async () => {
  await using opened = new AsyncDisposableStack();
  const playground = await openPlayground();
  opened.defer(() => playground.close());
  const core = await openCore();
  opened.defer(() => core.close());
  await bindGroup(core.deps, { seat: { purpose: 'reviewers' }, chatId: BigInt(group), by: null });
  const [first, second] = [
    await meet(core.deps, { telegramId: BigInt(reviewer), name: 'A <3 & B' }),
    await meet(core.deps, { telegramId: BigInt(other), name: 'Ann' }),
  ];
  for (const { id } of [first, second])
    await grantRole(core.deps, { personId: id, role: 'reviewer', departmentCode: null, by: null });
  const { ticket } = await core.inReview('三号楼门口的路灯坏了三天');
  const telegram = openTelegram({ token: playground.token, apiRoot: playground.url });
  const asked = await telegram.sendMessage(group, '请写下原因');
  await rememberPrompt(core.deps, {
    chatId: BigInt(group),
    telegramMessageId: asked.message_id,
    purpose: 'reject',
    ticketId: ticket.id,
    version: ticket.version,
    personId: second.id,
  });
  const { id: ticketId, version } = ticket;
  const { code: categoryCode } = await core.db.category.findFirstOrThrow();
  const confirmed = await confirmTicket(core.deps, { ticketId, version, by: first.id, categoryCode });
  expect(confirmed.kind).toBe('confirmed');

  const bot = createBot({ deps: core.deps, telegram, me: await telegram.getMe() });
  await bot.handle({
    update_id: 1,
    message: {
      message_id: 50,
      date: 1_795_000_000,
      chat: { id: group, type: 'group', title: '审核组' },
      from: { id: other, is_bot: false, first_name: 'Ann' },
      text: '不归我们管',
      reply_to_message: asked,
    },
  } as Update);
  const messages: { text?: string }[] = await playground.messages(group);
  expect(messages.at(-1)?.text).toContain('A <3 & B已先处理');
});
