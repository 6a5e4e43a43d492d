import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { type Harness, openPlayground, people, startBot, until } from './harness.ts';
import { scriptedBot } from './scripted-bot.ts';

const { resident, reviewer, other, group } = people;

let browser: Browser;
let playground: Harness;
let bot: Awaited<ReturnType<typeof startBot>>;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  playground = await openPlayground();
  bot = await startBot(playground.url, scriptedBot);
});
afterEach(async () => {
  await page.context().close();
  await bot.stop();
  await playground.close();
  expect(complaints).toEqual([]);
  expect(bot.errors).toEqual([]);
});

async function open(options: Parameters<typeof openPage>[2] = {}): Promise<void> {
  ({ page, complaints } = await openPage(browser, playground.url, options));
}

const pane = (chat: number, as: number) => page.locator(`[data-pane="${chat}:${as}"]`);
const phone = () => pane(resident, resident);

async function write(where: Locator, text: string): Promise<void> {
  await where.getByRole('textbox').fill(text);
  await where.getByRole('textbox').press('Enter');
}

test('a newcomer is a resident and two of the staff side by side, and speaks with one click', async () => {
  await open();
  expect(await page.locator('.pane').count()).toBe(3);
  await phone().getByRole('button', { name: '三号楼门口的路灯坏了' }).click();
  await phone().getByText('heard: 三号楼门口的路灯坏了').waitFor();
  await pane(group, reviewer).getByText('new: 三号楼门口的路灯坏了').waitFor();
  await pane(group, other).getByText('new: 三号楼门口的路灯坏了').waitFor();
  expect(await phone().getByRole('button', { name: '三号楼门口的路灯坏了', exact: true }).count()).toBe(0);
});

