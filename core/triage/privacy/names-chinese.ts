import { inAnyCase } from './any-case.ts';
import { type Find, findAll } from './secret.ts';
import { noSurname, surname, surnameBeforeTitle } from './surnames.ts';

/** Names in Chinese: behind the usual introductions, and wherever a family name stands before a title. */
export function findChineseNames(seen: string): Find[] {
  return patterns.flatMap((pattern) => findAll('name', pattern, seen));
}

/** What may follow a name at once. A name of two characters is told from one of three by it. */
const goesOn =
  '(?=$|[\\s\\p{P}\\d]|家?住|家在|在|电话|手机|身份|来自|反映|反应|投诉|举报|想|要|今年|现年|是|说|和|与|跟|也|有|他|她|都|一直|天天|每天|先生|女士|同志|本人)';
/** What a given name is hardly ever made of, and what often comes right behind one. */
const given =
  '(?![住在的是了有我你他她们电话手机说想要和与及也都就不没来去这那个今年岁被把给])\\p{Script=Han}';
const foreign =
  "[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2}|\\p{Script=Han}{2,6}(?:[·•・]\\p{Script=Han}{1,8}){1,3}";
/** With as many given characters as the sentence goes on behind; where it does not tell, with what may be one. */
const wholeName = `(?:${foreign}|${surname}(?:(?:${given}){2}${goesOn}|${given}${goesOn}|(?:${given}){1,2}))`;

const titles =
  '(?:先生|女士|小姐|师傅|阿姨|大[爷妈叔姐哥娘伯]|老师|医生|大夫|主任|经理|叔叔?|奶奶|爷爷|姐|哥|嫂|婶|伯伯|律师|警官|书记|队长|老板娘?|同学|护士|校长|园长|站长|所长|司机|科长|处长|局长|会计|教练|老太太?|老爷子|总(?![是共算之]))';
const relatives =
  '(?:老伴|爱人|丈夫|妻子|老公|老婆|母亲|父亲|妈妈?|爸爸?|儿子|女儿|孩子|孙子|孙女|邻居|房东|老板)';
const roles = '(?:联系人|户主|投诉人|举报人|反映人|申请人|报修人|当事人|责任人|负责人|经办人)';
const acquaintances = '(?:邻居|同事|对门|隔壁|楼[上下]|找|联系|叫|问|保安|门卫|看门|师傅|住的|[跟让托是])';
/** What a trade, an office or a place ends with, and hardly any name. */
const noEnd = '[人员户主者区路街村镇县市省院校店层中园苑工部局科处站所会厂司队办委系]';
const clearEnd = '(?=$|[\\s\\p{P}]|家?住|今年|来自|电话|手机)';
const introduced = `(?<=(?:我(?:的名字)?叫做?|姓名|名字[叫是]|[他她名]叫|一个叫|${relatives}叫|${roles}(?=[是为叫:\\s写]))(?:姓名)?(?:写的)?[是为叫]?\\s?:?\\s?)`;

/** Places and trades follow some introductions as well, so that only a whole name with a clear end counts. */
const clearName = `${noSurname}${surname}(?!${titles})(?:(?:${given}){2}(?<!${noEnd})(?:${goesOn}|${clearEnd})|${given}(?<!${noEnd})${clearEnd})`;

const patterns = [
  new RegExp(`${introduced}${wholeName}`, 'gu'),
  new RegExp(`(?<=我就?是|本人|联系|找|学生|${roles}|${relatives})(?:${foreign}|${clearName})`, 'gu'),
  new RegExp(`(?<=\\b(?:${inAnyCase("i am|i'm|my name is|this is|contact|call")})\\s)${clearName}`, 'gu'),
  new RegExp(
    `(?<=${relatives}|${roles}|学生)${noSurname}${surname}(?!${titles})(?:${given}){2}(?=一个人|一人|在|被|从|去年|没|不|经常)`,
    'gu',
  ),
  new RegExp(`(?<=${acquaintances})[老小]${surnameBeforeTitle}(?![路病牛子区康叶])`, 'gu'),
  new RegExp(`(?<!感(?=谢))${surnameBeforeTitle}(?:(?![学校院姓员工副])${given}){0,2}?${titles}`, 'gu'),
  new RegExp(`(?<=${acquaintances}|^|[\\s\\p{P}])${surnameBeforeTitle}工(?=$|[\\s\\p{P}]|说|是|来|那)`, 'gu'),
  /(?<=[我他她]姓)\p{Script=Han}(?=$|[\s\p{P}])/gu,
];
