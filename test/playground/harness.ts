import { Telegraf, Telegram } from 'telegraf';
import type { Cast } from '../../playground/cast.ts';
import { type PlaygroundOptions, startPlayground } from '../../playground/server.ts';

const TOKEN = '1000:playground';
const RESIDENT = 11;
const REVIEWER = 21;
const OTHER = 22;
const GROUP = -500;

export const people = { resident: RESIDENT, reviewer: REVIEWER, other: OTHER, group: GROUP };

export const cast: Cast = {
  people: [
    {
      id: RESIDENT,
      firstName: { zh: '李梅', en: 'Li Mei' },
      languageCode: 'zh',
      username: 'limei',
      role: 'resident',
      label: { zh: '居民', en: 'Resident' },
      followsPage: true,
    },
    { id: REVIEWER, firstName: { zh: '王强', en: 'Wang Qiang' }, languageCode: 'zh', role: 'staff' },
    { id: OTHER, firstName: 'Ann', languageCode: 'en', role: 'staff' },
  ],
  groups: [{ id: GROUP, title: { zh: '审核组', en: 'Reviewers' }, members: [REVIEWER, OTHER] }],
  panes: [
    { chat: RESIDENT, as: RESIDENT },
    { chat: GROUP, as: REVIEWER },
    { chat: GROUP, as: OTHER },
  ],
  samples: [{ zh: '三号楼门口的路灯坏了', en: 'The street lamp by house 3 is out' }],
};

/** A playground in memory with the small cast, the real client for its Bot API, and somebody to act with. */
export async function openPlayground(options: Partial<PlaygroundOptions> = {}) {
  const playground = await startPlayground({ port: 0, token: TOKEN, cast, log: fail, ...options });
  const { url } = playground;
  const telegram = new Telegram(TOKEN, { apiRoot: url });

  async function request(method: string, path: string, body?: unknown) {
    const response = await fetch(`${url}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever JSON comes back
    return { status: response.status, body: (await response.json()) as any };
  }

  return {
    ...playground,
    telegram,
    request,
    /** A call over plain HTTP: the whole envelope, ok or not. */
    bot: async (method: string, fields: object = {}) =>
      (await request('POST', `/bot${TOKEN}/${method}`, fields)).body,
    act: async (chat: number, act: string, fields: object) => {
      const { status, body } = await request('POST', `/api/chats/${chat}/${act}`, fields);
      if (status !== 200) throw new Error(`${act}: ${status} ${body.error}`);
      return body;
    },
    messages: async (chat: number, after = 0) =>
      (await request('GET', `/api/chats/${chat}/messages?after=${after}`)).body.messages,
  };
}

export type Harness = Awaited<ReturnType<typeof openPlayground>>;

/** A real bot that polls, until `stop`. It answers before it is returned. */
export async function startBot(apiRoot: string, features: (bot: Telegraf) => void) {
  const bot = new Telegraf(TOKEN, { telegram: { apiRoot } });
  features(bot);
  const errors: unknown[] = [];
  bot.catch((error) => void errors.push(error));
  const running = bot.launch();
  await until(() => bot.botInfo);
  return {
    errors,
    stop: async () => {
      bot.stop();
      await running;
    },
  };
}

/** What a promise is rejected with, as Telegram's error. */
export async function refusal(promise: Promise<unknown>): Promise<{ code: number; description: string }> {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  if (!error?.response) throw new Error(`expected a refusal, got ${error ?? 'a result'}`);
  return { code: error.response.error_code, description: error.response.description };
}

/** Asks until there is an answer; gives up after 10 s. */
export async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error('waited 10 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

function fail(fault: Error): void {
  throw fault;
}
