import { visibleText } from '../triage/words/visible-text.ts';
import { initialsOfHan, initialsOfPinyin } from './initials.ts';

/** Where a problem is, as far as its words say. */
export interface Where {
  /** Streets, estates and the like by name, as they are written: `柳荫路`, `liuyin road`. */
  names: Set<string>;
  /** The same in a form that Chinese and pinyin share: the initials and the kind, `ly road`. */
  initials: Set<string>;
  /** Numbers of houses, buildings, units and rooms, by what they number. */
  numbers: Map<Numbered, Set<number>>;
  /** What stands there, without its name: a market, a school. */
  landmarks: Set<string>;
  /** The text without all these: what is left speaks of the problem. */
  rest: string;
}

export type Numbered = 'house' | 'building' | 'unit' | 'room';

/** Kinds of places, as both languages call them. */
const kinds: [string, string, string][] = [
  ['road', '路|大道', 'road|rd|avenue|ave'],
  ['street', '街', 'street|st'],
  ['lane', '巷|胡同', 'lane|alley|hutong'],
  ['estate', '小区|花园|家园|公寓|新村|苑', 'estate|garden|gardens|court|residence|compound|village'],
  ['school', '小学|中学|学校', 'school'],
  ['kindergarten', '幼儿园', 'kindergarten|nursery'],
  ['hospital', '医院|卫生院|诊所', 'hospital|clinic'],
  ['market', '菜市场|市场|集市', 'market'],
  ['park', '公园', 'park'],
  ['square', '广场', 'square|plaza'],
  ['bridge', '桥', 'bridge'],
  ['station', '地铁站|公交站|车站', 'station|bus stop'],
  ['supermarket', '超市|商场', 'supermarket|mall'],
  ['library', '图书馆', 'library'],
];
const kindOf = new Map(
  kinds.flatMap(([kind, zh, en]) => [...zh.split('|'), ...en.split('|')].map((word) => [word, kind])),
);
const anyOf = (column: 1 | 2) =>
  kinds
    .flatMap((kind) => kind[column].split('|'))
    .sort((a, b) => b.length - a.length)
    .join('|');

const inChinese = new RegExp(
  `(\\p{Script=Han}{0,2}?)(${anyOf(1)})(?!灯|面|障|牌|基|边|人|过|${anyOf(1)})`,
  'gu',
);
const inEnglish = new RegExp(`(?:\\b([a-z']+) )?(?:([a-z']+) )?\\b(${anyOf(2)})\\b`, 'g');
/** What stands before a kind of place without naming one. */
const noName =
  /[这那个条座们家在的到去从是有了里过走整每全本各老旧]|^(?:马|道|公|铁|水泥|柏油|门口|附近|旁边|对面|楼下|小区)$/;
const noWord = new Set(
  "the a an our my your his her their this that these every whole main old new near at in on by of from to and is behind outside inside opposite beside around there local wet same next street road bus no it's".split(
    ' ',
  ),
);

/** Reads where a problem is from its words. */
export function whereIn(text: string): Where {
  const plain = visibleText(text);
  const where: Where = {
    ...{ names: new Set(), initials: new Set(), numbers: new Map(), landmarks: new Set() },
    rest: plain,
  };
  const rest = readNumbers(plain, where.numbers)
    .replace(inChinese, (_, before: string, kind: string) => {
      nameInChinese(where, before, kind);
      return ' ';
    })
    .replace(inEnglish, (_, first: string | undefined, second: string | undefined, kind: string) => {
      nameInEnglish(where, first, second, kind);
      return ' ';
    });
  return { ...where, rest };
}

function nameInChinese({ names, initials, landmarks }: Where, before: string, kind: string): void {
  const known = kindOf.get(kind)!;
  landmarks.add(known);
  if (before.length < 2 || noName.test(before)) return;
  names.add(before + kind);
  initials.add(`${initialsOfHan(before)} ${known}`);
}

/** Two words may be a name of two syllables, or the second alone be all of it. */
function nameInEnglish({ names, initials, landmarks }: Where, first = '', second = '', kind: string): void {
  const known = kindOf.get(kind)!;
  landmarks.add(known);
  const [last, before] = second ? [second, first] : [first, ''];
  if (!last || noWord.has(last)) return;
  names.add(`${last} ${known}`);
  const pinyin = initialsOfPinyin(last);
  const both = pinyin?.length === 1 && !noWord.has(before) ? initialsOfPinyin(before + last) : pinyin;
  if (both && both.length >= 2) initials.add(`${both.slice(-2)} ${known}`);
}

const numeral = '[0-9]{1,4}|[一二三四五六七八九十百]{1,4}';
const numbered: [Numbered, RegExp][] = [
  ['building', new RegExp(`(${numeral})(?:号楼|栋|幢|座|号栋)`, 'g')],
  ['unit', new RegExp(`(${numeral})单元`, 'g')],
  ['room', new RegExp(`(${numeral})室`, 'g')],
  ['house', new RegExp(`(?<!月)(${numeral})号院?(?!线|文件)`, 'g')],
  ['building', /\b(?:building|block|bldg|tower)(?: no\.?| number)? ?(\d{1,4})\b/g],
  ['unit', /\b(?:unit|entrance|stairwell)(?: no\.?)? ?(\d{1,4})\b/g],
  ['room', /\b(?:flat|room|apartment|apt)(?: no\.?)? ?(\d{1,4})\b/g],
  ['house', /\b(?:house|number|no\.?|yard) ?(\d{1,4})\b/g],
  ['house', /\b(\d{1,4}) (?=(?:[a-z']+ ){1,2}(?:road|rd|street|st|lane|avenue|ave|alley)\b)/g],
];

function readNumbers(text: string, found: Where['numbers']): string {
  return numbered.reduce(
    (left, [what, pattern]) =>
      left.replace(pattern, (_, digits: string) => {
        found.set(what, (found.get(what) ?? new Set()).add(numberFrom(digits)));
        return ' ';
      }),
    text,
  );
}

const digits = '零一二三四五六七八九';

/** `十二` and `12` are the same house. */
export function numberFrom(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  let [total, last] = [0, 0];
  for (const character of written) {
    const unit = character === '十' ? 10 : character === '百' ? 100 : 0;
    if (unit > 0) [total, last] = [total + (last || 1) * unit, 0];
    else last = digits.indexOf(character);
  }
  return total + last;
}
