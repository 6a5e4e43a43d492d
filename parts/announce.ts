import type { Config } from '../infra/config.ts';

/** Says in plain words what this start runs on, and which variable puts the real thing in place of each stand-in. */
export function announce(config: Config) {
  const lines = [
    config.database.kind === 'embedded'
      ? line('database', `embedded PostgreSQL, in ${config.dataDir}`, 'DATABASE_URL names your own')
      : line('database', 'yours', 'DATABASE_URL'),
    config.queue.kind === 'postgres'
      ? line('queue', 'on the same PostgreSQL', 'REDIS_URL puts it on Redis')
      : line('queue', 'on Redis', 'REDIS_URL'),
    config.telegram.kind === 'playground'
      ? line('chat', 'the playground, on this machine only', 'TELEGRAM_BOT_TOKEN connects Telegram')
      : line('chat', `Telegram, by ${config.telegram.kind}`, 'TELEGRAM_BOT_TOKEN'),
    config.model.kind === 'local'
      ? line('model', 'none: local suggestions', 'OPENAI_API_KEY asks a language model')
      : line('model', config.model.name, 'OPENAI_API_KEY'),
  ];
  process.stdout.write(`Citizen Whistle 市民吹哨\n${lines.join('')}`);
  return { ready };
}

function ready(at: {
  milliseconds: number;
  bot: string;
  http: string;
  playground?: string | undefined;
}): void {
  const seconds = (at.milliseconds / 1000).toFixed(1);
  const open = at.playground
    ? `Open ${at.playground.replace('127.0.0.1', 'localhost')}`
    : `The bot is https://t.me/${at.bot}`;
  process.stdout.write(
    `Ready in ${seconds} s. ${open}   (departments' systems and health: ${at.http}; Ctrl-C ends)\n`,
  );
}

function line(part: string, what: string, how: string): string {
  return `  ${part.padEnd(9)} ${what.padEnd(46)} ${how}\n`;
}
