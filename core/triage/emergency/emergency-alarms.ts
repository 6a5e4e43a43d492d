import type { EmergencyRule } from '../../catalog/catalog.ts';
import { person, personCollapsed } from './emergency-person.ts';

// Names of things that several rules share, as pieces of regular expressions.
const gas = '(?:煤气|燃气|天然气|液化气|瓦斯|沼气)';
const wire = '(?:电线|电缆|高压线|火线|线缆)';

const fire = [
  /着(?:了)?大?火|起火(?!锅)|失火|火灾|火光|火苗|火势|往外[^，。]{0,2}[窜蹿冒喷]火|[窜蹿喷](?:出|起)?来?火|(?:窗|锅|墙|灶|屋顶)[^，。]{0,4}冒火|大火(?![锅车])|烧起来|[烧点引]着了(?!火?锅)|还在烧(?![香烤水])|燃起来|自燃|引燃|(?:在|正)燃烧(?![后不时])/,
  /(?:房子|屋子|厨房|汽车|轿车|电动车|电瓶车?|三轮车|仓库|垃圾桶|草丛|山上|厂房)[^，。,.]{0,2}[烧燃](?:了|着|起)/,
  /冒(?:着|出|起|了)?(?:很多|好多|大量|滚滚|好大|一股股?)?的?[黑白浓青大]?烟|烟[^，。]{0,8}往[上外里]冒|浓烟|黑烟|[全都]是烟(?!味)|(?:烧焦|焦糊)[^，。]{0,2}味|爆燃/,
  /(?:阳台|[楼屋房窗树车瓶罐箱垛]|草地?|柴堆)[^，。]{0,2}(?<![睡开关放停堵占])着(?:了|起来)|[屋楼家室车库窗台][里内上户]?有明?火(?![锅车灾炉炕盆墙])/,
  /爆炸|(?:罐|瓶|电池|锅炉|充电器|厨房|隔壁|车间|店里)[^，。]{0,3}炸了(?!锅)/,
  /\bon\s*fire\b|\b(?:caught|catch(?:es|ing)?)\s+(?:on )?fire\b|\bset fire to\b|\balight\b(?! (?:at|from|here|before|the)\b)|\bablaze\b|\bin flames\b|\bflames\b/,
  /\b(?:a|the|big|huge|house|building|flat|kitchen|car|bin|electrical|forest) fire\b|\bfire (?:broke out|in the|in my|in our|at the|is spreading|next door|upstairs|downstairs)|\bfire\s*!/,
  /\b(?:house|building|flat|apartment|hallway|car|roof|kitchen|shop|something|everything|room|warehouse|shed|bins?)(?:'s| is| are)? burning\b|\bsmell(?:s|ing)? (?:of )?burning\b|\bburning (?:smell|down)\b|\bburst into flames?\b/,
  /\b(?:meter|socket|plug|box|cable|charger|battery|boiler|engine|fridge)s? (?:is|are|was|keeps?|started) smoking\b|\bsmoke (?:under|behind) (?:the|my|our|a)\b|\bsmoke (?:is |are )?(?:coming|pouring|billowing|rising|filling|everywhere|from|out of|in (?:the|our|my) (?:hall|stair|flat|house|building|room|corridor))|\b(?:thick|black|heavy|lots of|full of|so much|filled with) smoke\b/,
  /\bexplosion\b|\bexplod(?:ed|ing)\b|\bblew up\b|\babout to (?:explode|blow up)\b/,
];

const gasAlarms = [
  new RegExp(`${gas}[^，。,.!！；;]{0,8}(?:泄漏|泄露|外泄|漏气|漏了|在漏|跑气|漏出|嘶嘶|[呲滋])`),
  // one step further apart: "somebody left the gas on, the whole stairwell smells"
  new RegExp(
    `${gas}[^。！？!?\\n]{0,14}(?<![人油])味(?!道?(?:差|淡|不错|好))|味[^。！？!?\\n]{0,10}${gas}(?!公司|费|灶)|${gas}(?:泄漏)?报警器[^，。电]{0,6}(?:叫|响)`,
  ),
  new RegExp(
    `(?:漏|跑)[了着出]?的?是?${gas}|(?:泄漏|泄露)(?:了|出)?的?是?${gas}|${gas}的?(?:味|气味|臭味)|[全都]是${gas}`,
  ),
  new RegExp(
    `${gas}[^，。,.!！；;]{0,6}[破裂爆](?:了|开|裂)|${gas}[^，。,.]{0,2}[管阀][^，。,.!！；;]{0,6}断(?:了|开|裂)|${gas}[^，。,.]{0,2}[管阀][^，。,.]{0,3}[打挖扎钻铲碰戳][穿破断漏]`,
  ),
  new RegExp(`(?:闻|嗅|味儿?|味道|一股|股子|好大|浓)[^，。,.]{0,6}${gas}(?![公费表卡价])`),
  /(?:灶|炉子|管道|阀门|热水器|气罐|气瓶)[^，。,.]{0,6}(?:漏气|泄漏|泄露|嘶嘶|跑气)/,
  /臭鸡蛋味|煤气中毒|一氧化碳[^，。、,.]{0,4}(?:中毒|报警|警报|超标|泄漏|泄露|味)|(?:氯气|氨气|毒气(?!味)|有毒气体|化学品)[^，。,.]{0,4}(?:泄漏|泄露|味|漏)/,
  /\b(?:smell(?:s|ed|ing)?|smelt|odou?r|reek(?:s|ing)?|stinks?|whiff)(?: (?:strongly|really|very|strong|so|a|bit|lot|like|of|some|the|bad)){0,5} (?:natural |town )?gas\b/,
  /\bgas(?:\s|-)?(?:leak(?:s|ing|age|ed)?|smell|odou?r|escaping|everywhere)\b|\bgas (?:is )?(?:leaking|escaping|hissing|coming out)\b|\bgas\b[^.;!?]{0,40}\b(?:stinks|reeks) of it\b|\bleak(?:s|ing|y)?\b[^.;!?]{0,20}\bgas\b(?! (?:station|bill))/,
  /\bgas (?:\w+ )?(?:pipe|main|line|valve|bottle|cylinder|tap|boiler|stove|cooker|meter)\b[^.;!?]{0,35}\b(?:leak\w*|hiss\w*|burst|cracked|ruptured|severed|dug through)\b/,
  /\brotten eggs?\b|\bcarbon monoxide\b|\b(?:chlorine|ammonia|toxic gas|poison gas)\b/,
];

const electric = [
  /漏电|触电|(?:被|给)电(?:到|着|了|击|一下|麻)|电到[了人我]|电死|电击|[摸碰][^，。]{0,10}麻|[杆壳栏门水箱管铁](?:上|里|都)?带电(?![动瓶脑子池源器])/,
  new RegExp(
    `${wire}[^，。,.!！？?；;]{0,12}(?:掉[下落到在了]|断[了落裂开掉在成]|垂[下落到在]|耷拉|拖在|落[地在到下]|打火|火花|火星|裸露|外露|露[出在着]|泡在|浸在)`,
  ),
  /(?:变压器|电线杆|电杆|配电箱|电箱|电表箱|插座|路灯)[^，。,.!！？?；;]{0,8}(?:打火|火花|火星|冒火|炸|短路)|(?:电线杆|电杆|路灯杆)[^，。,.]{0,4}(?:倒|断|要倒)/,
  new RegExp(`[刮吹砸碰扯压撞挖挂]断了?[^，。]{0,4}${wire}|${wire}被[^，。]{0,6}断`),
  new RegExp(
    `(?:裸露|断|掉落|脱落|垂落|掉下来?)了?[的着]?(?:[一几]?[根条])?的?${wire}|[掉断垂][了着下来]*[一几两]?[根条]电线`,
  ),
  /\blive (?:electric(?:al)? )?(?:wires?|cables?|power lines?)\b|\b(?:exposed|bare|fallen|downed|loose|broken|snapped|dangling|sparking)\s+(?:(?:electric(?:al|ity)?|power|mains|overhead) )?(?:wires?|wiring|power ?lines?)\b(?! (?:mesh|fenc\w+|netting))/,
  /\b(?:exposed|bare|fallen|downed|broken|snapped|dangling|sparking)\s+(?:electric(?:al|ity)?|power|mains|overhead) cables?\b/,
  /\b(?:(?:electric(?:al|ity)?|power|overhead|high.voltage|mains) (?:wires?|cables?|lines?)|wires?|power ?lines?|pylon)\b[^.;!?]{0,25}\b(?:fell|fallen|(?:is |are )?down\b|came down|come down|snapped|broke|hanging (?:down|low|loose)|dangling|sparking|exposed|on the ground|lying)\b/,
  /\bspark(?:s|ing)\b|\b(?:got|gets|getting) (?:electro)?shocked (?!by|at)|\b(?:got|gets|getting) shocked$|\bwires?\b[^.;!?]{0,12}\b(?:came|come|coming) (?:off|loose)\b|\belectrocut\w*|\b(?:electric|electrical) shocks?\b|\b(?:get|got|gets|getting|gave|gives|giving|received) (?:me |him |her |us |people |you |my \w+ )?(?:an? )?shocks? (?:from|off) (?!\w+ (?:\w+ )?bill)/,
];

const collapse = [
  /坍塌|倒塌|垮塌|坍了|塌方|崩塌|滑坡|泥石流|山[坡体][^，。]{0,6}(?:往?下滑|滑下来)|[要快会]塌(?!陷)|塌了|塌下来|塌掉|突然(?:塌陷|下沉|开裂)/,
  /(?:阳台|楼板|[房屋楼]顶|预制板|塔吊)[^，。]{0,4}(?:快|要|马上|随时)[^，。]{0,3}掉/,
  /(?:楼|房|屋|墙|桥|阳台|天花板|雨棚|脚手架|塔吊|吊车)[^，。,.!！？?；;]{0,6}(?:倒了|倒下|要倒|快倒|垮了|要垮|整个[掉倒])/,
  /(?:楼|房子|屋|墙)[^，。,.!！？?；;]{0,6}(?:倾斜|歪)[^，。,.]{0,8}(?:快|要|严重|厉害|马上|随时)/,
  /\b(?:collapsed|collapsing|cav(?:ed|ing) in|landslide|mudslide|sinkhole)\b|\b(?:going to|about to|gonna|will|might|could|may|starting to) (?:collapse|cave in|crumble)\b/,
  /\b(?:wall|roof|ceiling|building|house|bridge|balcony|scaffold(?:ing)?|crane|tower|chimney|floor|facade|front|gable|cliff|hillside|bank)\b(?! price)[^.,;!?]{0,30}\b(?:fell down|fallen down|falling down|has fallen|fell (?:in|on|onto|over)|(?:came|come|coming) down|toppled|g(?:ave|iving|iven) way|(?:to|will|might|could) fall)\b/,
];

/**
 * What rings, in the order of whom to call first where several match: the fire brigade also frees people and shuts off gas.
 * A person comes before a collapse only where the person is what collapsed.
 */
export const alarms: { rule: EmergencyRule; patterns: RegExp[] }[] = [
  { rule: 'fire', patterns: fire },
  { rule: 'gas', patterns: gasAlarms },
  { rule: 'electric', patterns: electric },
  { rule: 'person', patterns: [personCollapsed] },
  { rule: 'collapse', patterns: collapse },
  { rule: 'person', patterns: person },
];
