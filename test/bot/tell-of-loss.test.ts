import type { Update } from 'telegraf/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellOfLoss } from '../../bot/tell-of-loss.ts';
import { bindGroup } from '../../core/channels/channels.ts';
import { chooseLanguage, meet } from '../../core/people/meet.ts';
import { openTelegram } from '../../infra/telegram/client.ts';
import { type Harness, openPlayground, people } from '../playground/harness.ts';
import { type Core, openCore } from '../support/core.ts';

const { resident, group } = people;
const reported: unknown[] = [];
let playground: Harness;
let core: Core;

beforeEach(async () => {
  playground = await openPlayground();
  core = await openCore();
  reported.length = 0;
  await playground.act(resident, 'start', { as: resident });
});

afterEach(async () => {
  await core.close();
  await playground.close();
});

test('whoever wrote is asked to write again, in the language of their choice, below what they wrote', async () => {
  const person = await meet(core.deps, { telegramId: BigInt(resident), name: 'Li Mei', languageTag: 'zh' });
  await chooseLanguage(core.deps, person.id, 'en');
  await tell({ message: inChat(resident, 'private') });
  expect(await heard(resident)).toMatchObject([
    { text: expect.stringContaining('Please send it again'), reply_to_message: { message_id: 1 } },
  ]);
});

test('a stranger is answered in the language of their app', async () => {
  await tell({ edited_message: inChat(resident, 'private') });
  expect(await heard(resident)).toMatchObject([{ text: expect.stringContaining('请再发一次') }]);
});

test('a department whose answer got lost hears it in its group, and the reviewers hear of everything', async () => {
  await playground.request('POST', '/api/groups', { id: -600, title: 'Water', members: [people.reviewer] });
  await bindGroup(core.deps, { seat: { purpose: 'reviewers' }, chatId: BigInt(group), by: null });
  const said = inChat(-600, 'group');
  await tell({ message: said });
  expect(await heard(-600)).toMatchObject([{ text: expect.stringContaining('请再发一次') }]);
  expect(await heard(group)).toMatchObject([{ text: expect.stringContaining('telegram_update 中查看 77') }]);
  expect(JSON.stringify(await heard(group))).not.toContain(said.text);
});

test('of a tap only the reviewers hear; where nobody can be told, those who run it are', async () => {
  await bindGroup(core.deps, { seat: { purpose: 'reviewers' }, chatId: BigInt(group), by: null });
  await tell({
    callback_query: { id: '1', from: inChat(resident, 'private').from, message: inChat(resident, 'private') },
  });
  expect(await heard(resident)).toEqual([]);
  expect(await heard(group)).toHaveLength(1);
  await playground.request('POST', '/api/faults', { method: 'sendMessage', kind: '403', times: 2 });
  await tell({ message: inChat(resident, 'private') });
  expect(reported).toHaveLength(2);
});

function tell(content: object): Promise<void> {
  const telegram = openTelegram({ token: playground.token, apiRoot: playground.url });
  const deps = { ...core.deps, report: (error: unknown) => void reported.push(error) };
  return tellOfLoss(deps, telegram, { update_id: 77, ...content } as Update);
}

async function heard(chat: number): Promise<unknown[]> {
  const messages: { from: { is_bot: boolean } }[] = await playground.messages(chat);
  return messages.filter(({ from }) => from.is_bot);
}

function inChat(id: number, type: string) {
  const from = { id: resident, is_bot: false, first_name: 'Li Mei', language_code: 'zh-hans' };
  return { message_id: 1, date: 1_795_000_000, chat: { id, type }, from, text: '三号楼门口的路灯坏了' };
}
