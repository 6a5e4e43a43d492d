import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openActors } from '../../demo/actors.ts';
import { type Config, readConfig } from '../../infra/config.ts';
import type { Logger } from '../../infra/log.ts';
import { secretHeader } from '../../infra/telegram/webhook.ts';
import { startAll } from '../../parts/all.ts';
import { startPlayground } from '../../playground/server.ts';
import { cast } from '../../town.ts';
import { createTestDatabase } from './database.ts';
import { freePort } from './free-port.ts';
import { silentLog } from './log.ts';

export const token = '1000:the-token-of-a-bot-that-is-no-playground';
export const secret = 'a-secret-of-Telegram-and-us';
const path = '/telegram/updates';

interface Options {
  databaseUrl?: string;
  /** Variables beyond those of an empty environment. */
  env?: Record<string, string>;
  log?: Logger;
}

/** The whole product, told to take its updates by webhook, from a Bot API server that is the playground's. */
export async function openByWebhook({ databaseUrl, env = {}, log = silentLog() }: Options = {}) {
  await using opened = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'whistle-test-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const playground = await startPlayground({ port: 0, token, cast });
  opened.defer(() => playground.close());
  const DATABASE_URL = databaseUrl ?? (await createTestDatabase({ template: 'district_template' }));
  const read = readConfig({
    DATABASE_URL,
    DATA_DIR: dataDir,
    QUIET_SPELL_SECONDS: '1',
    QUIET_HOURS: 'off',
    ...env,
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${path}`;
  const config: Config = {
    ...read.config,
    http: { host: '127.0.0.1', port },
    telegram: { kind: 'webhook', token, apiRoot: playground.url, limits: null, url, path, secret },
  };
  const all = opened.use(await startAll(config, log, new AbortController().signal));
  const everything = opened.move();
  return {
    ...all,
    ...{ url, dataDir, DATABASE_URL, actors: openActors(playground.url), world: playground.world },
    /** Calls the webhook as Telegram would, or with other headers as anybody might. Every piece is a chunk of its own. */
    post: (pieces: (string | Buffer)[], headers: Record<string, string> = { [secretHeader]: secret }) =>
      post(url, pieces, headers),
    webhookInfo: async () => {
      const response = await fetch(`${playground.url}/bot${token}/getWebhookInfo`);
      const { result } = (await response.json()) as { result: Record<string, unknown> };
      return result;
    },
    close: () => everything.disposeAsync(),
  };
}

export type ByWebhook = Awaited<ReturnType<typeof openByWebhook>>;

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  retryAfter?: string | undefined;
}

function post(url: string, pieces: (string | Buffer)[], headers: Record<string, string>): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = httpRequest(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked', ...headers },
    });
    request.on('error', fail);
    request.on('response', async (response) => {
      let body = '';
      for await (const chunk of response.setEncoding('utf8')) body += chunk;
      done({
        status: response.statusCode!,
        body: JSON.parse(body),
        retryAfter: response.headers['retry-after'],
      });
    });
    for (const piece of pieces) request.write(piece);
    request.end();
  });
}
