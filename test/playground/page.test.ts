import { expect } from 'vitest';
import { test } from './browser.ts';
import { openPlayground, people, startBot, until } from './harness.ts';
import { scriptedBot } from './scripted-bot.ts';
import { useStage, write } from './stage.ts';

const { resident, reviewer, other, group } = people;
const stage = useStage();

test('a newcomer is a resident and two of the staff side by side, and speaks with one click', async () => {
  await stage.open();
  expect(await stage.page.locator('.pane').count()).toBe(3);
  await stage.phone().getByRole('button', { name: '三号楼门口的路灯坏了' }).click();
  await stage.phone().getByText('heard: 三号楼门口的路灯坏了').waitFor();
  await stage.pane(group, reviewer).getByText('new: 三号楼门口的路灯坏了').waitFor();
  await stage.pane(group, other).getByText('new: 三号楼门口的路灯坏了').waitFor();
  expect(await stage.phone().getByRole('button', { name: '三号楼门口的路灯坏了', exact: true }).count()).toBe(
    0,
  );
});

test('a tap shows the bot’s answer, and the edited message shows in all panes', async () => {
  await stage.open();
  await write(stage.phone(), 'lamp');
  await stage.pane(group, reviewer).getByRole('button', { name: 'Confirm' }).click();
  await stage.pane(group, reviewer).getByText('Thank you').waitFor();
  await stage.pane(group, other).getByText('confirmed: lamp').waitFor();
  await stage.pane(group, other).getByText('已编辑').waitFor();
  await stage.pane(group, other).getByRole('button', { name: 'Late' }).click();
  await stage.page.getByRole('dialog').getByText('You are late').waitFor();
  await stage.page.getByRole('dialog').getByRole('button', { name: '好' }).click();
  await stage.page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('an album with a caption, a voice message and a place arrive as what they are', async () => {
  await stage.open();
  const attach = async (what: string) => {
    await stage.phone().getByRole('button', { name: '添加照片、位置等' }).click();
    await stage.phone().getByText(what, { exact: true }).click();
  };
  await attach('示例相册（3 张）');
  await stage.phone().locator('.tray img').nth(2).waitFor();
  await write(stage.phone(), '都坏了');
  await stage.phone().locator('.mosaic img').nth(2).waitFor();
  await attach('示例语音');
  await stage.phone().getByRole('button', { name: '播放' }).waitFor();
  await stage.phone().getByText('where?').first().waitFor();
  await stage.phone().getByRole('button', { name: 'Here', exact: true }).click();
  await stage.page.getByRole('dialog').getByLabel('纬度').fill('41.5');
  await stage.page.getByRole('dialog').getByRole('button', { name: '发送位置' }).click();
  await stage.phone().getByText('41.50000, 0.00000').waitFor();
  const sent = await stage.playground.messages(resident);
  const album = sent.filter((m: { media_group_id?: string }) => m.media_group_id);
  expect(album.map((m: { caption?: string }) => m.caption)).toEqual(['都坏了', undefined, undefined]);
});

test('one’s own message can be edited, any message replied to', async () => {
  await stage.open();
  await write(stage.phone(), 'lmap');
  await stage.phone().getByText('heard: lmap').waitFor();
  const own = stage.phone().locator('.message.own').first();
  await own.hover();
  await own.getByRole('button', { name: '编辑' }).click();
  await write(stage.phone(), 'lamp');
  await stage.phone().getByText('edited to: lamp').waitFor();
  const answer = stage.phone().locator('.message', { hasText: 'heard: lmap' }).last();
  await answer.hover();
  await answer.getByRole('button', { name: '回复', exact: true }).click();
  await write(stage.phone(), 'no, this');
  await stage.phone().locator('.message.own .quote', { hasText: 'heard: lmap' }).waitFor();
});

test('a request to reply opens a reply for whom it names, not for others', async () => {
  await stage.open();
  await write(stage.phone(), 'lamp');
  await stage.pane(group, reviewer).getByRole('button', { name: 'Refuse' }).click();
  await stage.pane(group, reviewer).locator('.banner').waitFor();
  expect(await stage.pane(group, other).locator('.banner').count()).toBe(0);
  await write(stage.pane(group, reviewer), 'not ours');
  await stage.pane(group, other).getByText('reason: not ours').waitFor();
});

test('the commands are the person’s own; changing the page’s language changes them and the person', async () => {
  const mine = (description: string) => [{ command: 'mine', description }];
  await stage.playground.telegram.setMyCommands(mine('What is mine'));
  await stage.playground.telegram.setMyCommands(mine('我的'), { language_code: 'zh' });
  await stage.open({ locale: 'en-US' });
  await stage.phone().getByRole('button', { name: 'Commands' }).click();
  await stage.phone().getByRole('button', { name: 'What is mine' }).waitFor();
  await stage.page.getByRole('button', { name: '中文' }).click();
  await stage.phone().getByRole('button', { name: '命令菜单' }).click();
  await stage.phone().getByRole('button', { name: '/mine 我的' }).click();
  await stage.phone().getByText('speaks zh').waitFor();
  await stage.page.reload();
  await stage.phone().getByPlaceholder('输入消息').waitFor();
});

test('a deep link opens one’s own chat with its payload, and there is a way back', async () => {
  await stage.open();
  await write(stage.phone(), 'lamp');
  await stage.pane(group, reviewer).getByRole('link', { name: 'details' }).click();
  await stage.pane(reviewer, reviewer).getByText('started with t-1').waitFor();
  await stage.pane(reviewer, reviewer).getByRole('button', { name: '返回' }).click();
  await stage.pane(group, reviewer).getByRole('link', { name: 'details' }).waitFor();
});

test('one can become somebody else and speak as them', async () => {
  await stage.open();
  await stage.page.getByRole('button', { name: /Ann/ }).first().click();
  await stage.page.getByRole('dialog').getByRole('button', { name: 'Ann' }).first().click();
  await write(stage.pane(other, other), 'I am Ann');
  await stage.pane(other, other).getByText('heard: I am Ann').waitFor();
  expect((await stage.playground.messages(other))[0].from.id).toBe(other);
});

test('on a narrow screen there is one pane at a time, with a badge for what came elsewhere', async () => {
  await stage.open({ narrow: true });
  await write(stage.phone(), 'lamp');
  const tab = stage.page.locator('.tabs button').nth(1);
  await tab.locator('.badge', { hasText: '1' }).waitFor();
  expect(await stage.page.locator('.pane:visible').count()).toBe(1);
  await tab.click();
  await stage.pane(group, reviewer).getByText('new: lamp').waitFor();
  expect(await tab.locator('.badge').count()).toBe(0);
});

test('what people write is text, whatever it looks like, and an Enter that ends a Chinese word sends nothing', async () => {
  await stage.open();
  await write(stage.phone(), '<img src=x onerror="document.title=1">');
  await stage.phone().getByText('heard: <img').waitFor();
  await stage.phone().getByRole('textbox').fill('ludeng');
  await stage.phone().getByRole('textbox').dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await write(stage.phone(), '路灯');
  await stage.phone().getByText('heard: 路灯').waitFor();
  const said = (await stage.playground.messages(resident)).filter(
    (m: { from: { id: number } }) => m.from.id === resident,
  );
  expect(said.map((m: { text: string }) => m.text)).toEqual([
    '<img src=x onerror="document.title=1">',
    '路灯',
  ]);
});

test('whoever blocks the bot is told so, and lets it in again', async () => {
  await stage.open();
  await write(stage.phone(), 'lamp');
  await stage.phone().getByRole('button', { name: '停用机器人' }).click();
  await stage.phone().getByRole('button', { name: '重新启用' }).waitFor();
  expect(
    await until(
      async () => (await stage.playground.bot('sendMessage', { chat_id: resident, text: 'x' })).error_code,
    ),
  ).toBe(403);
  await stage.phone().getByRole('button', { name: '重新启用' }).click();
  await stage.phone().getByText('started with nothing').waitFor();
});

test('a page that lost its server says so, and goes on by itself when the server is back', async () => {
  await stage.open();
  await write(stage.phone(), 'before');
  await stage.phone().getByText('heard: before').waitFor();
  await stage.bot.stop();
  await stage.playground.close();
  await stage.page.getByText('连接中断').waitFor();
  stage.playground = await openPlayground({ port: Number(new URL(stage.playground.url).port) });
  stage.bot = await startBot(stage.playground.url, scriptedBot);
  await stage.playground.act(resident, 'say', { as: resident, text: 'after' });
  await stage.phone().getByText('heard: after').waitFor();
  expect(await stage.page.getByText('连接中断').count()).toBe(0);
  // The requests that failed meanwhile are no surprise.
  stage.complaints = [];
});
