import { join } from 'node:path';
import { chooseGroupLanguage } from '../core/channels/channels.ts';
import type { Language } from '../core/deps.ts';
import { openInDataFolder } from '../infra/data-folder.ts';
import { openTelegram, type Telegram } from '../infra/telegram/client.ts';
import { startPlayground } from '../playground/server.ts';
import { cast, settleTown } from '../town.ts';
import type { Ground } from './ground.ts';
import { listenOn } from './listen.ts';

export interface Chat extends AsyncDisposable {
  client: Telegram;
  /** The page to open, where the playground stands in for Telegram. */
  playground?: string;
}

const playgroundToken = '1000:playground';

/** Telegram itself; or, without a token, the playground in its place, with a small town in it. */
export async function startTelegram(ground: Ground): Promise<Chat> {
  const { config, deps, log } = ground;
  const { telegram } = config;
  if (telegram.kind !== 'playground') {
    const client = openTelegram({ token: telegram.token, apiRoot: telegram.apiRoot });
    return { client, [Symbol.asyncDispose]: async () => undefined };
  }
  const { port, limits } = telegram;
  const open = () =>
    startPlayground({
      port,
      dataDir: join(config.dataDir, 'playground'),
      cast,
      token: playgroundToken,
      limits,
      botUsername: 'citizen_whistle_bot',
      botName: '市民吹哨',
      log: (error) => log.error({ error }, 'the playground has a fault'),
    });
  const playground = await openInDataFolder(config.dataDir, () =>
    listenOn({ variable: 'PLAYGROUND_PORT', port }, open),
  );
  await settleTown(deps);
  playground.world.subscribe((event) => {
    if (event.t !== 'language') return;
    speak(ground, event.language).catch((error) => deps.report(error, { at: 'language' }));
  });
  return {
    client: openTelegram({ token: playgroundToken, apiRoot: playground.url }),
    playground: playground.url,
    [Symbol.asyncDispose]: () => playground.close(),
  };
}

/** The page was turned to another language: the groups of the town speak it too. */
async function speak({ deps }: Ground, language: Language): Promise<void> {
  const channels = await deps.db.channel.findMany({
    where: { retiredAt: null, language: { not: language } },
  });
  for (const { id } of channels) await chooseGroupLanguage(deps, id, language);
}
