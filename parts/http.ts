import type { Inbox } from '../bot/inbox.ts';
import type { Scraping } from '../http/metrics.ts';
import { createHttp } from '../http/server.ts';
import { isMigrated } from '../infra/database/migrate.ts';
import { withinRequest } from '../infra/request.ts';
import type { Telegram } from '../infra/telegram/client.ts';
import { openFile } from '../infra/telegram/files.ts';
import { isSecret, pendingUpdates, secretHeader } from '../infra/telegram/webhook.ts';
import type { Ground } from './ground.ts';
import { listenOn } from './listen.ts';

export interface RunningHttp extends AsyncDisposable {
  url: string;
}

/** Listens for Telegram's webhook, the departments' systems and health checks. */
export async function startHttp(ground: Ground, telegram: Telegram, inbox: Inbox): Promise<RunningHttp> {
  const { config, deps, queues } = ground;
  const { metricsToken } = config;
  const app = createHttp({
    deps,
    health: {
      database: () => deps.db.$queryRaw`select 1`,
      migrations: () => isMigrated(deps.db),
      queue: () => queues.depth(),
    },
    files: (fileId) => openFile(telegram, fileId),
    publicUrl: config.publicUrl,
    ...(metricsToken && { metrics: scraping(ground, telegram, metricsToken) }),
    ...(config.telegram.kind === 'webhook' && { telegram: taking(config.telegram, inbox) }),
  });
  // After the body is read: what reads it loses whose request it is.
  app.addHook('preValidation', (_request, _reply, done) => withinRequest(undefined, done));
  const url = await listenOn({ variable: 'PORT', ...config.http }, () => app.listen(config.http));
  return { url, [Symbol.asyncDispose]: () => app.close() };
}

function scraping({ config, queues }: Ground, telegram: Telegram, token: string): Scraping {
  return {
    isReader: (headers) => isSecret(headers.authorization, `Bearer ${token}`),
    queue: () => queues.depth(),
    ...(config.telegram.kind === 'webhook' && { telegramPending: () => pendingUpdates(telegram) }),
  };
}

function taking({ path, secret }: { path: string; secret: string }, inbox: Inbox) {
  return {
    path,
    isTelegram: (headers: Record<string, unknown>) => isSecret(headers[secretHeader], secret),
    store: inbox.store,
  };
}
