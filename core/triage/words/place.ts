import { namesTrouble } from './kind.ts';

/** A place that a stranger could find, in the resident's words: a street or estate by name, a house or block by number. Else null. */
export function placeIn(text: string): string | null {
  return placeInChinese(text) ?? placeInEnglish(text);
}

/** No place takes more words than this, in UTF-16 units. */
const longestPlace = 60;

/** Whether words that answer "where is it?" tell a place and nothing else: short, with nothing that is wrong, and as places are told. */
export function tellsPlace(text: string): boolean {
  const said = text.trim().replace(/[.。!！~～]+$/, '');
  if (said.length > longestPlace || namesTrouble(said)) return false;
  return placeIn(said) !== null || whereInChinese.test(said) || whereInEnglish.test(said);
}

const whereInChinese =
  /^(?:就?在|位置是|地址是?)|(?:[里上下旁边口门侧角处排头面楼院区村街路巷桥号]|这儿|那儿|附近|市场|学校|小学|中学|医院|公园|广场|车站|超市)(?:[那这](?:里|儿|边|块|一?片))?(?:[吧呢啊呀]|的?(?:位置|地方))?$/;
const whereInEnglish =
  /^(?:(?:it'?s|it is|right|just) )*(?:at|in|on|near|behind|by|next to|opposite|outside|between|under|in front of|the corner of) \S+(?: \S+){0,7}$|^(?:\S+ ){0,6}(?:gate|entrance|market|school|park|square|corner|bridge|station|car park|playground)$/i;

const kindOfPlace =
  '(?:路|街|大道|巷|胡同|小区|花园|家园|公寓|新村|村|社区|广场|公园|市场|小学|中学|学校|幼儿园|医院|车站|地铁站|公交站|桥|超市|商场|苑)';
const number = '(?:[0-9一二三四五六七八九十百]{1,5}(?:号院|号楼|号|栋|幢|座|单元|室))';
const beside = '(?:门口|附近|旁边?|对面|路口|交叉口|楼下|楼前|楼后|[东西南北]侧|[东西南北]门|桥下|拐角)';
const inChinese = new RegExp(
  `\\p{Script=Han}{0,8}?${kindOfPlace}{1,2}(?:[和与]\\p{Script=Han}{1,4}?(?:路|街|大道|巷))?${number}*${beside}?|\\p{Script=Han}{0,6}?${number}+${beside}?`,
  'gu',
);
const withoutName = new RegExp(`${kindOfPlace}{0,2}${number}*${beside}?$`, 'u');
const endsBeside = new RegExp(`${beside}$`, 'u');
const endsInNumber = new RegExp(`${number}${beside}?$`, 'u');
const onlyNumber = new RegExp(`^${number}+${beside}?$`, 'u');

/** What runs up to a name without being part of it, so that "我家住在柳荫路" leaves "柳荫路". */
const runUp =
  /^.*(?:请问|住在|位于|就在|来自|我们|我家|咱们|你们|他们|这么|这个|那个|这条|那条|这排|一条|整个|每个|哪个|隔壁|家住|门口|楼下|楼上|楼前|旁边|老板|到|在|从|去|的|是|住|离|过|完|走|了|把|说|让|有|没|给|要)(?=.)/u;

/** Roads that every town has, and none can be found by. */
const nameless =
  /^(?:个|大个)|(?:跑|马|水泥|柏油|石子|道|公|铁|修|管子|土|小|不见)路|^老旧|病历|城中村|[上读念入]小学$|^[^路街]{1,5}号$|月[0-9一二三四五六七八九十]+号$/;

function placeInChinese(text: string): string | null {
  const found = [...text.matchAll(inChinese)];
  for (const [at, { 0: words, index }] of found.entries()) {
    const place = words.replace(runUp, '');
    if (!isFindable(place)) continue;
    // A street, and right behind it the estate and the house.
    const next = found[at + 1];
    const goesOn = next?.index === index + words.length && endsInNumber.test(next[0]) && !runUp.test(next[0]);
    return goesOn ? place + next[0] : place;
  }
  return null;
}

function isFindable(place: string): boolean {
  if (nameless.test(place)) return false;
  const name = place.replace(withoutName, '');
  const besideIt = name.length === 1 && place.length >= 5 && endsBeside.test(place);
  return onlyNumber.test(place) || name.length >= 2 || besideIt;
}

const kindsOfStreet =
  'Street|St|Road|Rd|Lane|Avenue|Ave|Square|Park|Bridge|Market|School|Hospital|Station|Close|Drive|Way|Court|Estate|Village|Green|Hill|Row|Terrace|Gardens|Crescent|Library|Church|Mill|Gate';
const address = new RegExp(`\\b\\d{1,4}[a-z]? (?:[a-z'’]+ ){1,3}?(?:${kindsOfStreet})\\b`, 'i');
const byName = new RegExp(
  `\\b(?:[Cc]orner of |[Jj]unction of )?(?:[A-Z][\\w'’]+ ){1,3}(?:and (?:[A-Z][\\w'’]+ ){1,2})?(?:${kindsOfStreet})\\b`,
);
/** By what stands there, with a name of its own that may be written small: "behind Liuxi market". */
const byThing =
  /(?<=\b(?:behind|near|at|in|outside|opposite|beside|by|next to|in front of|inside) (?:the )?)(?:[A-Z][\w'’]+ ){1,3}(?:market|school|park|station|hospital|library|square|church|mall|bridge|estate|court|gate)\b/;
const byNumber =
  /\b(?:block|building|number|house|flat|unit|no\.) ?\d{1,4}[a-z]?\b(?! (?:bus|line|tram|train))/i;

function placeInEnglish(text: string): string | null {
  const found = address.exec(text) ?? byName.exec(text) ?? byThing.exec(text);
  const place = found?.[0].replace(/^(?:The|In|At|On|Near|Our|My|Please|This|Outside|Behind|Opposite) /, '');
  return place ?? byNumber.exec(text)?.[0] ?? null;
}
