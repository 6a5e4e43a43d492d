import { z } from 'zod';

/** A name in both languages, or one name for both. */
export type Name = string | { zh: string; en: string };
export type Language = 'zh' | 'en';

export type CastPerson = {
  id: number;
  firstName: Name;
  lastName?: Name;
  username?: string;
  languageCode: string;
  /** What the page calls this person's part, e.g. "resident". Means nothing to the server. */
  role?: string;
  label?: { zh: string; en: string };
  /** Speaks the language that the page is set to. */
  followsPage?: boolean;
  /** Has pressed Start before, so the bot may write first. */
  started?: boolean;
};

export type CastGroup = {
  /** Negative; ids of -1000000000000 and below are supergroups, as in Telegram. */
  id: number;
  title: Name;
  members: number[];
  label?: { zh: string; en: string };
};

/** The people, groups and first view that the embedding program puts into an empty world. */
export type Cast = {
  /** What the page calls the bot, as long as the bot does not name itself. */
  bot?: Name;
  people: CastPerson[];
  groups: CastGroup[];
  /** What the page opens side by side: a chat (a person's id is their chat with the bot) and who sits there. */
  panes: { chat: number; as: number }[];
  samples: { zh: string; en: string }[];
  /** Places that the page offers to send. */
  places?: { name: Name; latitude: number; longitude: number }[];
};

export const nameSchema = z.union([z.string().min(1), z.object({ zh: z.string(), en: z.string() })]);

/** The name as somebody with this language reads it. */
export function inLanguage(name: Name, language: string | undefined): string {
  if (typeof name === 'string') return name;
  return language?.startsWith('zh') ? name.zh : name.en;
}
