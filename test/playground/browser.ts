import type { Browser, Page } from 'playwright-core';
import { test as anywhere } from 'vitest';
import { chromiumPath } from '../../demo/chromium.ts';

/** In CI a missing browser is a failure; elsewhere these tests are left out, and a line says why. */
const isLeftOut = !chromiumPath && !process.env.CI;
if (isLeftOut) console.info('No Chromium on this machine: the tests of the page are left out.');

/** A test that needs a browser. */
export const test = anywhere.skipIf(isLeftOut);

export type OpenPage = {
  page: Page;
  /** What the browser complained of: errors of scripts, and of what it could not load. */
  complaints: string[];
};

export interface PageOptions {
  locale?: string;
  narrow?: boolean;
  colorScheme?: 'light' | 'dark';
  /** How long the page is waited for at each step, in ms. */
  patience?: number;
}

/** The playground's page in a browser of its own memory, once it can be used. */
export async function openPage(
  browser: Browser,
  url: string,
  { locale = 'zh-CN', narrow = false, colorScheme = 'light', patience = 10_000 }: PageOptions = {},
): Promise<OpenPage> {
  const viewport = narrow ? { width: 390, height: 844 } : { width: 1440, height: 900 };
  const context = await browser.newContext({
    locale,
    viewport,
    colorScheme,
    hasTouch: narrow,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  await page.goto(url);
  await page.locator('.pane').first().waitFor();
  return { page, complaints };
}
