import { afterEach, beforeEach, expect, test } from 'vitest';
import { introduce } from '../../bot/profile.ts';
import { openTelegram, type Telegram } from '../../infra/telegram/client.ts';
import { type Harness, openPlayground, people, refusal } from '../playground/harness.ts';

const { resident, group, reviewer, other } = people;
let playground: Harness;
let telegram: Telegram;

beforeEach(async () => {
  playground = await openPlayground();
  telegram = openTelegram({ token: playground.token, apiRoot: playground.url });
});
afterEach(() => playground.close());

test('everybody’s menu is in the language of their app, and a group’s has other commands than a resident’s', async () => {
  await introduce(telegram);
  expect(await menu(resident, resident)).toContainEqual({ command: 'mine', description: '我反映过的事' });
  expect(await menu(other, other)).toContainEqual({ command: 'mine', description: 'What I have reported' });
  expect(await menu(group, reviewer)).toContainEqual({ command: 'ticket', description: '看一件的全过程' });
  expect(await menu(group, other)).not.toContainEqual(expect.objectContaining({ command: 'mine' }));
});

test('what the bot is for is said in both languages, and may be said again', async () => {
  await introduce(telegram);
  await introduce(telegram);
  expect((await telegram.getMyDescription('zh')).description).toContain('路灯坏了');
  expect((await telegram.getMyDescription('fr')).description).toContain('street lamp');
  expect((await telegram.getMyShortDescription('zh')).short_description).toMatch(/\p{Script=Han}/u);
});

test('where Telegram does not take it, that comes out', async () => {
  await playground.request('POST', '/api/faults', { method: 'setMyDescription', kind: '429' });
  expect((await refusal(introduce(telegram))).code).toBe(429);
});

async function menu(chat: number, as: number): Promise<{ command: string; description: string }[]> {
  return (await playground.request('GET', `/api/chats/${chat}/commands?as=${as}`)).body.commands;
}
