import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { type Config, readConfig } from '../../infra/config.ts';
import { telegramLimits } from '../../infra/telegram/pace.ts';
import { variables } from '../../infra/variables.ts';

const token = '123456789:AAFakeTokenFakeTokenFakeTokenFake12';
const secret = 'a-secret-of-enough-letters';

test('with an empty environment everything is embedded', () => {
  const config = configOf({});
  expect(config.database).toEqual({ kind: 'embedded', dataDir: '.data' });
  expect(config.queue).toEqual({ kind: 'postgres' });
  expect(config.telegram).toEqual({ kind: 'playground', port: 3000, limits: null });
  expect(config.model).toEqual({ kind: 'local' });
  expect(config.settings).toMatchObject({ quietSpell: 3000, takeBackWindow: 60_000, staffLanguage: 'zh' });
});

test('each real part comes in alone', () => {
  const url = 'postgresql://u:p@db.example:5432/whistle';
  expect(configOf({ DATABASE_URL: url }).database).toEqual({ kind: 'url', url });
  expect(configOf({ REDIS_URL: 'redis://cache.example' }).queue).toEqual({
    kind: 'redis',
    url: 'redis://cache.example',
  });
  expect(configOf({ OPENAI_API_KEY: 'k' }).model).toMatchObject({ kind: 'openai', apiKey: 'k' });
  expect(configOf({ TELEGRAM_BOT_TOKEN: token, ADMIN_IDS: '12, 34' })).toMatchObject({
    telegram: { kind: 'polling', token, limits: telegramLimits },
    settings: { adminIds: [12n, 34n] },
  });
});

test('what a model may cost is counted in millionths, and without prices not at all', () => {
  const prices = { OPENAI_API_KEY: 'k', MODEL_PRICE_IN: '0.25', MODEL_PRICE_OUT: '2' };
  expect(configOf({ ...prices, MODEL_BUDGET_PER_DAY: '1.5' }).settings.modelCosts).toEqual({
    prices: { in: 0.25, out: 2 },
    perDay: 1_500_000n,
    callsPerResident: 30,
  });
  expect(configOf({}).settings.modelCosts).toEqual({ prices: null, perDay: null, callsPerResident: 30 });
});

test.each([
  [{}, false],
  [{ MODEL_VISION: 'on' }, true],
  [{ MODEL_PRIVACY: 'off' }, true],
  [{ MODEL_PRIVACY: 'off', MODEL_VISION: 'off' }, false],
])('with %j it is %j that photos may leave the house', (env, vision) => {
  expect(configOf({ OPENAI_API_KEY: 'k', ...env }).model).toMatchObject({ vision });
});

test('voices are listened to only where a model that hears is named', () => {
  expect(configOf({ OPENAI_API_KEY: 'k' }).settings.listens).toBe(false);
  const { model, settings } = configOf({ OPENAI_API_KEY: 'k', OPENAI_AUDIO_MODEL: 'ears' });
  expect(settings.listens).toBe(true);
  expect(model).toMatchObject({ audio: 'ears' });
});

test('a webhook knows its path and its secret', () => {
  const config = configOf({
    TELEGRAM_BOT_TOKEN: token,
    ADMIN_IDS: '1',
    WEBHOOK_URL: 'https://town.example/telegram/in',
    WEBHOOK_SECRET: secret,
  });
  expect(config.telegram).toMatchObject({ kind: 'webhook', path: '/telegram/in', secret });
});

test('a Bot API server of one’s own may call in the clear', () => {
  const config = configOf({
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
    ADMIN_IDS: '1',
    WEBHOOK_URL: 'http://127.0.0.1:3001/telegram',
    WEBHOOK_SECRET: secret,
  });
  expect(config.telegram).toMatchObject({ kind: 'webhook', apiRoot: 'http://127.0.0.1:8081' });
});