test('a tap shows the bot’s answer, and the edited message shows in all panes', async () => {
  await open();
  await write(phone(), 'lamp');
  await pane(group, reviewer).getByRole('button', { name: 'Confirm' }).click();
  await pane(group, reviewer).getByText('Thank you').waitFor();
  await pane(group, other).getByText('confirmed: lamp').waitFor();
  await pane(group, other).getByText('已编辑').waitFor();
  await pane(group, other).getByRole('button', { name: 'Late' }).click();
  await page.getByRole('dialog').getByText('You are late').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '好' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('an album with a caption, a voice message and a place arrive as what they are', async () => {
  await open();
  const attach = async (what: string) => {
    await phone().getByRole('button', { name: '添加照片、位置等' }).click();
    await phone().getByText(what, { exact: true }).click();
  };
  await attach('示例相册（3 张）');
  await phone().locator('.tray img').nth(2).waitFor();
  await write(phone(), '都坏了');
  await phone().locator('.mosaic img').nth(2).waitFor();
  await attach('示例语音');
  await phone().getByRole('button', { name: '播放' }).waitFor();
  await phone().getByText('where?').first().waitFor();
  await phone().getByRole('button', { name: 'Here', exact: true }).click();
  await page.getByRole('dialog').getByLabel('纬度').fill('41.5');
  await page.getByRole('dialog').getByRole('button', { name: '发送位置' }).click();
  await phone().getByText('41.50000, 0.00000').waitFor();
  const sent = await playground.messages(resident);
  const album = sent.filter((m: { media_group_id?: string }) => m.media_group_id);
  expect(album.map((m: { caption?: string }) => m.caption)).toEqual(['都坏了', undefined, undefined]);
});

test('one’s own message can be edited, any message replied to', async () => {
  await open();
  await write(phone(), 'lmap');
  await phone().getByText('heard: lmap').waitFor();
  const own = phone().locator('.message.own').first();
  await own.hover();
  await own.getByRole('button', { name: '编辑' }).click();
  await write(phone(), 'lamp');
  await phone().getByText('edited to: lamp').waitFor();
  const answer = phone().locator('.message', { hasText: 'heard: lmap' }).last();
  await answer.hover();
  await answer.getByRole('button', { name: '回复', exact: true }).click();
  await write(phone(), 'no, this');
  await phone().locator('.message.own .quote', { hasText: 'heard: lmap' }).waitFor();
});

test('a request to reply opens a reply for whom it names, not for others', async () => {
  await open();
  await write(phone(), 'lamp');
  await pane(group, reviewer).getByRole('button', { name: 'Refuse' }).click();
  await pane(group, reviewer).locator('.banner').waitFor();
  expect(await pane(group, other).locator('.banner').count()).toBe(0);
  await write(pane(group, reviewer), 'not ours');
  await pane(group, other).getByText('reason: not ours').waitFor();
});

test('the commands are the person’s own; changing the page’s language changes them and the person', async () => {
  const mine = (description: string) => [{ command: 'mine', description }];
  await playground.telegram.setMyCommands(mine('What is mine'));
  await playground.telegram.setMyCommands(mine('我的'), { language_code: 'zh' });
  await open({ locale: 'en-US' });
  await phone().getByRole('button', { name: 'Commands' }).click();
  await phone().getByRole('button', { name: 'What is mine' }).waitFor();
  await page.getByRole('button', { name: '中文' }).click();
  await phone().getByRole('button', { name: '命令菜单' }).click();
  await phone().getByRole('button', { name: '/mine 我的' }).click();
  await phone().getByText('speaks zh').waitFor();
  await page.reload();
  await phone().getByPlaceholder('输入消息').waitFor();
});

test('a deep link opens one’s own chat with its payload, and there is a way back', async () => {
  await open();
  await write(phone(), 'lamp');
  await pane(group, reviewer).getByRole('link', { name: 'details' }).click();
  await pane(reviewer, reviewer).getByText('started with t-1').waitFor();
  await pane(reviewer, reviewer).getByRole('button', { name: '返回' }).click();
  await pane(group, reviewer).getByRole('link', { name: 'details' }).waitFor();
});

test('one can become somebody else and speak as them', async () => {
  await open();
  await page.getByRole('button', { name: /Ann/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ann' }).first().click();
  await write(pane(other, other), 'I am Ann');
  await pane(other, other).getByText('heard: I am Ann').waitFor();
  expect((await playground.messages(other))[0].from.id).toBe(other);
});

test('on a narrow screen there is one pane at a time, with a badge for what came elsewhere', async () => {
  await open({ narrow: true });
  await write(phone(), 'lamp');
  const tab = page.locator('.tabs button').nth(1);
  await tab.locator('.badge', { hasText: '1' }).waitFor();
  expect(await page.locator('.pane:visible').count()).toBe(1);
  await tab.click();
  await pane(group, reviewer).getByText('new: lamp').waitFor();
  expect(await tab.locator('.badge').count()).toBe(0);
});

test('what people write is text, whatever it looks like, and an Enter that ends a Chinese word sends nothing', async () => {
  await open();
  await write(phone(), '<img src=x onerror="document.title=1">');
  await phone().getByText('heard: <img').waitFor();
  await phone().getByRole('textbox').fill('ludeng');
  await phone().getByRole('textbox').dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await write(phone(), '路灯');
  await phone().getByText('heard: 路灯').waitFor();
  const said = (await playground.messages(resident)).filter(
    (m: { from: { id: number } }) => m.from.id === resident,
  );
  expect(said.map((m: { text: string }) => m.text)).toEqual([
    '<img src=x onerror="document.title=1">',
    '路灯',
  ]);
});

test('whoever blocks the bot is told so, and lets it in again', async () => {
  await open();
  await write(phone(), 'lamp');
  await phone().getByRole('button', { name: '停用机器人' }).click();
  await phone().getByRole('button', { name: '重新启用' }).waitFor();
  expect(
    await until(
      async () => (await playground.bot('sendMessage', { chat_id: resident, text: 'x' })).error_code,
    ),
  ).toBe(403);
  await phone().getByRole('button', { name: '重新启用' }).click();
  await phone().getByText('started with nothing').waitFor();
});

test('a page that lost its server says so, and goes on by itself when the server is back', async () => {
  await open();
  await write(phone(), 'before');
  await phone().getByText('heard: before').waitFor();
  await bot.stop();
  await playground.close();
  await page.getByText('连接中断').waitFor();
  playground = await openPlayground({ port: Number(new URL(playground.url).port) });
  bot = await startBot(playground.url, scriptedBot);
  await playground.act(resident, 'say', { as: resident, text: 'after' });
  await phone().getByText('heard: after').waitFor();
  expect(await page.getByText('连接中断').count()).toBe(0);
  // The requests that failed meanwhile are no surprise.
  complaints = [];
});
