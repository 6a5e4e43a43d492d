import type { Kind } from '../proposal.ts';
import { clausesOf } from './clauses.ts';
import { visibleText } from './visible-text.ts';

/**
 * What a message is, by simple words and with care: a complaint unless it is plainly something else. Whoever says thanks, asks
 * or suggests and names something wrong in the same breath, complains.
 */
export function kindOf(text: string): Kind {
  const seen = visibleText(text).trim();
  if (seen === '') return 'complaint';
  if (saysNothing(seen)) return 'not_for_us';
  if (isThanks(seen)) return 'thanks';
  const [first = ''] = clausesOf(seen);
  if (suggestsMore.test(first)) return 'suggestion';
  if (trouble.test(seen)) return 'complaint';
  if (advertisement.test(seen) || (seen.length <= longestRemark && smallTalk.test(seen))) return 'not_for_us';
  // "Nowhere to exercise here, could you put something up?" tells of a lack first: a complaint.
  if (saysSuggestion.test(seen) || suggests.test(first)) return 'suggestion';
  if (saysQuestion.test(seen) || asks.test(first) || (first.length > seen.length - 3 && /[?？]$/.test(seen)))
    return 'question';
  return 'complaint';
}

/** The words of a question that ask, where others stand around them. */
export function askingClause(text: string): string | undefined {
  return clausesOf(text).find((clause) => {
    const seen = visibleText(clause);
    return saysQuestion.test(seen) || asks.test(seen);
  });
}

/** Whether the words name something that is wrong. */
export function namesTrouble(text: string): boolean {
  return trouble.test(visibleText(text));
}

/** A longer text is about something, in UTF-16 units. */
const longestRemark = 120;

/** "The bin is gone. Thank you" is courtesy: thanks count where they are more than how a message ends, or for what was done. */
function isThanks(seen: string): boolean {
  if (seen.length > longestRemark || !thanks.test(seen) || notOnlyThanks.test(seen)) return false;
  if (done.test(seen)) return true;
  const before = seen.replace(closing, '').trim();
  return !trouble.test(seen) && (before === '' || thanks.test(before));
}

const thanks =
  /谢谢|感谢|多谢|辛苦(?:了|你们)|点个?赞|好评|\bthank(?:s| you)\b|\bwell done\b|\bgood job\b|\bgreat work\b|\bgrateful\b/;
const closing =
  /(?:(?:真诚|衷心|非常|万分|十分|先)的?)?(?:谢谢|感谢|多谢|辛苦了?)(?:了|啦|您|你们?|各位|大家|领导)*[\s!！。.~,，]*$|\b(?:(?:many|much|kind|best|with) )?(?:thanks|thank you)(?: (?:very much|so much|a lot|again|in advance|all))*[\s!.]*$/;
const done =
  /解决了|修好了|弄好了|处理好了|办好了|搞定|通了|亮了|来水了|来电了|清理(?:干净|完)|\b(?:fixed|solved|sorted|repaired|works? again|working again|cleared|done)\b|\bgone (?:at once|within|by the next|the (?:very )?(?:next|same) (?:day|morning))\b/;
/** Thanks in advance, or with a "but". */
const notOnlyThanks =
  /[?？]|请问|咨询|麻烦|希望|帮忙|(?<![申邀])请(?!转告|转达|代我|接受)|\bplease\b|\bneeds?\b|\b(?:could|can|would) (?:you|we|these|this|it|somebody)\b|\bgreat if\b|但|可是|不过|然而|又(?:坏|堵|停|漏|不)|还是(?:没|不)|还没|\bbut\b|\bhowever\b|\bstill\b|(?<!works? |working )\bagain\b/;

const wrongInChinese =
  /坏|没人|没有?(?=水|电|气|暖|灯|路|护栏|扶手|坡道)|停[水电气]|漏|堵|脏|臭|吵|噪|欠|拖[欠着]|(?<!沙)坑|塌|裂|破|烂|断[了电网]|冰|积水|摔|滑倒|危险|隐患|乱|贵|过期|变质|假货|骗|偷|投诉|举报|扰民|欺负|打人|骂|态度|违规|违法|占[了着用道]|溢|冒|淹|冻|困扰|严重|难以|影响|受不了|霸占|拒绝|推来推去|推诿|(?<![亮热通管给让发退来办修行稳])不[亮热通管给让发退来办修行稳]/;
