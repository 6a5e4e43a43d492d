import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { messages } from '../../bot/messages/messages.ts';
import { openChromium } from '../../demo/chromium.ts';
import { samplePicture } from '../../playground/sample-picture.ts';
import { cast, departmentGroup, reviewersGroup } from '../../town.ts';
import { openWhole, type Whole } from '../support/whole.ts';
import { openPage, test } from './browser.ts';
import { write } from './stage.ts';

/** What each language's people say, and what the page calls things. The bot's own words are looked up. */
const tongues = {
  zh: {
    locale: 'zh-CN',
    start: '开始',
    attach: '添加照片、位置等',
    picture: '照片或视频',
    complaint: '小区南门的路灯坏了三天了，昨晚有位老人摔倒了',
    category: /公共设施$/,
    department: '城市管理局',
    answer: '已更换灯头和线路，今晚恢复照明。',
  },
  en: {
    locale: 'en-GB',
    start: 'Start',
    attach: 'Add a photo, a place, …',
    picture: 'Photo or video',
    complaint: 'The street lamp at our south gate has been broken for three days',
    category: /Public facilities$/,
    department: 'Urban Management Bureau',
    answer: 'Lamp and wiring are replaced; it is lit again tonight.',
  },
};

let browser: Browser;
let whole: Whole;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  whole = await openWhole();
});
afterEach(async () => {
  await page?.context().close();
  await whole.close();
});

const pane = (chat: number, as: number) => page.locator(`[data-pane="${chat}:${as}"]`);
const button = (where: Locator, name: string | RegExp) =>
  where.getByRole('button', { name, exact: typeof name === 'string' });

describe.each(['zh', 'en'] as const)('in %s, by hand', (language) => {
  const words = tongues[language];
  const say = messages[language];
  const resident = cast.panes[0]!;
  const lampGroup = departmentGroup('urban-management');

  test('a resident writes, a reviewer confirms, a department accepts and answers, the resident says solved', async () => {
    ({ page, complaints } = await openPage(browser, whole.playground!, {
      locale: words.locale,
      patience: 30_000,
    }));
    const phone = pane(resident.chat, resident.as);
    const reviewers = pane(reviewersGroup, 2001);
    const department = pane(lampGroup.chat, lampGroup.member);

    await button(phone, words.start).click();
    await phone.getByText(say.resident.start.split('\n')[0]!).waitFor();

    await button(phone, words.attach).click();
    const chooser = page.waitForEvent('filechooser');
    await phone.getByText(words.picture).click();
    const lamp = { name: 'lamp.png', mimeType: 'image/png', buffer: samplePicture({ scene: 'lamp' }) };
    await (await chooser).setFiles(lamp);
    await phone.locator('.tray img').waitFor();
    await write(phone, words.complaint);
    const card = phone.locator('.message.other', { hasText: say.residentCard.understood.complaint });
    await card.waitFor();
    const reference = (await card.locator('code').first().textContent())!;

    await button(phone, say.word.placeButton).click();
    await button(page.getByRole('dialog'), /41\.8057/).click();
    await phone.locator('.message.own .place').waitFor();
    await expect.poll(() => button(phone, say.word.placeButton).count()).toBe(0);

    await reviewers.locator('.message', { hasText: reference }).first().waitFor();
    await reviewers.locator('.mosaic img').waitFor();
    await button(reviewers, words.category).click();
    await reviewers.getByRole('status').filter({ hasText: words.department }).waitFor();
    await card.getByText(say.residentCard.dispatched(words.department)).waitFor();
    await card.getByText('⏰').waitFor();

    await button(department, say.departmentCard.buttons.accept).click();
    await card.getByText(say.residentCard.accepted(words.department)).waitFor();
    await button(department, say.departmentCard.buttons.answer).click();
    await department.locator('.banner').waitFor();
    await department.locator('textarea:focus').waitFor();
    await page.keyboard.type(words.answer);
    await page.keyboard.press('Enter');

    await phone.getByText(words.answer).first().waitFor();
    await button(phone, new RegExp(`^${say.word.solved}$`)).click();
    await card.getByText(say.residentCard.closed.solved).waitFor();
    await department.locator('.message', { hasText: say.departmentCard.closed }).first().waitFor();
    await reviewers.locator('.message', { hasText: say.departmentCard.closed }).first().waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);
});
