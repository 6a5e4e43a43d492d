import type { Phrase, When } from './promise-in.ts';

const digits: Record<string, number> = { 两: 2, 半: 0.5 };
for (const [value, digit] of [...'零一二三四五六七八九十'].entries()) digits[digit] = value;

/** `三`, `十二`, `二十五`, `12`. */
function numberOf(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  const [tens, ones] = written.includes('十') ? written.split('十') : ['', written];
  const ten = written.includes('十') ? (tens ? digits[tens]! : 1) * 10 : 0;
  return ten + (ones ? (digits[ones] ?? 0) : 0);
}

const number = '(\\d{1,3}|[零一二两三四五六七八九十]{1,3})';
const weekday = '(?:周|星期|礼拜)([一二三四五六日天])';
/** Up to then, and not on it by chance. */
const upTo = '(?:之前|以前|前|以内|之内|内|底)';
/** What was done, what others are to do, and what is always so. */
const notOurs = '(?<!已.{0,12})(?<!请.{0,10})(?<!每)(?<!从)(?<!自)';
/** Something is going to be done. */
const does =
  '(?=.*(?:将|会|预计|计划|拟|承诺|争取|力争|恢复|完成|完工|竣工|加固|改造|铺|修|换|装|到场|上门|施工|清|复测|开通|启用|补|建成|解决|处理|拆|付|退|发放|公布|答复))';
const undone = '(?!.*(?:已经?完成|已恢复))';

const dayOfWeek = (written: string) => ('日天'.includes(written) ? 7 : numberOf(written));
const thisWeek = (day: number, { weekday: today, inDays }: When) =>
  day < today ? null : inDays(day - today);
const coming = (day: number, { weekday: today, inDays }: When) => inDays((day - today + 7) % 7);
const nextWeek = (day: number, { weekday: today, inDays }: When) => inDays(7 - today + day);

const phrase = (looks: string, ends: Phrase['ends']): Phrase => ({
  looks: new RegExp(`${notOurs}(?:${looks})${undone}`),
  ends,
});

export const chinesePhrases: Phrase[] = [
  phrase(`${number}\\s*个?小时${upTo}`, ([, n], when) => when.inHours(numberOf(n!))),
  phrase(`${number}\\s*个?工作日${upTo}`, ([, n], when) => when.inWorkingDays(numberOf(n!))),
  phrase(`${number}\\s*(?:天|日)(?:以内|之内|内)`, ([, n], when) => when.inDays(numberOf(n!))),
  phrase(`${number}\\s*(?:周|个?星期)(?:以内|之内|内)`, ([, n], when) => when.inDays(7 * numberOf(n!))),
  phrase('半个?月(?:以内|之内|内)', (_, when) => when.inDays(15)),
  phrase(`${number}\\s*个月(?:以内|之内|内)`, ([, n], when) => when.inDays(30 * numberOf(n!))),
  phrase(`${number}月${number}[日号](?:${upTo}|${does})`, ([, m, d], when) =>
    when.onDate(numberOf(m!), numberOf(d!)),
  ),
  phrase(`(?:下个?月)底?${upTo}?${does}`, (_, when) => when.endOfMonth(1)),
  phrase('(?:本月|这个月|月)(?:底|末)', (_, when) => when.endOfMonth(0)),
  phrase(`${number}月(?:份)?(?:底|末|内|前)`, ([, m], when) =>
    numberOf(m!) >= 1 && numberOf(m!) <= 12 ? when.endOfNamedMonth(numberOf(m!)) : null,
  ),
  phrase('(?:今年|年)(?:底|内|末)', (_, when) => when.endOfYear()),
  phrase(`${number}[日号]${upTo}`, ([, d], when) => when.onDayOfMonth(numberOf(d!))),
  phrase(`下${weekday}(?:${upTo}|${does})`, ([, day], when) => nextWeek(dayOfWeek(day!), when)),
  phrase(`(?:本|这)${weekday}(?:${upTo}|${does})`, ([, day], when) => thisWeek(dayOfWeek(day!), when)),
  phrase(`${weekday}(?:${upTo}|${does})`, ([, day], when) => coming(dayOfWeek(day!), when)),
  phrase(`(?:下周|下星期|下个星期)(?:${upTo}|${does})`, (_, when) => nextWeek(7, when)),
  phrase(`(?:本周|这周|本星期)(?:${upTo}|${does})`, (_, when) => thisWeek(7, when)),
  phrase(`(?:今天|今日|今晚|今夜|当天)(?:${upTo}|${does})`, (_, when) => when.inDays(0)),
  phrase(`(?:明天|明日|明早|明晚)(?:${upTo}|${does})`, (_, when) => when.inDays(1)),
  phrase(`后天(?:${upTo}|${does})`, (_, when) => when.inDays(2)),
];
