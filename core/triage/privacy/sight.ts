/** A text as rules look at it, with the way back. Its two readings have a UTF-16 unit each for the same place. */
export interface Sight {
  /** Full-width, circled and other compatibility characters made plain; nothing invisible. */
  seen: string;
  /** The same with the digits of every script (一, 幺, 壹, ٣) as 0 to 9. */
  digits: string;
  /** Where in the original the character stands that each unit came from, and where it ends. */
  from: number[];
  to: number[];
}

/** Looks at a text so that a number is a number however it is written, and whatever is hidden within it. */
export function lookAt(text: string): Sight {
  const sight: { seen: string[]; from: number[]; to: number[] } = { seen: [], from: [], to: [] };
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    for (const unit of invisible.test(character) ? '' : plain(character)) {
      sight.seen.push(unit);
      sight.from.push(at);
      sight.to.push(end);
    }
    at = end;
  }
  return { ...sight, seen: sight.seen.join(''), digits: zeros(sight.seen.map(digitOf).join('')) };
}

/** Marks that show nothing by themselves: zero-width and bidi characters, controls, keycaps, variation selectors, blank fillers. */
const invisible = /\p{Default_Ignorable_Code_Point}|\p{Cf}|\p{Me}|(?![\t\n\v\f\r])\p{Cc}/u;

/** One unit each, so that places in the two readings are the same; a character beyond the BMP that stays one is none of ours. */
function plain(character: string): string[] {
  const units = character
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−－]/g, '-')
    .replace(/[‘’]/g, "'");
  return [...units].map((one) => (one.length === 1 ? one : (decimalOf(one) ?? '\uFFFD')));
}

const numerals = [
  '零〇○洞',
  '一幺壹',
  '二两贰貳',
  '三叁參',
  '四肆',
  '五伍',
  '六陆陸',
  '七柒',
  '八捌',
  '九玖',
];
const digitByNumeral = new Map(
  numerals.flatMap((written, digit) => [...written].map((one) => [one, `${digit}`] as const)),
);

/** Who types a nought as an O means the digit, as in "O7700 900 123". */
function zeros(digits: string): string {
  return digits.replace(/(?<![A-Za-z])[Oo]{1,3}(?=\d{2})|(?<=\d{2})[Oo]{1,3}(?![A-Za-z])/g, (run) =>
    '0'.repeat(run.length),
  );
}

function digitOf(unit: string): string {
  return unit <= '\u007F' ? unit : (digitByNumeral.get(unit) ?? decimalOf(unit) ?? unit);
}

/** Unicode keeps the ten digits of a script side by side, beginning at a code point that ends in 0 or 6. */
function decimalOf(character: string): string | null {
  if (!/^\p{Nd}$/u.test(character)) return null;
  const point = character.codePointAt(0)!;
  const row = point & ~0xf;
  const zero = /\p{Nd}/u.test(String.fromCodePoint(row)) ? row : row + 6;
  return point - zero < 10 ? String(point - zero) : null;
}
