import { isDate, passesIdCheck, passesLuhn } from './check-digits.ts';
import type { Find, SecretKind } from './secret.ts';
import type { Sight } from './sight.ts';

/** Phones, identity numbers and bank cards: runs of digits, with whatever people put between them. */
export function findNumbers({ seen, digits }: Sight): Find[] {
  // A numeral beside a number is mostly a word ("13812345678一直没人接"), so the plain reading goes first.
  const plain = runsIn(seen).flatMap((run) => judge(run, seen));
  const told = runsIn(digits).flatMap((run) => judge(run, seen));
  const others = told.filter(({ start, end }) => !plain.some((find) => find.start < end && start < find.end));
  return [...plain, ...others, ...spelledPhones(seen)];
}

/** Digits that stand together. Each group: where it begins and ends, and its digits. */
type Run = { start: number; end: number; digits: string }[];

const between =
  '(?:[\\s./()\\-·_~、,，|*]{1,3}|\\s{0,3}[,，]?(?:然后|再|接着|后面是?|中间是?|最后是?|空格|横?杠|and then|then|and|dash|space)(?:是|,|，)?\\s{0,3})';
const run = new RegExp(`\\d+(?:${between}\\d+)*(?:[-\\s]?[xX×](?![\\p{L}\\d]))?`, 'gu');

function runsIn(reading: string): Run[] {
  return [...reading.matchAll(run)].map(({ 0: words, index }) =>
    [...words.matchAll(/\d+(?:[xX×]$)?|[xX×]$/g)].map((group) => ({
      start: index + group.index,
      end: index + group.index + group[0].length,
      digits: group[0].replace(/[x×]/, 'X'),
    })),
  );
}

/** No number is told in more groups than it has digits, and none has more than a card: 19. */
const mostGroups = 19;

/** Takes the longest number that begins at each group, and goes on behind it. */
function judge(groups: Run, seen: string): Find[] {
  const found: Find[] = [];
  for (let first = 0; first < groups.length; first++) {
    const most = Math.min(groups.length, first + mostGroups);
    for (let last = most - 1; last >= first; last--) {
      const window = groups.slice(first, last + 1);
      const kind = kindOf(window, seen);
      if (!kind) continue;
      found.push({ kind, start: startOf(window[0]!.start, seen), end: window.at(-1)!.end });
      first = last;
      break;
    }
  }
  return found;
}

function kindOf(groups: Run, seen: string): SecretKind | null {
  const digits = groups.map((group) => group.digits).join('');
  if (digits.length < 7 || digits.length > 19) return null;
  const before = seen.slice(Math.max(0, groups[0]!.start - 24), groups[0]!.start);
  const after = seen.slice(groups.at(-1)!.end, groups.at(-1)!.end + 2);
  if (isMobile(digits) && groups.length <= 4) return 'phone';
  // Letters right before it and units behind make it a part of something else: an order, a model, a price.
  if (/[A-Za-z]$/.test(before) && !/(?:^|[^a-z])(?:tel|id|no|wx|vx|phone)$/i.test(before)) return null;
  if (/^(?:\.\d|[元块度%℃]|平米|公里|毫)/.test(after)) return null;
  if (isId(digits, before)) return 'id';
  if (isCard(digits, before)) return 'card';
  return isPhone(groups, digits, before) ? 'phone' : null;
}

function isId(digits: string, before: string): boolean {
  if (/^[1-8]\d{16}[\dX]$/.test(digits) && isDate(digits.slice(6, 14)))
    return passesIdCheck(digits) || /身份|证件|证号|\bID\b/i.test(before);
  return /^[1-8]\d{14}$/.test(digits) && isDate(`19${digits.slice(6, 12)}`);
}

function isCard(digits: string, before: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false;
  return passesLuhn(digits) || /卡|账号|帐号|\bcard\b/i.test(before);
}

function isPhone(groups: Run, digits: string, before: string): boolean {
  const lengths = groups.map((group) => group.digits.length);
  const asked = announced.test(before);
  const told = lengths.length <= 4 || lengths.every((length) => length === 1) || asked;
  if (/\+\s?\(?$|\(\+$/.test(before)) return digits.length >= 9 && digits.length <= 15;
  if (!told || !/^\d+$/.test(digits)) return false;
  if (isMobile(digits)) return true;
  if (/^00[1-9]\d{8,12}$/.test(digits)) return true;
  if (/^0[1-9]\d{8,10}$/.test(digits)) return lengths.length <= 4 || asked;
  if (lengths.join() === '3,3,4') return /^[2-9]\d\d[2-9]/.test(digits) && !/^[48]00/.test(digits);
  return asked && /^[2-9]\d{6,7}$/.test(digits);
}

function isMobile(digits: string): boolean {
  return /^(?:(?:00)?86)?1[3-9]\d{9}$/.test(digits);
}

const announced =
  /(?:电话|手机|座机|号码|热线|联系方式|拨打?|打|\b(?:tel|phone|mobile|call|ring|text|whatsapp)(?: number)?(?: is)?)[^\d。，,;；]{0,6}$/i;

/** The "+" and the bracket before a number are its own. */
function startOf(start: number, seen: string): number {
  return start - /\+?\s?\(?\+?$/.exec(seen.slice(Math.max(0, start - 3), start))![0].trimStart().length;
}

const digitWord = '(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)';
const spelled = new RegExp(
  `\\b(?:(?:double|triple) )?${digitWord}(?:[\\s,-]+(?:and )?(?:(?:double|triple) ${digitWord}|${digitWord}|hundred)){7,}\\b`,
  'gi',
);

function spelledPhones(seen: string): Find[] {
  return [...seen.matchAll(spelled)].map(({ index, 0: words }) => ({
    kind: 'phone',
    start: index,
    end: index + words.length,
  }));
}
