import type { EmergencyRule } from '../catalog/catalog.ts';

// Names of things and people that several rules share, as pieces of regular expressions.
const gas = '(?:煤气|燃气|天然气|液化气|瓦斯|沼气)';
const wire = '(?:电线|电缆|高压线|火线|线缆)';
const somebody =
  '(?:有(?:一?个)?人|一个人|工人|行人|路人|孩子|小孩|娃娃?|老人|学生|同学|女孩|男孩|女的|男的|爷爷|奶奶|大爷|大妈|大叔|阿姨|儿子|女儿|孙子|孙女|父亲|母亲|我爸|我妈|老伴|邻居)';
const someone =
  '(?:people|someone|somebody|person|man|woman|lady|child|kid|boy|girl|toddler|baby|son|daughter|mother|father|mum|dad|husband|wife|grand\\w+|neighbou?r|worker|he|she)';

const fire = [
  /着(?:了)?大?火|起火(?!锅)|失火|火灾|火光|火苗|火势|大火(?![锅车])|烧起来|烧着了|燃起来|自燃|引燃|(?:在|正)燃烧/,
  /(?:房子|屋子|厨房|汽车|轿车|电动车|电瓶车?|三轮车|仓库|垃圾桶|草丛|山上|厂房)[^，。,.]{0,2}[烧燃](?:了|着|起)/,
  /冒(?:着|出|起|了)?(?:很多|好多|大量|滚滚|好大|一股股?)?的?[黑白浓青大]?烟|浓烟|黑烟|[全都]是烟(?!味)|烧焦味|焦糊味|爆燃/,
  /(?:阳台|[楼屋房窗树车]|草地?|柴堆)[^，。]{0,2}(?<![睡开关放停堵占])着(?:了|起来)|[屋楼家室车库窗台][里内上户]?有明?火(?![锅车灾炉炕盆墙])/,
  /爆炸|(?:罐|瓶|电池|锅炉|充电器)[^，。]{0,3}炸了/,
  /\bon\s*fire\b|\b(?:caught|catch(?:es|ing)?)\s+(?:on )?fire\b|\bset (?:fire to|alight)\b|\bablaze\b|\bin flames\b|\bflames\b/,
  /\b(?:a|the|big|huge|house|building|flat|kitchen|car|bin|electrical|forest) fire\b|\bfire (?:broke out|in the|in my|in our|at the|is spreading|next door|upstairs|downstairs)|\bfire\s*!/,
  /\b(?:house|building|flat|apartment|hallway|car|roof|kitchen|shop|something|everything|room|warehouse|shed|bins?)(?:'s| is| are)? burning\b|\bsmell(?:s|ing)? (?:of )?burning\b|\bburning (?:smell|down)\b|\bburst into flames?\b/,
  /\bsmoke (?:is |are )?(?:coming|pouring|billowing|rising|filling|everywhere|from|out of|in (?:the|our|my) (?:hall|stair|flat|house|building|room|corridor))|\b(?:thick|black|heavy|lots of|full of|so much|filled with) smoke\b/,
  /\bexplosion\b|\bexplod(?:ed|ing)\b|\bblew up\b|\babout to (?:explode|blow up)\b/,
];

const gasAlarms = [
  new RegExp(`${gas}[^，。,.!！；;]{0,8}(?:泄漏|泄露|外泄|漏气|漏了|在漏|跑气|漏出|嘶嘶)`),
  new RegExp(
    `(?:漏|跑)[了着出]?的?是?${gas}|(?:泄漏|泄露)(?:了|出)?的?是?${gas}|${gas}的?(?:味|气味|臭味)|[全都]是${gas}`,
  ),
  new RegExp(`${gas}[^，。,.!！；;]{0,6}[破断裂爆](?:了|开|裂)`),
  new RegExp(`(?:闻|嗅|味道|气味|一股|股子|好大|浓)[^，。,.]{0,6}${gas}(?![公费表卡价])`),
  /(?:灶|炉子|管道|阀门|热水器|气罐|气瓶)[^，。,.]{0,6}(?:漏气|泄漏|泄露|嘶嘶|跑气)/,
  /臭鸡蛋味|煤气中毒|一氧化碳|(?:氯气|氨气|毒气|有毒气体|化学品)[^，。,.]{0,4}(?:泄漏|泄露|味|漏)/,
  /\b(?:smell(?:s|ed|ing)?|smelt|odou?r|reek(?:s|ing)?|stinks?|whiff)(?: (?:strongly|really|very|strong|so|a|bit|lot|like|of|some|the|bad)){0,5} (?:natural |town )?gas\b/,
  /\bgas(?:\s|-)?(?:leak(?:s|ing|age|ed)?|smell|odou?r|escaping|everywhere)\b|\bgas is (?:leaking|escaping|hissing|coming)\b|\bleak(?:s|ing|y)?\b[^.;!?]{0,20}\bgas\b(?! (?:station|bill))/,
  /\bgas (?:\w+ )?(?:pipe|main|line|valve|bottle|cylinder|tap|boiler|stove|cooker|meter)\b[^.,;!?]{0,25}\b(?:leak\w*|hiss\w*|burst|cracked|ruptured)\b/,
  /\brotten eggs?\b|\bcarbon monoxide\b|\b(?:chlorine|ammonia|toxic gas|poison gas)\b/,
];

const electric = [
  /漏电|触电|(?:被|给)电(?:到|着|了|击|一下|麻)|电到[了人我]|电死|电击|[摸碰][^，。]{0,10}麻|[杆壳栏门水箱管铁](?:上|里|都)?带电(?![动瓶脑子池源器])/,
  new RegExp(
    `${wire}[^，。,.!！？?；;]{0,12}(?:掉[下落到在了]|断[了落裂开掉在成]|垂[下落到在]|耷拉|拖在|落[地在到下]|打火|火花|火星|裸露|外露|露[出在]|泡在|浸在)`,
  ),
  /(?:变压器|电线杆|电杆|配电箱|电箱|电表箱|插座|路灯)[^，。,.!！？?；;]{0,8}(?:打火|火花|火星|冒火|炸|短路)|(?:电线杆|电杆|路灯杆)[^，。,.]{0,4}(?:倒|断|要倒)/,
  new RegExp(`[刮吹砸碰扯压撞挖]断了?[^，。]{0,4}${wire}`),
  new RegExp(
    `(?:裸露|断|掉落|脱落|垂落|掉下来?)了?[的着]?(?:[一几]?[根条])?的?${wire}|[掉断垂][了着下来]*[一几两]?[根条]电线`,
  ),
  /\blive (?:electric(?:al)? )?(?:wires?|cables?|power lines?)\b|\b(?:exposed|bare|fallen|downed|loose|broken|snapped|dangling|sparking)\s+(?:(?:electric(?:al|ity)?|power|mains|overhead) )?(?:wires?|wiring|power ?lines?)\b(?! (?:mesh|fenc\w+|netting))/,
  /\b(?:exposed|bare|fallen|downed|broken|snapped|dangling|sparking)\s+(?:electric(?:al|ity)?|power|mains|overhead) cables?\b/,
  /\b(?:(?:electric(?:al|ity)?|power|overhead|high.voltage|mains) (?:wires?|cables?|lines?)|wires?|power ?lines?|pylon)\b[^.;!?]{0,25}\b(?:fell|fallen|(?:is |are )?down\b|came down|come down|snapped|broke|hanging (?:down|low|loose)|dangling|sparking|exposed|on the ground|lying)\b/,
  /\bspark(?:s|ing)\b|\belectrocut\w*|\b(?:electric|electrical) shocks?\b|\b(?:get|got|gets|getting|gave|gives|giving|received) (?:me |him |her |us |people |you |my \w+ )?(?:an? )?shocks? (?:from|off) (?!\w+ (?:\w+ )?bill)/,
];

const collapse = [
  /坍塌|倒塌|垮塌|坍了|塌方|崩塌|滑坡|泥石流|[要快会]塌|塌了|塌下来|塌掉|突然(?:塌陷|下沉|开裂)/,
  /(?:楼|房|屋|墙|桥|阳台|天花板|雨棚|脚手架|塔吊|吊车)[^，。,.!！？?；;]{0,6}(?:倒了|倒下|要倒|快倒|垮了|要垮|整个[掉倒])/,
  /(?:楼|房子|屋|墙)[^，。,.!！？?；;]{0,6}(?:倾斜|歪)[^，。,.]{0,8}(?:快|要|严重|厉害|马上|随时)/,
  /\b(?:collapsed|collapsing|cav(?:ed|ing) in|landslide|mudslide|sinkhole)\b|\b(?:going to|about to|gonna|will|might|could|may|starting to) (?:collapse|cave in|crumble)\b/,
  /\b(?:wall|roof|ceiling|building|house|bridge|balcony|scaffold(?:ing)?|crane|tower|chimney)\b(?! price)[^.,;!?]{0,30}\b(?:fell down|fallen down|falling down|has fallen|fell in|(?:came|come|coming) down|toppled|g(?:ave|iving) way|(?:to|will|might|could) fall)\b/,
];

const person = [
  /被困(?![难扰惑])|(?<![贫特])困(?:在|住|人(?![口员群家士]))|[困关]在[^，。]{0,4}电梯|电梯[^，。]{0,4}[困关][了着住]?[人我里在]|电梯[坏停卡][^。]{0,6}里面?有人|(?:人|孩子|手|脚|头|腿)[^，。]{0,4}(?<![保行通民交证员费疗])卡(?:在|住)/,
  /晕倒|晕过去|昏倒|昏过去|昏迷|昏厥|晕厥|休克|不省人事|没有?(?:呼吸|意识(?!到)|心跳)|叫不醒|喘不[上过]气|呼吸困难|抽搐|(?<![人要快得])窒息|口吐白沫|心脏病|心梗|脑梗|脑溢血|中风/,
  /血流不止|大出血|流了?(?:很多|好多|一地|满地|一滩|大量)的?血|[浑满]身是血|头破血流|头上?[流出]了?血|[摔跌滑][^，。]{0,6}(?:起不来|站不起|爬不起|动不了|不能动|没动静|没反应)/,
  new RegExp(`${somebody}[^，。]{0,6}[倒躺趴]在[^，。]{0,3}(?:地|路|街|楼道|雪|门口)`),
  /跳楼|跳河|跳桥|跳江|轻生|自杀|自残|割腕|上吊|寻死|想死|不想活|(?<!生)活不下去|喝了?农药|遗书|吞了?[^，。]{0,4}药|从[^，。]{0,6}[楼桥窗台顶][^，。]{0,3}跳/,
  new RegExp(
    `溺水|淹死|落水|[河湖水池江][^，。]{0,6}(?:扑腾|挣扎)|呼救|${somebody}掉[^，。]{0,4}(?:冰窟|河里|井里|水里)|(?:${somebody}|人)[^，。,.!！？?]{0,8}[掉跌滑摔栽][进到入下]了?[^，。,.]{0,6}[河湖水井池塘沟渠江坑冰]`,
  ),
  new RegExp(
    `坠楼|有人坠|撞了?(?:人|${somebody})|[砸压撞轧][到住伤倒死着]了?[一好几两]*个?(?:人|${somebody})|${somebody}被[^，。]{0,5}[砸压撞轧][到住伤倒死了]|埋[住在][^，。]{0,5}[人下]`,
  ),
  /(?:食物|农药|集体|误食)[^，。]{0,4}中毒|中毒了|救命|快来?救|救救|救我|人快死|有生命危险|有人死/,
  /[拿持带举挥]着?了?(?:一?把)?[菜砍尖]?刀|砍人|砍伤|捅[人伤]|捅了(?:一刀|人)|持枪|抢劫|绑架|强奸|性侵|猥亵|拐[卖走骗][^，。]{0,3}(?:孩子|小孩|儿童)|被(?:人)?(?:群殴|围殴|追杀|打晕|砍|捅)|要(?:杀|打死|弄死|砍)|进贼了|(?:小偷|贼)[^，。]{0,3}(?:还在|正在|在里)/,
  /(?:正在|现在在?|还在|又在|往死里)(?:殴打|家暴|打(?:我|她|他|人|孩子|老婆|老人|架动刀))/,
  new RegExp(
    `${somebody}(?:[今昨早晚上下午天夜就刚后已经突然]|放学|出门|以后|一个人|自己|在[^，。]{1,6})*(?:走丢|走失|失踪|不见了|找不到了)`,
  ),
  /\b(?:unconscious|passed out|faint(?:ed|ing)|not breathing|isn't breathing|stopped breathing|can(?:'t|not|t) breathe|unresponsive|heart attack|(?:having|had) a (?:stroke|seizure)|is choking(?! with)|overdos\w*|bleeding (?:heavily|badly|a lot|to death|out)|blood everywhere|pool of blood)\b/,
  new RegExp(
    `\\btrapped\\b|\\bstuck (?:in|inside) (?:the|a|our|an)? ?(?:lift|elevator)\\b|\\b${someone}\\b(?!'s)[^.,;!?]{0,20}\\b(?:buried|crushed|run over|drowning|drowned|stabbed|shot|dying)\\b`,
  ),
  /\bdrown(?:ing|ed)\b(?! in (?:paper|debt|rubbish|noise|work))|\b(?:fell|fallen|falls|slipped|slid) (?:in|into|through|down|off|from) (?:the |an? |our )?(?:\w+ )?(?:river|canal|lake|pond|water|well|manhole|drain|shaft|pit|ice|window|balcony|roof|bridge|scaffold\w*)\b/,
  /\bsuicid\w*|\bkill(?:ing)? (?:myself|himself|herself|themselves|me|him|her|us)\b|\bend (?:my|his|her) (?:own )?life\b|\bwants? to die\b|\b(?:going|about|threatening|wants|gonna) to jump\b|\bjump(?:ing|ed)? (?:off|from|out of) (?:the |a )?(?:roof|bridge|window|building|balcony)\b/,
  /\bstabb(?:ed|ing)\b|\b(?:with|has|holding) an? (?:knife|gun|machete|axe)\b|\bgunshots?\b|\bbeing (?:attacked|beaten|assaulted|robbed|strangled)\b|\bis (?:beating|attacking|strangling) (?:his|her|my|an?|the|me|him)\b|\braped?\b|\bkidnap\w*|\babducted\b|\bhostage\b/,
  new RegExp(
    `\\b${someone}(?: who \\w+| has| is| went| gone| been|,? aged \\d+|,? \\d+,?){0,3} (?:missing|disappeared)\\b|\\bmissing (?:child|person|boy|girl|toddler)\\b`,
  ),
  new RegExp(
    `\\b(?:car|bus|van|truck|lorry) (?:has |just )?(?:hit|ran over|knocked down) (?:an? |my |the |two )?${someone}\\b`,
  ),
  /\bcan(?:'t|not|t) get up\b|\blying (?:on|in) the (?:ground|road|street|floor|snow|ice)\b|\bhit by a (?:car|bus|truck|van|lorry)\b|\bsave (?:me|us|him|her)\b|\bpoisoned\b|\bfood poisoning\b|\bwon't wake up\b|\b(?:fell|fallen)\b[^.;!?]{0,12}\b(?:can't|cannot|not) mov(?:e|ing)\b|\b(?:screaming|calling|crying|shouting) for help\b/,
];

/**
 * What rings, in the order of whom to call first where several match: the fire brigade also frees people and shuts off gas.
 * A person comes before a collapse only where the person is what collapsed.
 */
export const alarms: { rule: EmergencyRule; patterns: RegExp[] }[] = [
  { rule: 'fire', patterns: fire },
  { rule: 'gas', patterns: gasAlarms },
  { rule: 'electric', patterns: electric },
  { rule: 'person', patterns: [new RegExp(`\\b${someone}\\b(?!'s)(?: has| just| have)* collapsed\\b`)] },
  { rule: 'collapse', patterns: collapse },
  { rule: 'person', patterns: person },
];
