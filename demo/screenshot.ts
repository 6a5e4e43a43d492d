import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Language } from '../core/deps.ts';
import { type Config, readConfig } from '../infra/config.ts';
import { openLog } from '../infra/log.ts';
import { startAll } from '../parts/all.ts';
import { departmentGroup, reviewersGroup } from '../town.ts';
import { type Actors, openActors, saying } from './actors.ts';
import { openChromium } from './chromium.ts';

/**
 * node demo/screenshot.ts: takes the README's pictures of the playground anew, docs/images/playground.*.png. A lamp is out; its photo,
 * the reviewers' confirmed card and the department's accepted one stand side by side, and the resident reads who has it and until when.
 */
const words: Record<Language, { locale: string; complaint: string }> = {
  zh: { locale: 'zh-CN', complaint: '幸福里小区南门的路灯坏了三天，昨晚有位老人在那儿摔倒了' },
  en: {
    locale: 'en-GB',
    complaint: 'Street lamp broken at 3 Xingfu Lane for three days, an old man fell there last night',
  },
};
const folder = join('docs', 'images');
const resident = 1001;
const reviewer = 2001;
const department = departmentGroup('urban-management');

await mkdir(folder, { recursive: true });
const browser = await openChromium();
for (const language of ['zh', 'en'] as const) await picture(language);
await browser.close();
process.exit(0);

async function picture(language: Language): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'citizen-whistle-picture-'));
  try {
    await using all = await startAll(
      quiet(dataDir),
      openLog({ level: 'warn' }),
      new AbortController().signal,
    );
    const actors = openActors(all.playground!);
    await actors.request('PATCH', '/api/world', { language });
    await play(actors, words[language].complaint);
    await shoot(browser, all.playground!, language);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The embedded defaults, on free ports. */
function quiet(dataDir: string): Config {
  const read = readConfig({ DATA_DIR: dataDir, QUIET_SPELL_SECONDS: '1' });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return {
    ...read.config,
    http: { host: '127.0.0.1', port: 0 },
    telegram: { kind: 'playground', port: 0, limits: null },
  };
}

async function play(actors: Actors, complaint: string): Promise<void> {
  await actors.act(resident, resident, 'photo', { caption: complaint, scene: 'lamp' });
  const isLamp = (tap: { kind: string; category?: string }) =>
    tap.kind === 'confirm' && tap.category === 'public-facilities';
  const card = await actors.see(reviewersGroup, 'the review card', ({ taps }) => taps.some(isLamp));
  const reference = /[0-9A-Z]{3}-[0-9A-Z]{3}/.exec(card.text ?? '')![0];
  await actors.tap(reviewersGroup, reviewer, reference, isLamp);
  await actors.tap(department.chat, department.member, reference, ({ kind }) => kind === 'accept');
  await actors.see(resident, 'who has it', (one) => saying(one, reference) && one.text?.includes('⏰'));
}

async function shoot(browser: Browser, url: string, language: Language): Promise<void> {
  const context = await browser.newContext({
    locale: words[language].locale,
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1400, height: 920 },
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.phone .message.other', { hasText: '⏰' }).waitFor();
  await page.locator('.window .message', { hasText: '👷' }).nth(1).waitFor();
  await page.waitForLoadState('networkidle');
  const path = join(folder, `playground.${language}.png`);
  await page.screenshot({ path });
  console.log(path);
  await context.close();
}
