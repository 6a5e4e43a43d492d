import { describe, expect } from 'vitest';
import { test } from './browser.ts';
import { people, startBot } from './harness.ts';
import { scriptedBot } from './scripted-bot.ts';
import { useStage, write } from './stage.ts';

const { resident, reviewer, other, group } = people;
const stage = useStage();

const staff = () => stage.pane(group, reviewer);
const say = (as: number, text: string) => stage.playground.act(group, 'say', { as, text });

async function toTheGroup(html: string): Promise<void> {
  await stage.playground.telegram.sendMessage(group, html, { parse_mode: 'HTML' });
}

describe('a long chat', () => {
  const top = () => staff().getByText('line 9', { exact: true }).boundingBox();

  test('who reads older messages stays where they are, hears how many came, and gets back with one click', async () => {
    for (let n = 0; n < 40; n += 1) await say(reviewer, `line ${n}`);
    await stage.open();
    await staff().getByText('line 39').waitFor();
    await staff().getByText('line 9', { exact: true }).scrollIntoViewIfNeeded();
    await staff().getByRole('button', { name: '回到最新消息' }).waitFor();
    const before = await top();
    await say(other, 'one more');
    await say(other, 'and another');
    await staff().getByRole('button', { name: '2 条新消息' }).waitFor();
    expect((await top())!.y).toBeCloseTo(before!.y, -1);

    await staff().getByRole('button', { name: '2 条新消息' }).click();
    await expect
      .poll(() =>
        staff()
          .locator('.scroller')
          .evaluate(({ scrollTop }) => scrollTop),
      )
      .toBe(0);
    await expect.poll(() => staff().locator('.to-newest').isVisible()).toBe(false);
    await say(other, 'seen at once');
    await staff().getByText('seen at once').waitFor();
    expect(
      await staff()
        .locator('.scroller')
        .evaluate(({ scrollTop }) => scrollTop),
    ).toBe(0);
  });

  test('one’s own message brings one back to the newest', async () => {
    for (let n = 0; n < 40; n += 1) await say(other, `line ${n}`);
    await stage.open();
    await staff().getByText('line 9', { exact: true }).scrollIntoViewIfNeeded();
    await staff().getByRole('button', { name: '回到最新消息' }).waitFor();
    await write(staff(), 'here I am');
    await staff().getByText('here I am').waitFor();
    await expect
      .poll(() =>
        staff()
          .locator('.scroller')
          .evaluate(({ scrollTop }) => scrollTop),
      )
      .toBe(0);
  });
});

describe('a quote', () => {
  test('of many lines shows three until it is opened, by mouse or keyboard', async () => {
    await stage.open();
    await toTheGroup(`<blockquote expandable>${'<b>line</b>\n'.repeat(9)}the end</blockquote>`);
    const quote = staff().locator('.expandable');
    const whole = quote.getByRole('button', { name: '展开或收起引用' });
    const height = async () => (await quote.boundingBox())!.height;
    await whole.waitFor();
    const closed = await height();
    await whole.press('Enter');
    expect(await height()).toBeGreaterThan(2 * closed);
    expect(await whole.getAttribute('aria-expanded')).toBe('true');
    await quote.getByText('the end').click();
    expect(await height()).toBe(closed);
  });

  test('of three lines offers nothing to open', async () => {
    await stage.open();
    await toTheGroup('<blockquote expandable>one\ntwo\nthree</blockquote>');
    await staff().getByText('three').waitFor();
    expect(await staff().getByRole('button', { name: '展开或收起引用' }).count()).toBe(0);
  });

  test('stands between its neighbours without an empty line', async () => {
    await stage.open();
    await toTheGroup('before\n\n<blockquote>quoted</blockquote>\n\nafter\n\nmore');
    await staff().getByText('quoted').waitFor();
    expect(await staff().locator('.text').textContent()).toBe('beforequotedafter\n\nmore');
  });
});

