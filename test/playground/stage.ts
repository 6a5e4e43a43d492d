import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openChromium } from '../../demo/chromium.ts';
import { type OpenPage, openPage, type PageOptions } from './browser.ts';
import { type Harness, openPlayground, people, startBot } from './harness.ts';
import { scriptedBot } from './scripted-bot.ts';

/** For the tests of one file: a browser, and for each of them a playground with the scripted bot, and a page once `open` is called. */
export function useStage() {
  let browser: Browser;
  const stage = {
    playground: {} as Harness,
    bot: {} as Awaited<ReturnType<typeof startBot>>,
    page: {} as OpenPage['page'],
    complaints: [] as string[],
    async open(options: PageOptions = {}): Promise<void> {
      Object.assign(stage, await openPage(browser, stage.playground.url, options));
    },
    pane: (chat: number, as: number) => stage.page.locator(`[data-pane="${chat}:${as}"]`),
    phone: () => stage.pane(people.resident, people.resident),
  };
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    stage.playground = await openPlayground();
    stage.bot = await startBot(stage.playground.url, scriptedBot);
  });
  afterEach(async () => {
    await stage.page.context().close();
    await stage.bot.stop();
    await stage.playground.close();
    expect(stage.complaints).toEqual([]);
    expect(stage.bot.errors).toEqual([]);
  });
  return stage;
}

/** Types into a pane's input and sends. */
export async function write(where: Locator, text: string): Promise<void> {
  await where.getByRole('textbox').fill(text);
  await where.getByRole('textbox').press('Enter');
}
