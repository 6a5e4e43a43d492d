import type { PrismaClient } from '../prisma/generated/client.ts';
import type { ModelCosts } from './triage/model/ledger.ts';
import type { Model } from './triage/model/model.ts';

/** The database as core sees it. */
export type Db = PrismaClient;

/** A transaction on the database: what verbs write through. */
export type Tx = Parameters<Parameters<Db['$transaction']>[0]>[0];

/**
 * A ring at somebody's door: a job that carries an id and nothing else. Ringing twice, late or for nothing is
 * harmless, since every verb looks at the row; a ring that gets lost is made up for by `sweep`.
 */
export type Ring = (
  | { at: 'triage'; id: number }
  | { at: 'dispatch'; id: number }
  | { at: 'notify'; id: number }
) & {
  /** Wait this long before it is heard, in milliseconds. */
  delay?: number;
  /** Ahead of all that is not urgent. */
  urgent?: boolean;
};

/** What every verb may use. Nothing in core reads a clock, the environment or a socket by itself. */
export interface Deps {
  db: Db;
  now: () => Date;
  /** Never throws: a queue that is away is the sweep's business, not the caller's. */
  ring: (ring: Ring) => Promise<void>;
  /** Tells those who run it of a fault that was survived. Ids only, never words. */
  report: (error: unknown, where: Record<string, number | string>) => void;
  /** A language model, where there is one, that departments' answers are shown to before residents read them. */
  model?: Model | null;
  settings: Settings;
}

/** What a town may choose, in the product's own words (see .env.example for the variables). */
export interface Settings {
  /** The staff's language: drafts are written in it, and cards in a group that has chosen none. */
  staffLanguage: Language;
  /** How long messages of one person are taken as one complaint, in milliseconds. */
  quietSpell: number;
  /** How long a decision may be taken back, in milliseconds. */
  takeBackWindow: number;
  /** How many complaints one person may open in an hour. */
  complaintsPerHour: number;
  /** Telegram ids of the first admins. */
  adminIds: bigint[];
  /** IANA time zone of the town, for dates on cards and for when its day begins. */
  timeZone: string;
  /** Whoever need not be disturbed at night is asked, and reminded, in the morning. */
  quietHours: boolean;
  /** What a language model may cost. */
  modelCosts: ModelCosts;
  /** What a language model may read. */
  modelPrivacy: ModelPrivacy;
  /** Voices are written down by a machine, where it can. */
  listens: boolean;
  /** From this calibrated confidence on the local classifier answers alone, and no model is asked. Null: it is always asked. */
  cascade: number | null;
}

/** `strict`: phones, names, door numbers and the like become placeholders before words leave the house. `off`: they go as they are. */
export type ModelPrivacy = 'strict' | 'off';

export type Language = 'zh' | 'en';
export const languages: readonly Language[] = ['zh', 'en'];

/** A text in each language of the product. */
export type Texts = Record<Language, string>;
