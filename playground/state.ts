import type { Language, Name } from './cast.ts';
import type { BotCommand, Message, ReplyKeyboard, Update } from './telegram.ts';

export type Person = {
  id: number;
  firstName: Name;
  lastName?: Name;
  username?: string;
  languageCode: string;
  role?: string;
  label?: { zh: string; en: string };
  followsPage?: boolean;
  /** Telegram lets a bot write to a person only after the person wrote to it. */
  started: boolean;
  blocked: boolean;
  deleted: boolean;
};

export type BotStanding = 'member' | 'administrator' | 'left' | 'kicked';

export type Group = {
  id: number;
  title: Name;
  members: number[];
  admins: number[];
  bot: BotStanding;
  label?: { zh: string; en: string };
  migratedTo?: number;
};

/** A message as it is kept: what it replies to is a number, so that an edit of the other shows in both. */
export type StoredMessage = Omit<Message, 'reply_to_message'> & {
  replyTo?: number;
  /** The emoji of the bot's reaction. */
  reaction?: string;
};

/** What a message says or carries, apart from who sent it, where and when. */
export type MessageContent = Omit<StoredMessage, 'message_id' | 'date' | 'chat' | 'from'>;

/** A reply keyboard or a request to reply, with the message that brought it and, if it is not for all, for whom. */
export type ShownKeyboard = ReplyKeyboard & { message: number; only?: number[] };

export type ChatLog = {
  /** Index = message_id - 1; a hole where one was deleted. */
  messages: (StoredMessage | undefined)[];
  keyboard?: ShownKeyboard;
  pinned?: number;
};

export type FileKind =
  | 'photo'
  | 'video'
  | 'video_note'
  | 'animation'
  | 'voice'
  | 'audio'
  | 'document'
  | 'sticker'
  | 'thumbnail';

export type StoredFile = {
  fileId: string;
  uniqueId: string;
  kind: FileKind;
  path: string;
  size: number;
  mime: string;
  name?: string;
  width?: number;
  height?: number;
  duration?: number;
  thumbnail?: string;
};

export type CallbackAnswer = { text?: string; showAlert: boolean; url?: string };
export type Webhook = { url: string; secret?: string; maxConnections: number };
export type PendingUpdate = { update: Update; chat: number; at: number };

/** One change of the world. All state is the sum of its records, in order: that is also the journal. */
export type WorldRecord =
  | { t: 'born'; nextUpdateId: number }
  | { t: 'language'; language: Language }
  | { t: 'person'; person: Person }
  | { t: 'group'; group: Group }
  | { t: 'message'; message: StoredMessage }
  | { t: 'deleted'; chat: number; id: number }
  | { t: 'keyboard'; chat: number; keyboard: ShownKeyboard | null }
  | { t: 'pin'; chat: number; id: number | null }
  | { t: 'file'; file: StoredFile }
  | { t: 'update'; update: Update; chat: number; at: number }
  | { t: 'gone'; ids: number[] }
  | { t: 'callback-answer'; id: string; answer: CallbackAnswer }
  | { t: 'webhook'; webhook: Webhook | null }
  | { t: 'allowed'; types: string[] }
  | { t: 'commands'; key: string; commands: BotCommand[] | null }
  | { t: 'setting'; key: string; value: unknown };

export type State = {
  nextUpdateId: number;
  language: Language;
  people: Map<number, Person>;
  groups: Map<number, Group>;
  chats: Map<number, ChatLog>;
  files: Map<string, StoredFile>;
  /** Updates that the bot has not confirmed, oldest first. */
  pending: Map<number, PendingUpdate>;
  /** Callback queries by id: when they were asked, and what the bot answered. */
  callbacks: Map<string, { at: number; answer?: CallbackAnswer }>;
  webhook: Webhook | null;
  allowedUpdates: string[];
  /** Commands by "scope|chat|user|language" (see commands.ts). */
  commands: Map<string, BotCommand[]>;
  /** Name, descriptions and menu buttons that the bot has set for itself. */
  settings: Map<string, unknown>;
};

export function emptyState(): State {
  return {
    nextUpdateId: 1,
    language: 'zh',
    people: new Map(),
    groups: new Map(),
    chats: new Map(),
    files: new Map(),
    pending: new Map(),
    callbacks: new Map(),
    webhook: null,
    allowedUpdates: [],
    commands: new Map(),
    settings: new Map(),
  };
}
