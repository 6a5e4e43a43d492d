import { describe, expect } from 'vitest';
import { test } from './browser.ts';
import { people } from './harness.ts';
import { useStage, write } from './stage.ts';

const { reviewer, other, group } = people;
const stage = useStage();

const staff = () => stage.pane(group, reviewer);

describe('by keyboard', () => {
  test('a card’s button can be reached and pressed', async () => {
    await stage.open();
    await stage.phone().getByRole('textbox').focus();
    await stage.page.keyboard.type('lamp');
    await stage.page.keyboard.press('Enter');
    const confirm = staff().getByRole('button', { name: 'Confirm' });
    await confirm.waitFor();
    const isThere = () => confirm.evaluate((button) => button.matches(':focus-visible'));
    for (let steps = 0; steps < 40 && !(await isThere()); steps += 1) await stage.page.keyboard.press('Tab');
    await stage.page.keyboard.press('Enter');
    await stage.pane(group, other).getByText('confirmed: lamp').waitFor();
  });

  test('a menu takes the focus, Escape gives it back, and a click elsewhere closes it', async () => {
    await stage.open();
    const plus = stage.phone().getByRole('button', { name: '添加照片、位置等' });
    await plus.press('Enter');
    await stage.phone().locator('.menu :focus').waitFor();
    await stage.page.keyboard.press('Escape');
    await expect.poll(() => plus.evaluate((button) => button.matches(':focus'))).toBe(true);
    expect(await stage.phone().locator('.menu').count()).toBe(0);
    await plus.click();
    await stage.phone().locator('.menu').waitFor();
    await staff().locator('.chat-head').click();
    await stage.phone().locator('.menu').waitFor({ state: 'detached' });
  });

  test('a dialog that closes gives the focus back', async () => {
    await stage.open();
    await staff().locator('.who').press('Enter');
    await stage.page.getByRole('dialog').getByRole('button', { name: '关闭' }).press('Enter');
    await stage.page.getByRole('dialog').waitFor({ state: 'detached' });
    await staff().locator('.who:focus').waitFor();
  });

  test('a request to reply puts the cursor where the tap was, and nowhere else', async () => {
    await stage.open();
    await write(stage.phone(), 'lamp');
    await staff().getByRole('button', { name: 'Refuse' }).click();
    await staff().locator('textarea:focus').waitFor();
    await stage.phone().getByRole('textbox').focus();
    await stage.playground.telegram.sendMessage(group, 'and you?', { reply_markup: { force_reply: true } });
    await stage.pane(group, other).locator('.banner').waitFor();
    await stage.phone().locator('textarea:focus').waitFor();
  });

  test.each([{ narrow: false }, { narrow: true }])(
    'everything that can be pressed or filled has a name (%o)',
    async (how) => {
      await stage.open(how);
      await write(stage.phone(), 'lamp');
      await stage.phone().getByText('heard: lamp').waitFor();
      await stage.phone().getByRole('button', { name: '添加照片、位置等' }).click();
      await stage.phone().locator('.menu').waitFor();
      const unnamed = await stage.page.locator('body').ariaSnapshot();
      expect(unnamed.match(/^\s*- (button|textbox|link|dialog)( \[.*\])?:?$/gm)).toBeNull();
    },
  );
});
