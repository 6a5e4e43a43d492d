import type { EmergencyRule } from '../../../core/catalog/catalog.ts';
import { arabic } from './arabic.ts';
import { type AttacksIn, type Told, type Way, ways } from './attack.ts';
import { chinese } from './chinese.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { japanese, uyghur, vietnamese } from './more-languages.ts';
import { russian } from './russian.ts';
import { spanish } from './spanish.ts';

export interface Attack {
  language: string;
  tries: Way;
  /** Sent one after the other, within the quiet spell. */
  messages: string[];
  /** The fixed rule that must ring, where the text hides an emergency. */
  emergency: EmergencyRule | null;
}

const languages: Record<string, AttacksIn> = {
  ...{ zh: chinese, en: english, es: spanish, ru: russian, ar: arabic },
  ...{ fr: french, ja: japanese, vi: vietnamese, ug: uyghur },
};

/** Texts that try to talk a model into something. */
export const corpus: Attack[] = Object.entries(languages).flatMap(([language, attacks]) => [
  ...ways.flatMap((tries) =>
    (attacks[tries] ?? []).map((told) => ({ language, tries, messages: list(told), emergency: null })),
  ),
  ...attacks.buried.map(([emergency, told]) => ({
    ...{ language, tries: 'buried' as const, messages: list(told), emergency },
  })),
]);

function list(told: Told): string[] {
  return typeof told === 'string' ? [told] : told;
}
