import type { Language } from '../../deps.ts';

/**
 * Whether words can be read by staff of this language, as far as the script and the small words show it. Places keep their own
 * names (`places`), and what the resident said may be quoted as it was said.
 */
export function isWrittenFor(
  language: Language,
  words: string,
  { text, places }: { text: string; places: (string | null)[] },
): boolean {
  const unquoted = words.replace(quotation, (quote) =>
    text.includes(quote.slice(1, -1).trim()) ? ' ' : quote,
  );
  const own = places.reduce<string>((left, place) => (place ? left.replaceAll(place, ' ') : left), unquoted);
  const count = (pattern: RegExp) => own.match(pattern)?.length ?? 0;
  const [han, kana] = [count(/\p{Script=Han}/gu), count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)];
  const latin = count(/[\p{Script=Latin}'’-]*\p{Script=Latin}/gu);
  const others =
    count(/[\p{L}\p{M}]+/gu) -
    count(/[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{M}]+/gu);
  if (han + kana + latin + others <= 0) return true;
  if (language === 'zh') return han >= leastHan * (han + kana + latin + Math.max(0, others));
  if (count(foreignWords) > count(englishWords)) return false;
  // A word is about two characters of Chinese.
  return latin >= (han + kana) / 2 + Math.max(0, others);
}

/** A Chinese draft may hold many a foreign name, but not be made of them. */
const leastHan = 0.3;
const quotation = /"[^"\n]+"|“[^”\n]+”|「[^」\n]+」|『[^』\n]+』|‘[^’\n]+’|«[^»\n]+»/g;
const englishWords =
  /\b(?:the|an?|is|are|was|were|in|on|at|of|to|not?|and|for|with|has|have|been|by|from|out|off|there|near|since|resident)\b/gi;
/** Of Spanish, French, Portuguese, German and Vietnamese, as they are in no English sentence. */
const foreignWords =
  /(?<!\p{L})(?:el|los|las|del|que|est[áa]n?|una?|por|para|hay|con|en|les|des|est|une|dans|pour|sur|avec|pas|não|uma|na|der|die|das|und|ist|nicht|của|không|một|và|có|bị|là)(?!\p{L})/giu;
