import type { Problem } from '../proposal.ts';
import { clausesOf } from './clauses.ts';
import { placeIn } from './place.ts';
import { visibleText, withoutHidden } from './visible-text.ts';

/** The longest title and description of a ticket, in UTF-16 units. */
export const longestTitle = 80;
export const longestDescription = 1500;

/** The draft of a ticket by simple rules, from the resident's own words alone. */
export type RuleDraft = Pick<Problem, 'title' | 'description' | 'place' | 'since' | 'wish' | 'urgency'>;

/** `telling` is the clause that says most of what it is about, where that is known. */
export function draftByRules(told: string, telling?: string): RuleDraft {
  const text = withoutHidden(told);
  return {
    title: titleOf(text, telling && withoutHidden(telling)),
    description: shorten(text.trim(), longestDescription),
    place: placeIn(text),
    since: sinceIn(text),
    wish: wishIn(text),
    urgency: isUrgent(text) ? 'urgent' : 'normal',
  };
}

/**
 * The first words that say something, with the telling ones if they are others and fit, else the telling ones alone; at most
 * 30 Chinese or 60 other characters. Empty only where the text is.
 */
export function titleOf(text: string, telling?: string): string {
  const [first = '', second] = clausesOf(text).filter((clause) => !greeting.test(clause));
  const chinese = /\p{Script=Han}/u.test(first);
  const most = chinese ? 30 : 60;
  const tooShort = first.length < (chinese ? 6 : 12);
  const more = telling && telling !== first ? telling : tooShort ? second : undefined;
  const both = more ? `${first}${chinese ? '，' : ', '}${more}` : first;
  return shorten((both.length <= most ? both : (telling ?? first)) || text.trim(), most);
}

/** Cuts at a word, and never within a character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length >= most) break;
    cut += character;
  }
  const midWord = /\S/.test(text[cut.length] ?? ' ');
  return `${midWord ? cut.replace(/(?<=\S)\s+\S*$/, '') : cut}…`;
}

const greeting =
  /^(?:[你您]们?好|大家好|各位好|领导们?(?:好|您好)?|尊敬的\S{0,8}|各位领导|hi|hello|hey|good (?:morning|evening|afternoon)|dear \w+(?: \w+)?)$/i;

/** Since when, in the resident's words, or null. */
export function sinceIn(text: string): string | null {
  return sinceInChinese.exec(text)?.[0] ?? sinceInEnglish.exec(text)?.[0].trim() ?? null;
}

const span = '[一二两三四五六七八九十半几\\d]+(?:个?多|多个)?个?(?:小时|天|周|星期|礼拜|月|年)多?';
const sinceInChinese = new RegExp(
  [
    '(?:从|自)(?!来水|己|行|动)[^，。,.！？!?]{1,8}(?:开始|以来|到现在|至今|起)',
    `(?:快|近|将近|好|大)?${span}(?:了|前|以来|以上|(?=没))(?!两头)`,
    `(?:快|将近|好)${span}(?!两头)`,
    `(?<=[停坏断堵漏关欠等黑]了)(?:快|好|大概)?${span}(?!工)`,
    '大?半(?:个月|年)',
    '昨[天晚夜](?:早上|上午|下午|晚上|夜里)?|前[天晚]|今[天早](?:早上|上午|中午|下午)?',
    '上(?:个?星期|周)[一二三四五六日天末]?|上个?月|去年(?:春天|夏天|秋天|冬天|年底)?',
    '每[年天](?:春天|夏天|秋天|冬天|早上|晚上|半夜)?|一到(?:夏天|冬天|晚上|雨天)',
  ].join('|'),
);

const count =
  '(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|some|many|\\d+) (?:hours?|days?|weeks?|months?|years?)';
const sinceInEnglish = new RegExp(
  [
    'since (?:about )?(?:\\d+ ?[ap]m|the \\w+|last \\w+)(?: (?:last \\w+|this morning|yesterday|today))?',
    "since (?!(?:i|we|they|he|she|it|my|our|you)\\b)(?:[\\w']+ ?){1,3}",
    `for (?:about |over |more than |almost |nearly |at least )?${count}|${count} ago`,
    'last (?:night|week|month|year|spring|summer|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)',
    'yesterday|this (?:morning|afternoon|week|month)',
    'every (?:summer|winter|day|night|evening|morning|weekend)',
  ]
    .map((way) => `\\b(?:${way})\\b`)
    .join('|'),
  'i',
);

/** What the resident asks to be done, as they put it, or null. */
export function wishIn(text: string): string | null {
  return clausesOf(text).find((clause) => clause.length > 4 && wish.test(clause)) ?? null;
}

const wish =
  /希望|盼望|恳请|要求|建议|能不能|能否|可不可以|麻烦(?!你?们?[看问说]一下)|(?<![申邀想])请(?![问假客])|\bplease\b|\b(?:could|can|would) (?:you|we|somebody|someone|the)\b|\b(?:i|we) (?:want|hope|would like|ask|request)\b|\bshould be\b/i;

function isUrgent(text: string): boolean {
  const seen = visibleText(text);
  return harm.test(seen) || helpless.test(seen);
}

/** Somebody is hurt or may be soon, or goes without what one cannot do without. */
const harm =
  /摔(?!碎|坏)|滑倒|绊倒|绊了|结[了的]?[^，。]{0,4}冰|[是成]冰|冰[坡面]|停水|没水(?!平|准)|停电|没电|断[水电]|不供暖|没暖气|暖气[^，。]{0,6}(?:不热|凉|冰)|冻(?:感冒|得|着|病)|污水[^，。]{0,6}(?:外溢|往外|漫|冒)|返[^，。]{0,2}(?:粪|污|脏)水|倒灌|井盖[^，。]{0,4}(?:少|没|丢|松|坏|破|不见)|裸露|[砸咬打][到中伤在]|咬[了过]?人|受伤|流血|欺负|霸凌|虐待|打骂|家暴|紧急|急需|救护车|(?:太|很|特别|非常|有)危险|\b(?:(?<!(?:pay|sick|pink|permission) )slip(?:s|ping|ped)?(?! road)|slippery|tripped|frozen(?! (?:food|chips|fish|meat|goods|chicken|peas|pizzas?|dumplings?))|black ice|icy|ice (?:on|around|by)|(?:sheet|covered) (?:of|in) ice|no (?:water|power|electricity|heat|heating)|freezing|stone cold|sewage|manhole|danger(?:ous)?|injured|bitten|bull(?:y|ied|ying)|bruises|urgent(?:ly)?|ambulance|unsafe|(?:people|somebody|someone|mother|father|child|kids?|man|woman|lady|i) fell)\b/;
/** The old, the ill and children, where they cannot help themselves. */
const helpless =
  /(?:老人|老太太|孕妇|残疾人|病人|婴儿|孩子|小孩)[^，。]{0,8}(?:不敢(?:出|走|下)|[下出]不了|没人照顾|喝不上|发烧|挨饿)|\b(?:baby|elderly|old (?:people|man|woman|lady)|child(?:ren)?|pensioners?|disabled|wheelchair)\b[^.;!?]{0,40}\b(?:cold|hurt|can't get (?:out|down)|cannot get (?:out|down)|go(?:es)? without)\b/;
