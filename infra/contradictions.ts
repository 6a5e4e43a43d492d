type Values = Record<string, string | undefined>;
type Rule = [broken: boolean, problem: string];

/** What cannot be meant together, one line each. Looks at what is set, right or wrong, so that one start tells everything. */
export function contradictions(set: Values, options: { separate?: boolean }): string[] {
  const rules = [...ofProcesses(set, options), ...ofTelegram(set), ...ofPlayground(set), ...ofModel(set)];
  return rules.filter(([broken]) => broken).map(([, problem]) => problem);
}

function ofProcesses(set: Values, { separate = false }: { separate?: boolean }): Rule[] {
  return [
    [
      separate && !set.DATABASE_URL,
      'DATABASE_URL must be set: processes of their own share one PostgreSQL, which the embedded one cannot be.',
    ],
    [
      separate && !set.TELEGRAM_BOT_TOKEN,
      'TELEGRAM_BOT_TOKEN must be set: the playground runs in one process only, with "npm start".',
    ],
  ];
}

function ofTelegram(set: Values): Rule[] {
  const {
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: apiRoot,
    WEBHOOK_URL: url,
    WEBHOOK_SECRET: secret,
  } = set;
  return [
    [
      Boolean(token && !set.ADMIN_IDS),
      'ADMIN_IDS must be set with TELEGRAM_BOT_TOKEN, or nobody could become staff.',
    ],
    [Boolean(url && !token), 'WEBHOOK_URL needs TELEGRAM_BOT_TOKEN: the playground calls no webhook.'],
    [
      Boolean(url && !secret),
      'WEBHOOK_SECRET must be set with WEBHOOK_URL: it tells Telegram from anybody else.',
    ],
    [
      // https://core.telegram.org/bots/api#using-a-local-bot-api-server: such a server may stand beside the bot, and calls http too.
      /^http:/.test(url ?? '') && !apiRoot,
      'WEBHOOK_URL must be an https URL: Telegram calls no other; only a server of your own does (TELEGRAM_API_ROOT).',
    ],
    [Boolean(secret && !url), 'WEBHOOK_SECRET means nothing without WEBHOOK_URL.'],
    [Boolean(apiRoot && !token), 'TELEGRAM_API_ROOT means nothing without TELEGRAM_BOT_TOKEN.'],
  ];
}

function ofPlayground(set: Values): Rule[] {
  return [
    [
      Boolean(set.PLAYGROUND_PORT && set.TELEGRAM_BOT_TOKEN),
      'PLAYGROUND_PORT cannot be set with TELEGRAM_BOT_TOKEN: the playground is off when the bot is real.',
    ],
    [
      !set.TELEGRAM_BOT_TOKEN && (set.PLAYGROUND_PORT ?? '3000') === (set.PORT ?? '3001'),
      'PORT and PLAYGROUND_PORT must differ (they are 3001 and 3000 unless set).',
    ],
  ];
}

function ofModel(set: Values): Rule[] {
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: url, OPENAI_MODEL: model } = set;
  return [
    [
      Boolean(url && !key),
      'OPENAI_BASE_URL needs OPENAI_API_KEY; for a server without keys, any word will do.',
    ],
    [
      Boolean(url && !model && !isOpenAi(url)),
      'OPENAI_MODEL must be set with OPENAI_BASE_URL: only the server there knows what its models are called.',
    ],
    [Boolean(!url && model && !key), 'OPENAI_MODEL means nothing without OPENAI_API_KEY.'],
    [
      Boolean(set.TRIAGE_CASCADE && set.TRIAGE_CASCADE !== 'off' && !key),
      'TRIAGE_CASCADE means nothing without OPENAI_API_KEY: there is no call to save.',
    ],
    [Boolean(set.OPENAI_AUDIO_MODEL && !key), 'OPENAI_AUDIO_MODEL means nothing without OPENAI_API_KEY.'],
    [
      set.MODEL_VISION === 'on' && !key,
      'MODEL_VISION means nothing without OPENAI_API_KEY: there is no model that could see.',
    ],
    ...ofModelCosts(set),
  ];
}

function ofModelCosts(set: Values): Rule[] {
  const { MODEL_PRICE_IN: priceIn, MODEL_PRICE_OUT: priceOut, MODEL_BUDGET_PER_DAY: perDay } = set;
  return [
    [
      Boolean(priceIn) !== Boolean(priceOut),
      'MODEL_PRICE_IN and MODEL_PRICE_OUT must be set together (0 for what costs nothing).',
    ],
    [
      Boolean(perDay && !priceIn && !priceOut),
      'MODEL_BUDGET_PER_DAY needs MODEL_PRICE_IN and MODEL_PRICE_OUT: without prices nobody knows what was spent.',
    ],
    [
      Boolean((priceIn || priceOut || perDay) && !set.OPENAI_API_KEY),
      'MODEL_PRICE_IN, MODEL_PRICE_OUT and MODEL_BUDGET_PER_DAY mean nothing without OPENAI_API_KEY.',
    ],
  ];
}

function isOpenAi(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname === 'api.openai.com';
}
