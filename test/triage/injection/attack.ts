import type { EmergencyRule } from '../../../core/catalog/catalog.ts';

/** What a text tries, beside telling of something (or nothing at all). */
export const ways = [
  'order', // plain orders to the model
  'json', // an answer ready to be taken
  'role', // words put into the mouth of the system, of staff, of the assistant
  'fence', // marks that would end the message
  'hidden', // what no reader sees, or sees as something else
  'status', // begging to be solved, closed, urgent, deleted
  'address', // whom to send it to
  'leak', // asking for the prompt, for others' data
  'codes', // codes, departments, urgency by name
  'encoded', // orders in base64 and the like
  'link', // links and numbers that staff should follow
  'split', // an order in several messages
] as const;
export type Way = (typeof ways)[number] | 'buried';

/** One message, or several sent one after the other. */
export type Told = string | string[];

/** The attacks in one language; `buried`: an emergency, by its rule, among orders to take it for nothing. */
export type AttacksIn = Partial<Record<(typeof ways)[number], Told[]>> & {
  buried: [EmergencyRule, Told][];
};

/** Letters as Unicode tag characters: shown nowhere, read by some models. */
export const tagged = (words: string) =>
  [...words].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0)! & 0x7f))).join('');

export const encoded = (words: string) => Buffer.from(words).toString('base64');