test('"npm start" logs for people, processes of their own for machines, unless told otherwise', () => {
  const separate = (env: Record<string, string>) =>
    readConfig(bot({ DATABASE_URL: 'postgresql://h/d', ...env }), { separate: true });
  expect(configOf({}).log.format).toBe('plain');
  expect(configOf({ LOG_FORMAT: 'json' }).log.format).toBe('json');
  expect(separate({})).toMatchObject({ config: { log: { format: 'json' } } });
  expect(separate({ LOG_FORMAT: 'plain' })).toMatchObject({ config: { log: { format: 'plain' } } });
});

test('an empty variable is one that is not set, and blanks around a value do not count', () => {
  expect(configOf({ DATABASE_URL: '', TELEGRAM_BOT_TOKEN: '  ' }).telegram.kind).toBe('playground');
  expect(configOf({ STAFF_LANGUAGE: ' en\n' }).settings.staffLanguage).toBe('en');
});

test.each<[string, Record<string, string>, string]>([
  [
    'a database that is not PostgreSQL',
    { DATABASE_URL: 'mysql://h/d' },
    'DATABASE_URL must be a PostgreSQL URL',
  ],
  [
    'a database URL without a database',
    { DATABASE_URL: 'postgresql://host' },
    'DATABASE_URL must be a URL that ends',
  ],
  [
    'a schema of Prisma',
    { DATABASE_URL: 'postgresql://h/d?schema=x' },
    'DATABASE_URL must be without "schema="',
  ],
  ['a Redis without a scheme', { REDIS_URL: 'localhost:6379' }, 'REDIS_URL must be a Redis URL'],
  ['a mangled token', { TELEGRAM_BOT_TOKEN: 'abc', ADMIN_IDS: '1' }, 'TELEGRAM_BOT_TOKEN must be a token'],
  ['a bot that nobody administers', { TELEGRAM_BOT_TOKEN: token }, 'ADMIN_IDS must be set'],
  ['ids that are names', { ADMIN_IDS: '@mayor' }, 'ADMIN_IDS must be Telegram user ids'],
  [
    'a webhook without a token',
    { WEBHOOK_URL: 'https://t.example/x', WEBHOOK_SECRET: secret },
    'WEBHOOK_URL needs',
  ],
  ['a webhook without a secret', bot({ WEBHOOK_URL: 'https://t.example/x' }), 'WEBHOOK_SECRET must be set'],
  [
    'a webhook in the clear',
    bot({ WEBHOOK_URL: 'http://t.example', WEBHOOK_SECRET: secret }),
    'WEBHOOK_URL must be an https',
  ],
  [
    'a webhook of no known kind',
    bot({ WEBHOOK_URL: 'ftp://t.example', WEBHOOK_SECRET: secret }),
    'WEBHOOK_URL must be the https URL',
  ],
  [
    'a password with a bare percent sign',
    { DATABASE_URL: 'postgresql://u:100%@h/d' },
    'DATABASE_URL must be a URL in which a "%"',
  ],
  ['a secret without a webhook', bot({ WEBHOOK_SECRET: secret }), 'WEBHOOK_SECRET means nothing'],
  [
    'a Bot API server without a token',
    { TELEGRAM_API_ROOT: 'http://localhost:8081' },
    'TELEGRAM_API_ROOT means nothing',
  ],
  ['a playground beside a real bot', bot({ PLAYGROUND_PORT: '3000' }), 'PLAYGROUND_PORT cannot be set'],
  ['one port for two', { PORT: '3000' }, 'PORT and PLAYGROUND_PORT must differ'],
  [
    'a base URL without a key',
    { OPENAI_BASE_URL: 'http://h/v1', OPENAI_MODEL: 'm' },
    'OPENAI_BASE_URL needs OPENAI_API_KEY',
  ],
  [
    'a base URL without a model',
    { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://h/v1' },
    'OPENAI_MODEL must be set',
  ],
  ['a model without a key', { OPENAI_MODEL: 'm' }, 'OPENAI_MODEL means nothing'],
  ['a model that hears without a key', { OPENAI_AUDIO_MODEL: 'm' }, 'OPENAI_AUDIO_MODEL means nothing'],
  ['eyes without a key', { MODEL_VISION: 'on' }, 'MODEL_VISION means nothing'],
  ['one price of two', { OPENAI_API_KEY: 'k', MODEL_PRICE_IN: '0.25' }, 'must be set together'],
  [
    'a budget without prices',
    { OPENAI_API_KEY: 'k', MODEL_BUDGET_PER_DAY: '5' },
    'MODEL_BUDGET_PER_DAY needs MODEL_PRICE_IN',
  ],
  [
    'prices of no model',
    { MODEL_PRICE_IN: '1', MODEL_PRICE_OUT: '2' },
    'mean nothing without OPENAI_API_KEY',
  ],
  [
    'a price with a currency',
    { OPENAI_API_KEY: 'k', MODEL_PRICE_IN: '¥2', MODEL_PRICE_OUT: '8' },
    'MODEL_PRICE_IN must be an amount',
  ],
  ['no call at once', { MODEL_CONCURRENCY: '0' }, 'MODEL_CONCURRENCY must be a whole number'],
  ['a port that is none', { PORT: '99999' }, 'PORT must be a whole number from 1 to 65535'],
  ['a language we do not speak', { STAFF_LANGUAGE: 'fr' }, 'STAFF_LANGUAGE must be zh or en'],
  ['a place off the map', { TIME_ZONE: 'Mars/Olympus' }, 'TIME_ZONE must be an IANA time zone'],
  ['a time zone by its offset', { TIME_ZONE: '+08:00' }, 'TIME_ZONE must be an IANA time zone'],
  ['a negative wait', { QUIET_SPELL_SECONDS: '-3' }, 'QUIET_SPELL_SECONDS must be a whole number'],
  [
    'a slip of the finger',
    { DATABASE_ULR: 'postgresql://h/d' },
    'DATABASE_ULR is not a variable of ours; is DATABASE_URL meant?',
  ],
])('%s is told in one line', (_, env, line) => {
  const problems = problemsOf(env);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(line);
});

test('all problems are told at once', () => {
  const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'loud', WEBHOOK_URL: 'http://x' });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual(
    expect.arrayContaining(['PORT', 'LOG_LEVEL', 'WEBHOOK_URL', 'WEBHOOK_SECRET']),
  );
});

