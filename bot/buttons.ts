import type { Language } from '../core/deps.ts';
import { languages } from '../core/deps.ts';
import { tokenShape } from '../core/people/link-token.ts';
import { type Reason, reasons } from '../core/review/reasons.ts';
import type { LookPurpose, RoleName } from '../prisma/generated/enums.ts';

/** How a field of a button is written, and read again; null for what `write` never wrote. */
interface Codec<Value> {
  write: (value: Value) => string;
  read: (text: string) => Value | null;
}

/** Ids and versions: PostgreSQL integers, in base 36 so that none takes more than six characters. */
const int: Codec<number> = {
  write: (value) => value.toString(36),
  read: (text) => {
    const value = Number.parseInt(text, 36);
    return value >= 0 && value < 2 ** 31 && value.toString(36) === text ? value : null;
  },
};

/** A code of the catalogue, or `-` where there is none. */
const code: Codec<string> = {
  write: (value) => value,
  read: (text) => (/^[a-z0-9-]{1,40}$/.test(text) ? text : null),
};

/** The token of a link. */
const token: Codec<string> = {
  write: (value) => value,
  read: (text) => (tokenShape.test(text) ? text : null),
};

function oneOf<const Value extends string>(values: readonly Value[]): Codec<Value> {
  return { write: (value) => value, read: (text) => values.find((value) => value === text) ?? null };
}

export const lookPurposes = ['work', 'visit', 'supervision', 'study'] as const;
const roles = ['reviewer', 'supervisor', 'department_member', 'grid_worker', 'admin'] as const;
const onTicket = { ticket: int, version: int };

/** Every button of the product: its kind, and the fields that it carries, in order. */
const shapes = {
  // A resident's.
  wrong: { complaint: int },
  solved: onTicket,
  notSolved: onTicket,
  minePage: { page: int },
  withdraw: { complaint: int },
  keep: {},
  forgetYes: {},
  forgetNo: {},
  consent: { how: oneOf(['spoken', 'none']) },
  readBack: { complaint: int },
  joinLink: { complaint: int },
  concerned: { agrees: oneOf(['yes', 'no']), token },
  language: { language: oneOf<Language>(languages) },
  // The reviewers'.
  confirm: { ...onTicket, category: code },
  others: onTicket,
  back: { ticket: int },
  askResident: onTicket,
  split: onTicket,
  rejectMenu: onTicket,
  reject: { ...onTicket, reason: oneOf<Reason | 'other'>([...reasons, 'other']) },
  elsewhere: { ...onTicket, others: code },
  passOn: { ...onTicket, category: code },
  passOnMenu: onTicket,
  takeBack: { ticket: int },
  look: { ticket: int },
  merge: { ...onTicket, into: int },
  unmerge: onTicket,
  amend: onTicket,
  arrived: { delivery: int },
  sendAgain: { delivery: int },
  // Who looks into a ledger.
  ledgerWhy: { purpose: oneOf<LookPurpose>(lookPurposes) },
  ledgerPage: { page: int },
  ledgerFile: {},
  // A department's.
  accept: onTicket,
  notOurs: onTicket,
  theirs: { ...onTicket, department: code },
  duty: { ...onTicket, duty: code },
  noDuty: { ...onTicket, department: code },
  answer: onTicket,
  sendAnyway: { ticket: int, message: int },
  ask: onTicket,
  // An admin's. A seat is `reviewers` or a department's code.
  here: { seat: code },
  invite: { role: oneOf<RoleName>(roles) },
  inviteTo: { department: code },
  revoke: { person: int },
};

type Shapes = typeof shapes;
type Kind = keyof Shapes;
type FieldsOf<K extends Kind> = {
  [Field in keyof Shapes[K]]: Shapes[K][Field] extends Codec<infer Value> ? Value : never;
};

/** A button that was tapped: its kind and fields. */
export type Tap = { [K in Kind]: { kind: K } & FieldsOf<K> }[Kind];

/** Telegram takes at most this many bytes of callback data (https://core.telegram.org/bots/api#inlinekeyboardbutton). */
const mostBytes = 64;

/** Writes a button's callback data. Throws where it would not fit: that is our mistake. */
export function pack<K extends Kind>(kind: K, fields: FieldsOf<K>): string {
  const codecs = Object.entries(shapes[kind]) as [string, Codec<unknown>][];
  const values = codecs.map(([name, codec]) => codec.write((fields as Record<string, unknown>)[name]));
  const data = [kind, ...values].join(':');
  if (Buffer.byteLength(data) > mostBytes)
    throw new Error(`the button ${kind} takes more than ${mostBytes} bytes`);
  return data;
}

/** Reads callback data. Null for what `pack` does not write: a client may send anything. */
export function parse(data: string): Tap | null {
  const [kind = '', ...values] = data.split(':');
  if (!Object.hasOwn(shapes, kind)) return null;
  const codecs = Object.entries(shapes[kind as Kind]) as [string, Codec<unknown>][];
  if (codecs.length !== values.length) return null;
  const fields = codecs.map(([name, codec], index) => [name, codec.read(values[index]!)] as const);
  if (fields.some(([, value]) => value === null)) return null;
  return { kind, ...Object.fromEntries(fields) } as Tap;
}
