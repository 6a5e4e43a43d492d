import { type Find, findAll } from './secret.ts';
import type { Sight } from './sight.ts';

/** E-mail addresses, number plates, and the ids of chat accounts where they are introduced as such. */
export function findHandles({ seen }: Sight): Find[] {
  return [
    ...emails.flatMap((pattern) => findAll('email', pattern, seen)),
    ...plates.flatMap((pattern) => findAll('plate', pattern, seen)),
    ...accounts.flatMap((pattern) => findAll('account', pattern, seen)),
  ];
}

const local = "[A-Za-z0-9][\\w.+'%-]{0,63}";
const emails = [
  new RegExp(
    `${local}\\s?(?:@|[([]\\s?(?:at|@)\\s?[)\\]])\\s?[A-Za-z0-9-]{1,63}(?:\\s?(?:\\.|[([]dot[)\\]])\\s?[A-Za-z0-9-]{1,63}){1,5}`,
    'g',
  ),
  /\b[A-Za-z0-9][\w+'-]{0,63}(?:(?:\.| dot )[\w+'-]{1,63}){0,3} at [A-Za-z0-9-]{1,63}(?: dot [A-Za-z0-9-]{1,63}){1,4}\b/gi,
];

/** No plate has an I or an O but a British one. */
const letter = '[A-HJ-NP-Z]';
const plates = [
  // Five signs behind the office's letter, six where the car is electric; the last may say what it is for.
  new RegExp(
    `[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]${letter}[\\s·.•・-]?(?=[A-Z0-9挂学警港澳]*\\d)[A-HJ-NP-Z0-9]{4}(?:[A-HJ-NP-Z0-9]{1,2}|[挂学警港澳])(?![A-Za-z0-9])`,
    'gi',
  ),
  /(?<![A-Za-z0-9])[A-HJ-PR-Y]{2}(?:0[2-9]|[1-7]\d)[\s-]?[A-HJ-PR-Z]{3}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9])[A-HJ-NPR-TV-Y]\d{1,3}[\s-]?[A-HJ-PR-Z]{3}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9])(?!NOT|THE|AND|FOR|BUS|VAN|CAR|LOT|BAY|BOX|BIN|ROW)[A-HJ-PR-Z]{3}[\s-]?\d{1,3}[A-HJ-NPR-TV-Y](?![A-Za-z0-9])/g,
  // Small letters make words ("at 10 the"), so these want to be introduced.
  /(?<=\b(?:reg|registration|plate|plates|number ?plate|license plate|licence plate)\b[\s:.]{0,3}(?:(?:is|no|number|with)[\s:.]{1,3})?)(?:[a-z]{2}\d{2}[\s-]?[a-z]{3}|[a-z]\d{1,3}[\s-]?[a-z]{3})(?![A-Za-z0-9])/gi,
];

const id = '(?<secret>(?!\\d{1,4}(?![\\w-]))[A-Za-z0-9][\\w-]{4,19})(?![A-Za-z0-9])';
/** Among other words an id is known by a digit or a sign in it. */
const telling = `(?=[A-Za-z_-]*[\\d_])${id}`;
const named = '(?:\\s?(?:号码?|账号|帐号|id|number|account|no\\.?|name))?';
const called = "(?:\\s?(?:[:=]|是|为|叫)|(?: is|'s)(?= ))";
const accounts = [
  new RegExp(`(?:微信|薇信|[Vv]信|扣扣|企鹅|[加+]\\s?[VvQq](?![A-Za-z]))${named}${called}?\\s?${id}`, 'dgi'),
  new RegExp(`(?<![A-Za-z])(?:wechat|weixin|vx|wx|QQ)${named}(?:${called}|,)?\\s?${telling}`, 'dgi'),
  new RegExp(
    `(?<![A-Za-z])(?:wechat|weixin|vx|wx|QQ)${named}${called}\\s?(?!(?:down|broken|still)\\b)${id}`,
    'dgi',
  ),
];
