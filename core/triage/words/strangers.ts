import { withoutHidden } from './visible-text.ts';

/** What leads to somebody, by what to call it when a model is told. */
export type Stranger = 'link' | 'e-mail address' | 'number' | "person's name";

/**
 * What a draft leads to that the resident never named: a link, an address, a telephone number, a person. A made-up one sends staff,
 * or a resident's money, to whoever wrote it. Names only where a title or a label shows that it is one: doubt is no stranger.
 */
export function strangersIn(draft: string, text: string): Stranger[] {
  const [said, known] = [plain(draft), plain(text)];
  return (Object.keys(finders) as Stranger[]).filter((kind) => {
    const own = finders[kind](known);
    return finders[kind](said).some((found) => !stands(kind, found, own, known));
  });
}

function stands(kind: Stranger, found: string, own: string[], text: string): boolean {
  if (own.includes(found)) return true;
  if (kind === 'number') return digitsOnly(text).includes(found);
  // The same person under the other script's spelling can't be told from another one.
  return kind === "person's name" && own.some((name) => isHan(name) !== isHan(found));
}

const finders: Record<Stranger, (text: string) => string[]> = {
  link: (text) => all(link, text.replace(email, ' ')).map(bareLink),
  'e-mail address': (text) => all(email, text),
  number: (text) => {
    const rest = text.replace(date, ' · ').replace(link, ' · ');
    return [...all(phone, rest), ...all(shortNumber, rest), ...all(spokenNumber, rest)].map(digitsOnly);
  },
  "person's name": (text) => [...all(nameInChinese, text), ...all(nameInEnglish, text)],
};

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;
const ending =
  'com|cn|net|org|info|top|xyz|ru|io|me|cc|app|shop|gov|edu|biz|club|site|online|vip|link|click|co|eu|uk|de|fr|es|su|tk|example|中国|рф';
const link = new RegExp(
  `[a-z][a-z\\d+.-]*://\\S+|(?:www\\.|t\\.me/)\\S+|\\b(?:javascript|data|tg|mailto|tel):\\S+|(?<![\\p{L}\\d@])(?:[\\p{L}\\d-]+\\.)+(?:${ending})(?![\\p{L}\\d-])(?:[/:?#]\\S*)?|(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.])(?:[/:]\\S*)?|(?<![\\p{L}\\d.])@\\w{4,}`,
  'gu',
);

/** The same page, however its address was written down: no scheme, no mark behind. */
function bareLink(found: string): string {
  return found.replace(/^[a-z]+:\/\/(?:www\.)?|^www\./, '').replace(/[^\p{L}\d_=-]+$/u, '');
}

const date =
  /(?<!\d)(?:19|20)\d\d[-./](?:19|20)?\d{1,2}(?:[-./]\d{1,2})?(?!\d)(?:t?\s?\d{1,2}:\d\d(?::\d\d)?)?/g;
const phone = /(?<![\p{L}\d])\+?\(?\d(?:[\s().-]{0,2}\d){6,}/gu;
/** What is too short to tell by itself, but said to be called. */
const shortNumber =
  /(?<=(?:电话|热线|拨打?|致电|\b(?:call|dial|phone|tel|hotline|number|ring))[\s:：.]{0,2}(?:is |me |at |on |us )?)\d{3,6}\b/gu;
const spokenNumber = /[零〇一二三四五六七八九幺]{7,}/g;

const spoken = '零一二三四五六七八九';

function digitsOnly(text: string): string {
  return text
    .replace(/[零一二三四五六七八九]/g, (digit) => String(spoken.indexOf(digit)))
    .replaceAll('〇', '0')
    .replaceAll('幺', '1')
    .replace(/\D/g, '');
}

// Surnames that are everyday words as well (高, 于, 方, 白, 时) stay out: "提高老师待遇" names nobody.
const surname =
  '(?:欧阳|司马|上官|诸葛|[王李张刘陈杨黄赵吴周徐孙朱林郭罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔谭陆汪廖范贾韦邹熊孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱覃戴严莫孔赖])';
const titles =
  '(?:先生|女士|小姐|太太|主任|副主任|科长|处长|局长|书记|经理|师傅|老师|医生|大夫|警官|院长|校长|队长|所长|站长|老板|同志|律师|法官|阿姨|大爷|大妈|叔叔)';
const edge = '(?<=^|[^\\p{L}]|[由找向给请是叫和与的让跟])';
const nameInChinese = new RegExp(
  `${edge}${surname}\\p{Script=Han}{0,2}?${titles}|(?<=(?:姓名|联系人|负责人|经办人|举报人|投诉人|本人|名叫|姓名叫)(?:是|为|叫)?[\\s:：]{0,2})${surname}\\p{Script=Han}{1,2}(?!\\p{Script=Han})`,
  'gu',
);
const nameInEnglish =
  /\b(?:mr|mrs|ms|miss|dr|prof|professor|sir|madam|officer|señora?|monsieur|madame)\b\.? (?!(?:and|or|in|at|on|who|the|of)\b)[\p{Script=Latin}'-]{2,}|(?<=\b(?:named|contact person|contact name|ask for|speak to|name is)(?: is)?[\s:]{1,2})[\p{Script=Latin}'-]{2,} [\p{Script=Latin}'-]{2,}/gu;

function isHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

function all(pattern: RegExp, text: string): string[] {
  return text.match(pattern) ?? [];
}

function plain(text: string): string {
  return withoutHidden(text.normalize('NFKC')).toLowerCase();
}
