/** The first character of each initial in the order of pinyin; a character belongs to the last of these that is not behind it. */
const boundaries = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀'];
const letters = 'abcdefghjklmnopqrstwxyz';
const byPinyin = new Intl.Collator('zh-u-co-pinyin');

/** The initials of Chinese characters in pinyin, by the order in which the language's dictionary has them: 人民 is `rm`. */
export function initialsOfHan(characters: string): string {
  return [...characters].map((character) => letters[lastBefore(character)] ?? '').join('');
}

function lastBefore(character: string): number {
  return boundaries.findLastIndex((boundary) => byPinyin.compare(boundary, character) <= 0);
}

/** The initials of a name that is written in pinyin, `Renmin` as `rm`; null for what is none. */
export function initialsOfPinyin(name: string): string | null {
  const syllables = name.toLowerCase().match(syllable);
  return syllables && syllables.join('') === name.toLowerCase()
    ? syllables.map((one) => one[0]).join('')
    : null;
}

/** A syllable takes as many letters as it can, but leaves its last consonant to a vowel behind it: `renan` is re-nan. */
const syllable =
  /(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|a|e|i|o|u|v)(?![aeiouv])|[mn]g?(?![a-z])/g;
