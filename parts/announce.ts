import type { Config } from '../infra/config.ts';
import type { Logger } from '../infra/log.ts';

type Row = [part: string, what: string, how: string];

interface Ready {
  milliseconds: number;
  bot: string;
  http: string;
  playground?: string | undefined;
}

/**
 * Says in plain words what this start runs on, and which variable puts the real thing in place of each stand-in; then, when all is ready, the
 * address to open. It is what a newcomer reads first, so it comes in both languages. Where machines read the log, it is two entries in it.
 */
export function announce(config: Config, log: Logger): { ready: (at: Ready) => void } {
  if (config.log.format === 'json') {
    const { database, queue, telegram, model } = config;
    const kinds = { database: database.kind, queue: queue.kind, chat: telegram.kind, model: model.kind };
    log.info(kinds, 'starting');
    return { ready: (at) => log.info(at, 'ready') };
  }
  const blocks = [english(config), chinese(config)].map((rows) => `${rows.map(line).join('')}\n`);
  process.stdout.write(`Citizen Whistle 市民吹哨\n\n${blocks.join('')}`);
  return { ready };
}

function ready({ milliseconds, bot, http, playground }: Ready): void {
  const address = playground?.replace('127.0.0.1', 'localhost') ?? `https://t.me/${bot}`;
  const seconds = (milliseconds / 1000).toFixed(1);
  process.stdout.write(
    `Ready in ${seconds} s. Open ${address} (Ctrl-C ends; departments' systems and health checks: ${http})\n` +
      `已就绪，请打开 ${address}（按 Ctrl-C 结束；部门系统接口与健康检查：${http}）\n\n`,
  );
}

function english({ database, queue, telegram, model }: Config): Row[] {
  return [
    database.kind === 'embedded'
      ? ['database', `embedded PostgreSQL, in ${database.dataDir}`, 'set DATABASE_URL for your own']
      : ['database', 'your PostgreSQL', 'by DATABASE_URL'],
    queue.kind === 'postgres'
      ? ['queue', 'on the same PostgreSQL', 'set REDIS_URL for Redis']
      : ['queue', 'on your Redis', 'by REDIS_URL'],
    telegram.kind === 'playground'
      ? ['chat', 'the playground, on this machine only', 'set TELEGRAM_BOT_TOKEN for Telegram']
      : ['chat', `Telegram, by ${telegram.kind}`, 'by TELEGRAM_BOT_TOKEN'],
    model.kind === 'local'
      ? ['model', 'none: the local classifier suggests', 'set OPENAI_API_KEY for a language model']
      : ['model', model.name, 'by OPENAI_API_KEY'],
  ];
}

function chinese({ database, queue, telegram, model }: Config): Row[] {
  return [
    database.kind === 'embedded'
      ? ['数据库', `内置 PostgreSQL，存于 ${database.dataDir}`, '设 DATABASE_URL 即用自己的数据库']
      : ['数据库', '自己的 PostgreSQL', '由 DATABASE_URL 指定'],
    queue.kind === 'postgres'
      ? ['队列', '与数据库同一个 PostgreSQL', '设 REDIS_URL 即用 Redis']
      : ['队列', '自己的 Redis', '由 REDIS_URL 指定'],
    telegram.kind === 'playground'
      ? ['聊天', '试用聊天页，仅限本机', '设 TELEGRAM_BOT_TOKEN 即接入 Telegram']
      : [
          '聊天',
          telegram.kind === 'webhook' ? 'Telegram（webhook）' : 'Telegram（轮询）',
          '由 TELEGRAM_BOT_TOKEN 指定',
        ],
    model.kind === 'local'
      ? ['模型', '未接入，由本地分类器建议', '设 OPENAI_API_KEY 即接入大模型']
      : ['模型', model.name, '由 OPENAI_API_KEY 指定'],
  ];
}

function line([part, what, how]: Row): string {
  return `  ${padded(part, 10)}${padded(what, 44)}  ${how}\n`;
}

/** A terminal gives a Chinese letter the room of two Latin ones. */
function padded(text: string, columns: number): string {
  const wide = text.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0;
  return text.padEnd(columns - wide);
}
