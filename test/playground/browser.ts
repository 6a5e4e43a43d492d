import { type Browser, chromium, type Page } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });
}

export type OpenPage = {
  page: Page;
  /** What the browser complained of: errors of scripts, and of what it could not load. */
  complaints: string[];
};

/** The playground's page in a browser of its own memory, once it can be used. */
export async function openPage(
  browser: Browser,
  url: string,
  { locale = 'zh-CN', narrow = false }: { locale?: string; narrow?: boolean } = {},
): Promise<OpenPage> {
  const viewport = narrow ? { width: 390, height: 844 } : { width: 1440, height: 900 };
  const context = await browser.newContext({ locale, viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  await page.goto(url);
  await page.locator('.pane').first().waitFor();
  return { page, complaints };
}