const wrongInEnglish =
  /\b(?:broken|broke|breaks|nobody|no one|nowhere|never|leak\w*|block(?:ed|s|ing)|dirty|filthy|smells?|stinks?|nois[ey]\w*|loud|overflow\w*|flood\w*|crack\w*|damag\w*|danger\w*|hazard\w*|potholes?|rubbish|trash|garbage|dump\w*|unpaid|owes?|cheat\w*|fake|expired|stolen|bull(?:y|ied|ying)|refus\w*|complain\w*|unsafe|icy|missing|out of order|(?:is|are|been|went|gone) out|\w+n't|cannot|not)\b/;
const trouble = new RegExp(`${wrongInChinese.source}|${wrongInEnglish.source}`);

const saysSuggestion = /建议|提个?意见|\bsuggest\w*|\bit would be (?:nice|great|good|helpful)\b|\bmy idea\b/;
/** Who proposes something new tells of the lack to say why. */
const suggestsMore =
  /建议[^，。]{0,12}(?:增设|增加|加装|加几|多设|新建)|\bsuggest\w*\b[^.;!?]*\b(?:add|put|install|build|plant)(?:ing)?\b/;
const suggests =
  /(?:希望(?:能|可以)?[^，。]{0,10}|(?:能不能|可不可以)[^，。]{0,6}|最好能?)(?:增|加|多|设|建|装|延长)|\bhow about\b|\bcould (?:you|we|the \w+) (?:please )?(?:add|have|put|install|build|open|stay|get)\b|\bplease (?:add|install|build|consider)\b/;

const saysQuestion = /请问|咨询|问一下|想问/;
const asks =
  /怎么(?:办理?|申请|交|报名|查|预约|开|续|领|联系|补[缴办]|填|走)|如何|(?:在|去|到)?哪(?:里|儿|办|可以)|什么(?:时候|材料|条件|手续|时间)|几点|多少钱|需要(?:带|准备)|可以(?:网上)?办?吗|能(?:网上)?办吗|是多少|^(?:how|where|when|what|which|who|why|can|could|do|does|is|are|may|am)\b/;

const smallTalk =
  /天气(?:真|很|好|不错)|讲个?(?:笑话|故事)|你是(?:谁|机器人|真人)|叫什么名字|\btell me a joke\b|\bwho are you\b|\bare you (?:a bot|real|human)\b|\bwhat'?s your name\b|\bi love you\b|\blovely day\b|\bweather is (?:nice|lovely|great|good|fine)\b|\bbest (?:team|football)\b/;
const advertisement =
  /加(?:我|v|下)?(?:微信|vx)(?!群)|代开发票|兼职?刷单|(?:办理?|低息|无抵押|秒批|快速)贷款|贷款(?:找我|秒批|联系|加)|日结(?:\d|兼职)|兼职日结|恭喜你?中奖|\bonline casino\b|\b(?:buy|free|earn) (?:bitcoin|crypto)\b|\b(?:earn|make) (?:money|\$?\d+)[^.!?]{0,20} (?:fast|online|from home|a day|daily|weekly)\b|\bclick (?:here|the link)\b|\bfree followers\b|\b(?:cheap|instant|quick|payday) loans?\b|\bloans? approved (?:in|within)\b|\bguaranteed (?:returns?|profits?)\b|\b(?:limited|special) offer\b|^buy (?:cheap|now)\b|\bbest prices?\b[^.!?]{0,30}\b(?:call|order|shop|visit)\b|\b(?:add|message|text) (?:me|us) on (?:whatsapp|telegram|wechat)\b|\byou (?:have )?won (?:a|the|our) (?:prize|lottery|iphone)\b/;

/** A greeting alone, a test, laughter, one sign over and over, keys hit at random, or no letters at all. */
function saysNothing(seen: string): boolean {
  const bare = seen.replace(/[^\p{L}\p{N}]+/gu, '');
  if (!/\p{L}/u.test(bare) || emptyWords.test(bare)) return true;
  if (/^(.{1,2})\1{2,}.?$/su.test(bare)) return true;
  return seen.split(/\s+/).every((word) => /^[a-z]{3,}$/.test(word) && keysAtRandom.test(word));
}

const emptyWords =
  /^(?:你好|您好|大家好|哈喽|嗨|在吗|在不在|有人吗|早上好|早安|晚上好|晚安|下午好|测试|试试|试一下|好的?|嗯+|哦+|收到|ok|okay|hi|hello|hey|hithere|hellothere|goodmorning|goodevening|test|testing|yo|lol)[啊呀呢]*\d*$/;
const keysAtRandom = /^(?:[^aeiouy]{4,}|(?:[asdfghjkl]{4,}|[qwertyuiop]{5,}|[zxcvbnm]{4,})+)$/;