test('a button that waits says so until the bot answers', async () => {
  await stage.open();
  await write(stage.phone(), 'lamp');
  const confirm = staff().getByRole('button', { name: 'Confirm' });
  await confirm.waitFor();
  await stage.bot.stop();
  await confirm.click();
  await expect.poll(() => confirm.getAttribute('aria-busy')).toBe('true');
  stage.bot = await startBot(stage.playground.url, scriptedBot);
  await staff().getByText('Thank you').waitFor();
  expect(await staff().locator('[aria-busy=true]').count()).toBe(0);
});

test('what could not be sent comes back into the input, files and all', async () => {
  await stage.open();
  await stage.phone().getByRole('button', { name: '添加照片、位置等' }).click();
  await stage.phone().getByText('示例照片', { exact: true }).click();
  await stage.phone().locator('.tray img').waitFor();
  await stage.page.context().setOffline(true);
  await write(stage.phone(), '路灯坏了');
  await stage.phone().getByText('连接中断').waitFor();
  await expect.poll(() => stage.phone().getByRole('textbox').inputValue()).toBe('路灯坏了');
  await stage.page.context().setOffline(false);
  await stage.phone().getByRole('button', { name: '发送' }).click();
  await stage.phone().locator('.message.own .mosaic img').waitFor();
  expect(await stage.playground.messages(resident)).toMatchObject([{ caption: '路灯坏了' }]);
  // The requests that failed meanwhile are no surprise.
  stage.complaints = [];
});

test('a text that is too long for one message goes as two, and no character is cut', async () => {
  await stage.open();
  await write(staff(), `${'路'.repeat(4095)}🚨${'灯'.repeat(10)}`);
  await staff().getByText('🚨灯').waitFor();
  const said = await stage.playground.messages(group);
  expect(said.map(({ text }: { text: string }) => text.length)).toEqual([4095, 12]);
});

test('what is said into the microphone arrives as a voice message', async () => {
  await stage.open();
  await stage.phone().getByRole('button', { name: '语音', exact: true }).click();
  await stage.phone().locator('.recording-time', { hasText: '0:01' }).waitFor();
  await stage.phone().getByRole('button', { name: '发送语音' }).click();
  await stage.phone().getByRole('button', { name: '播放' }).waitFor();
  const [sent] = await stage.playground.messages(resident);
  expect(sent.voice.duration).toBeGreaterThanOrEqual(1);
  const bytes = await (await fetch(`${stage.playground.url}${sent.media_url}`)).arrayBuffer();
  expect(bytes.byteLength).toBe(sent.voice.file_size);
});

test('a picture opens large and closes again', async () => {
  await stage.playground.act(resident, 'photo', { as: resident, scene: 'lamp' });
  await stage.open();
  await stage.phone().getByRole('button', { name: '照片', exact: true }).click();
  const large = stage.page.getByRole('dialog', { name: '照片' }).getByRole('img');
  const small = (await stage.phone().locator('.tile').boundingBox())!.width;
  expect((await large.boundingBox())!.width).toBeGreaterThan(small);
  await stage.page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
});

test('on a phone, the buttons beside a long message of one’s own are there after a touch', async () => {
  await stage.playground.act(resident, 'say', { as: resident, text: '路灯坏了'.repeat(30) });
  await stage.open({ narrow: true });
  const own = stage.phone().locator('.message.own');
  await own.locator('.text').tap();
  const { x } = (await own.getByRole('button', { name: '回复' }).boundingBox())!;
  expect(x).toBeGreaterThanOrEqual(0);
  await own.getByRole('button', { name: '编辑' }).tap();
  await stage.phone().locator('.banner', { hasText: '编辑消息' }).waitFor();
});

test('the page says which language it is in', async () => {
  await stage.open({ locale: 'en-US' });
  const language = () => stage.page.locator('html').getAttribute('lang');
  expect(await language()).toBe('en');
  await stage.page.getByRole('button', { name: '中文' }).click();
  await expect.poll(language).toBe('zh-CN');
});
