import type { EmergencyRule } from '../../catalog/catalog.ts';
import { visibleText } from '../words/visible-text.ts';
import { alarms } from './emergency-alarms.ts';
import { harmless } from './emergency-harmless.ts';
import { moreAlarms, moreHarmless } from './emergency-languages.ts';

/**
 * The fixed rule that a text meets, or null: gas, fire, collapse, a person in danger, a live wire, in Chinese and English, and by
 * their main words in some other languages. No model has a say in it. A false alarm costs a glance and a line of advice, a miss
 * perhaps a life, so doubt rings; but what merely sounds alike (a fire extinguisher, a railway station) does not.
 */
export function findEmergency(text: string): EmergencyRule | null {
  const seen = visibleText(text);
  // Line by line as well: what is harmless in one message of a complaint must not reach into the next.
  const lines = seen.split('\n').map(closeGaps);
  const readings = [...new Set([closeGaps(seen), unspell(seen), ...lines])].map(withoutHarmless);
  const rings = ({ patterns }: (typeof alarms)[number]) =>
    patterns.some((pattern) => readings.some((reading) => pattern.test(reading)));
  return alarms.find(rings)?.rule ?? findInMoreLanguages(seen);
}

function findInMoreLanguages(seen: string): EmergencyRule | null {
  const lines = seen.split('\n').map(withoutAccents);
  const readings = [...new Set([seen, withoutAccents(seen), ...lines])].map((text) =>
    moreHarmless.reduce((left, pattern) => left.replace(pattern, ' · '), text),
  );
  const rings = ({ patterns }: (typeof moreAlarms)[number]) =>
    patterns.some((pattern) => readings.some((reading) => pattern.test(reading)));
  return moreAlarms.find(rings)?.rule ?? null;
}

/** As people in a hurry write: no accents, no points above or below, no stretched letters. */
function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}|\u0640/gu, '');
}

function withoutHarmless(text: string): string {
  return harmless.reduce((left, pattern) => left.replace(pattern, ' · '), text);
}

/** Chinese needs no spaces: "煤 气*泄-漏" is what it looks like. Commas and full stops stay, as the rules stop at them. */
function closeGaps(text: string): string {
  return text.replace(/(?<=\p{Script=Han})[\s*_~.·•|/\\+=^`"'“”‘’-]+(?=\p{Script=Han})/gu, '');
}

/** "o n   f i r e" is "on fire": single letters apart belong together, and a wider gap parts the words. */
function unspell(text: string): string {
  return text.replace(/(?<!\S)\p{Script=Latin}(?:[\s.*_-]+\p{Script=Latin}(?!\p{L}))+/gu, (spelt) =>
    spelt.replace(/([^\S\n]{2,})|[\s.*_-]/g, (_, wide) => (wide ? ' ' : '')),
  );
}
