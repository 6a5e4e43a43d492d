import { badRequest } from './errors.ts';
import { type FormattedText, nestingOrder, parseHtml } from './html.ts';
import type { MessageEntity } from './telegram.ts';

/**
 * The text a message will have, from what the bot sent: markup parsed or entities taken over, white space at the
 * ends gone, and links, commands and the like found, as Telegram finds them.
 */
export function formatBotText(
  source: string,
  parseMode: string | undefined,
  given?: MessageEntity[],
): FormattedText {
  const mode = parseMode?.toLowerCase();
  if (mode && mode !== 'html')
    throw badRequest(`parse_mode "${parseMode}" is not supported by the playground`);
  const parsed = mode ? parseHtml(source) : { text: source, entities: given ?? [] };
  return detectEntities(trim(parsed));
}

/** The text of a person's message. */
export function formatPlainText(source: string): FormattedText {
  return detectEntities(trim({ text: source, entities: [] }));
}

function trim({ text, entities }: FormattedText): FormattedText {
  const lead = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const moved = entities.flatMap((entity) => {
    const start = Math.max(0, entity.offset - lead);
    const end = Math.min(trimmed.length, entity.offset + entity.length - lead);
    return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
  });
  return { text: trimmed, entities: moved };
}

/** In the order in which one wins over another that starts inside it. */
const DETECTED: [type: string, pattern: RegExp][] = [
  ['email', /(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['url', /(?<![\w@.])https?:\/\/[^\s<>"'，。；！？、（）【】]+/gi],
  [
    'url',
    /(?<![\w@./])(?:[a-z0-9-]+\.)+(?:com|org|net|me|cn|io|gov|edu|info|dev)(?::\d+)?(?:\/[^\s<>"'，。；！？、（）【】]*)?/gi,
  ],
  ['bot_command', /(?<![\w/@.])\/[a-z0-9_]{1,64}(?:@\w{3,32})?/gi],
  ['mention', /(?<![\w@./])@[a-z0-9_]{4,32}/gi],
  ['hashtag', /(?<![\p{L}\p{N}_#&])#[\p{L}\p{N}_]+/gu],
  ['phone_number', /(?<![\w+])\+\d[\d -]{7,16}\d/g],
];

/** Nothing is looked for inside these. */
const OPAQUE = ['code', 'pre', 'text_link', 'custom_emoji'];

function detectEntities({ text, entities }: FormattedText): FormattedText {
  const taken = entities.filter((entity) => OPAQUE.includes(entity.type));
  for (const [type, pattern] of DETECTED) {
    for (const match of text.matchAll(pattern)) {
      const found = { type, offset: match.index, length: match[0].replace(/[.,:;!?)]+$/, '').length };
      if (!taken.some((other) => overlaps(other, found))) taken.push(found);
    }
  }
  const detected = taken.filter((entity) => !entities.includes(entity));
  return { text, entities: nestingOrder([...entities, ...detected]) };
}

function overlaps(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