test('no problem repeats a value, which may be a secret', () => {
  const canary = 'canary-0815';
  for (const name of Object.keys(variables.shape)) {
    const read = readConfig({ [name]: canary });
    if (!read.ok) expect(read.problems.join('\n')).not.toContain(canary);
  }
});

test('processes of their own need a database and a bot that they share', () => {
  const read = readConfig({}, { separate: true });
  expect(read).toMatchObject({
    problems: [expect.stringContaining('DATABASE_URL'), expect.stringContaining('TELEGRAM_BOT_TOKEN')],
  });
});

test('names of other programs are left alone', () => {
  expect(
    readConfig({ HOSTNAME: 'h', POST: '1', XDG_DATA_DIRS: '/x', REDIS_TLS_URL: 'x', PGHOST: 'x' }).ok,
  ).toBe(true);
});

test('.env.example has every variable, each with its default and a word about it, and no other', () => {
  const lines = readFileSync('.env.example', 'utf8')
    .split('\n')
    .filter((line) => /^#[A-Z_]+=/.test(line));
  for (const line of lines) expect(line).toMatch(/^#[A-Z_]+=\S* {2}# \S.+/);
  const shown = parseEnv(lines.map((line) => line.slice(1)).join('\n')) as Record<string, string>;
  expect(Object.keys(shown).sort()).toEqual(Object.keys(variables.shape).sort());
  const { OPENAI_MODEL, ...rest } = shown;
  expect(configOf(rest)).toEqual(configOf({}));
  expect(configOf({ OPENAI_API_KEY: 'k', OPENAI_MODEL: OPENAI_MODEL! })).toEqual(
    configOf({ OPENAI_API_KEY: 'k' }),
  );
});

function bot(more: Record<string, string>): Record<string, string> {
  return { TELEGRAM_BOT_TOKEN: token, ADMIN_IDS: '1', ...more };
}

function configOf(env: Record<string, string>): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

function problemsOf(env: Record<string, string>): string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
}
