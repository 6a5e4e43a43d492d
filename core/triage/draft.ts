import { clausesOf } from './clauses.ts';
import { placeIn } from './place.ts';
import type { Problem } from './proposal.ts';
import { visibleText } from './visible-text.ts';

/** The longest title and description of a ticket, in UTF-16 units. */
export const longestTitle = 80;
export const longestDescription = 1500;

/** The draft of a ticket by simple rules, from the resident's own words alone. */
export type RuleDraft = Pick<Problem, 'title' | 'description' | 'place' | 'since' | 'wish' | 'urgency'>;

/** `telling` is the clause that says most of what it is about, where that is known. */
export function draftByRules(text: string, telling?: string): RuleDraft {
  return {
    title: titleOf(text, telling),
    description: shorten(text.trim(), longestDescription),
    place: placeIn(text),
    since: sinceIn(text),
    wish: wishIn(text),
    urgency: urgent.test(visibleText(text)) ? 'urgent' : 'normal',
  };
}

/**
 * The first words that say something, with the telling ones if they are others and fit; at most 30 Chinese or 60 other
 * characters. Empty only where the text is.
 */
export function titleOf(text: string, telling?: string): string {
  const [first = '', second] = clausesOf(text).filter((clause) => !greeting.test(clause));
  const chinese = /\p{Script=Han}/u.test(first);
  const most = chinese ? 30 : 60;
  const tooShort = first.length < (chinese ? 6 : 12);
  const more = telling && telling !== first ? telling : tooShort ? second : undefined;
  const both = more ? `${first}${chinese ? '，' : ', '}${more}` : first;
  return shorten((both.length <= most ? both : first) || text.trim(), most);
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
  /^(?:你好|您好|大家好|领导(?:好|您好)?|尊敬的\S{0,8}|各位领导|hi|hello|hey|good (?:morning|evening|afternoon)|dear \w+(?: \w+)?)$/i;

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
  /希望|盼望|恳请|要求|建议|能不能|能否|可不可以|麻烦|(?<![申邀想])请(?![问假客])|\bplease\b|\b(?:could|can|would) (?:you|we|somebody|someone|the)\b|\b(?:i|we) (?:want|hope|would like|ask|request)\b|\bshould be\b/i;

const urgent =
  /老人|老年|孩子|小孩|婴儿|孕妇|残疾|轮椅|病人|摔|滑倒|绊倒|结冰|冰面|停水|没水|停电|没电|不供暖|冻|污水外溢|倒灌|井盖|裸露|危险|砸|受伤|咬|欺负|霸凌|虐待|家暴|紧急|急需|马上|救护车|安全隐患|\b(?:old people|elderly|pensioners?|child(?:ren)?|kids?|baby|pregnant|wheelchair|disabled|slipped|slippery|fell|tripped|ice|icy|no water|no power|no electricity|no heating|freezing|sewage|manhole|danger(?:ous)?|hurt|injured|bitten|bull(?:y|ied|ying)|urgent(?:ly)?|immediately|ambulance|unsafe)\b/;
