import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, openPlayground, people } from './harness.ts';

const { resident, reviewer, other, group } = people;
let playground: Harness;
beforeAll(async () => {
  playground = await openPlayground();
  await playground.act(resident, 'start', { as: resident });
});
afterAll(() => playground.close());

async function keyboardOf(chat: number) {
  return (await playground.request('GET', `/api/chats/${chat}/messages`)).body.keyboard;
}

test('a link to a person is a mention of them', async () => {
  const sent = await playground.telegram.sendMessage(
    group,
    `<a href="tg://user?id=${other}">You</a>, please`,
    {
      parse_mode: 'HTML',
    },
  );
  expect(sent.entities).toMatchObject([{ type: 'text_mention', offset: 0, length: 3, user: { id: other } }]);
  const edited = await playground.telegram.editMessageText(
    group,
    sent.message_id,
    undefined,
    `<a href="tg://user?id=${other}">You</a>, please!`,
    { parse_mode: 'HTML' },
  );
  expect(edited).toMatchObject({ entities: sent.entities });
});

test('in a group, a selective request to reply is for those mentioned and the one replied to', async () => {
  const { message } = await playground.act(group, 'say', { as: reviewer, text: 'mine' });
  await playground.telegram.sendMessage(group, `<a href="tg://user?id=${other}">Ann</a>: why?`, {
    parse_mode: 'HTML',
    reply_parameters: { message_id: message.message_id },
    reply_markup: { force_reply: true, selective: true },
  });
  expect((await keyboardOf(group)).only).toEqual([other, reviewer]);
  await playground.telegram.sendMessage(group, 'nobody?', {
    reply_markup: { force_reply: true, selective: true },
  });
  expect((await keyboardOf(group)).only).toEqual([]);
});

test('a request to reply is over once it is replied to, and not before', async () => {
  const asked = await playground.telegram.sendMessage(resident, 'why?', {
    reply_markup: { force_reply: true, input_field_placeholder: 'in a word' },
  });
  await playground.act(resident, 'say', { as: resident, text: 'wait' });
  expect(await keyboardOf(resident)).toMatchObject({ force_reply: true, message: asked.message_id });
  await playground.act(resident, 'say', { as: resident, text: 'because', replyTo: asked.message_id });
  expect(await keyboardOf(resident)).toBeNull();
});

test('a keyboard that is removed is gone for everybody who looks', async () => {
  await playground.telegram.sendMessage(resident, 'where?', { reply_markup: { keyboard: [['here']] } });
  expect((await keyboardOf(resident)).keyboard).toEqual([[{ text: 'here' }]]);
  await playground.telegram.sendMessage(resident, 'thanks', { reply_markup: { remove_keyboard: true } });
  expect(await keyboardOf(resident)).toBeNull();
});

test('commands are those of the narrowest scope, in the person’s language before any', async () => {
  const { telegram } = playground;
  await telegram.setMyCommands([{ command: 'any', description: 'any' }]);
  await telegram.setMyCommands([{ command: 'mine', description: '我的' }], {
    scope: { type: 'all_private_chats' },
    language_code: 'zh',
  });
  await telegram.setMyCommands([{ command: 'staff', description: 'staff' }], {
    scope: { type: 'chat', chat_id: group },
  });
  const commands = async (chat: number, as: number) => {
    const { body } = await playground.request('GET', `/api/chats/${chat}/commands?as=${as}`);
    return body.commands.map(({ command }: { command: string }) => command);
  };
  expect(await commands(resident, resident)).toEqual(['mine']);
  expect(await commands(other, other)).toEqual(['any']);
  expect(await commands(group, reviewer)).toEqual(['staff']);
});
