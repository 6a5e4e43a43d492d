// People, as pieces of regular expressions.
const somebody =
  '(?:有(?:一?个)?人|一个人|工人|行人|路人|孩子|小孩|娃娃?|老人|老太太|老头|老爹|学生|同学|女孩|男孩|姑娘|小伙子?|大姐|大哥|女的|男的|爷爷|奶奶|大爷|大妈|大叔|阿姨|儿子|女儿|孙子|孙女|父亲|母亲|我爸|我妈|老伴|老婆|老公|邻居)';
const someone =
  '(?:people|someone|somebody|person|man|woman|lady|child|kid|boy|girl|toddler|baby|son|daughter|mother|father|mum|dad|husband|wife|grand\\w+|neighbou?r|worker|cyclist|pedestrian|pensioner|teenager|nephew|niece|cousin|uncle|aunt|he|she)';

const cannotGetOut = [
  /被困(?![难扰惑])|(?<![贫特])困(?:在|住|人(?![口员群家士]))|困[了着](?:[^，。]{0,3}[个位名])?(?:人|孕妇|老人|孩子|小孩)|[困关]在[^，。]{0,4}电梯|电梯[^，。]{0,4}[困关][了着住]?[人我里在]|电梯[坏停卡][^。]{0,6}里面?有人|电梯[^。！？]{0,20}[人们我妈爸子][^，。]{0,3}在里面|电梯[^，。]{0,4}[停卡]在[^，。]{0,8}(?:之间|中间|半空)|被反?锁在(?![^，。]{0,4}外)|爬到[^，。]{0,3}[房屋楼]顶[^，。]{0,4}[等求]/,
  /(?:人|孩子|手|脚|头|腿)[^，。]{0,4}(?<![保行通民交证员费疗])卡(?:在|住)(?![^，。]{0,4}(?:系统|学籍|流程|手续|审批|审核|材料|环节|名单|窗口))/,
  new RegExp(
    `(?:里|楼上)[^，。]{0,6}(?:人|老人|孩子|我们?)[^，。]{0,5}(?:出不来|没法出来|逃不出)|水[^。！？]{0,14}(?:人|孩子)[^，。]{0,4}(?:出不来|没法出来|逃不出)|${somebody}[^，。]{0,5}[锁关闷]在[^，。]{0,3}(?:车|屋|厕所|柜|冷库)|${somebody}[^，。]{0,3}锁车里`,
  ),
  /\btrapped\b|\b(?:stuck|shut) (?:in|inside) (?:the|a|our|an)? ?(?:lift|elevator)\b/,
  new RegExp(
    `\\b${someone}\\b(?!'s)[^.,;!?]{0,10}\\blocked (?:in|inside) (?:an? |the |our |my )|\\b(?:lift|elevator)\\b[^.;!?]{0,25}\\bbetween (?:the )?floors\\b|\\b(?:car|van|bus)\\b[^.;!?]{0,25}\\bpeople inside\\b|\\b${someone}\\b(?!'s)[^.;!?]{0,15}\\bstranded\\b`,
  ),
];

const ill = [
  /晕倒|晕过去|昏倒|昏过去|昏迷|昏厥|晕厥|休克|不省人事|没有?(?:呼吸|意识(?!到)|心跳)|叫不醒|喘不[上过]气|呼吸困难|抽搐|(?<![人要快得])窒息|口吐白沫/,
  /心脏病[^，。]{0,4}(?:犯|发作|复发)|(?:突发|突然|发了|好像|可能|怕|像)是?[^，。]{0,5}(?:心脏病|心梗|脑梗|脑溢血|中风)|(?:心梗|脑梗|脑溢血|中风)(?:发作|了(?!\d|[一两二三四五六七八九十几好多半]))|嘴[都也]?歪了|胸口?[^，。]{0,2}[疼痛][^，。]{0,3}(?:厉害|受不了|不行|要命)/,
  /(?:老婆|媳妇|孕妇|产妇|她|我)[^，。]{0,3}要生了|羊水破|难产/,
  new RegExp(
    `(?:老人|老太太|老头|爷爷|奶奶|大爷|大妈|邻居)[^。！？]{0,14}(?:敲门|喊)[^，。]{0,4}(?:不应|没人?应|没反应|没动静)|[两三四五几\\d]天(?:没|不)[^，。]{0,3}(?:接电话|露面|出门|动静)[^。！？]{0,8}(?:敲门|喊)|${somebody}[^，。]{0,6}[倒躺趴]在[^，。]{0,3}(?:地|路|街|楼道|雪|门口)`,
  ),
  /(?:食物|农药|集体|误食)[^，。]{0,4}中毒|中毒了|喝了?农药|(?<!起死)人快死|有生命危险|有人死/,
  /\b(?:unconscious|passed out|faint(?:ed|ing)|not breathing|isn't breathing|stopped breathing|can(?:'t|not|t) breathe|unresponsive|heart attack|chest pains?|(?:having|had) a (?:stroke|seizure)|is choking(?! with)|overdos\w*|poisoned|food poisoning)\b/,
  /(?:误食|误服|误吞|[吞喝]了?)[^，。]{0,5}(?:电池|洁厕|消毒|磁铁|磁珠|汽油|漂白|老鼠药|鼠药|安眠药)|吃了?(?:一整?瓶|半瓶|一把|好多|很多|大量)[^，。]{0,3}药/,
  /\b(?:won't|can't|not|isn't|doesn't) wak(?:e|ing) (?:him |her |them )?up\b|\b(?:took|taken|swallowed) (?:a lot of |too many |all (?:his |her |the |my ))?(?:pills|tablets|bleach|poison|a battery|a magnet|a coin)\b|\b(?:her|my) waters? (?:has |have |just )?bro(?:ke|ken)\b|\bgiving birth\b/,
  /\blying (?:\w+ )?(?:on|in) the (?:ground|road|street|floor|snow|ice)\b|\bhaving a (?:fit|seizure|stroke)\b|\blips (?:are |have )?(?:turn(?:ed|ing) |gone )?blue\b|\b(?:hasn't|has not|not) been seen (?:for|in|since)\b/,
  new RegExp(
    `\\b${someone}\\b(?!'s)[^.;!?]{0,30}\\b(?:not|isn't) (?:moving|responding|breathing)\\b(?! (?:to|his|her|their|the|out|on|house|any)\\b)`,
  ),
];

const hurt = [
  /血流不止|大出血|流了?(?:很多|好多|一地|满地|一滩|大量)的?血|[浑满]身是血|头破血流|(?:头|脸|满头|满脸)上?(?:[流出冒]了?|[^，。]{0,2}是)血(?![压糖])|[摔跌滑][^，。]{0,6}(?:起不来|站不起|爬不起|动不了|不能动|没动静|没反应)/,
  new RegExp(
    `坠楼|有人坠|撞了?(?:人|${somebody})|[砸压撞轧][到住伤倒死着中]了?[一好几两]*[个位名]?(?:人(?![去做干])|${somebody})|${somebody}被[^，。]{0,5}[砸压撞轧][到住伤倒死了]|埋[住在][^，。]{0,5}[人下]|人[^，。]{0,4}埋在|[卷压][进在到入][^，。]{0,4}(?:车底|车轮|车下|货车|公交车)`,
  ),
  new RegExp(
    `${somebody}从[^，。]{0,8}[楼台窗树架顶桥][^，。]{0,3}[掉摔坠跌滚]|有人[掉摔坠滑跌]了?(?:下去|进去|下来)(?!过)`,
  ),
  /\b(?:bleeding (?:heavily|badly|a lot|to death|out|from (?:the|his|her|my) \w+)|blood everywhere|pool of blood|can(?:'t|not|t) get up(?! (?:the|to|there|here|these|those|our|my|any|stairs|steps|early|on)))\b|\b(?:fell|fallen)\b[^.;!?]{0,12}\b(?:can't|cannot|not) mov(?:e|ing)\b/,
  new RegExp(
    `\\b(?:${someone}|i|we)\\b(?!'s)[^.;!?]{0,30}\\bhit by an? (?:car|bus|truck|van|lorry|train|tram)\\b|^hit by a car\\b|\\b(?:car|bus|van|truck|lorry) (?:has |just )*(?:hit|ran over|knocked down) (?:an? |my |the |two )?${someone}\\b`,
  ),
  new RegExp(
    `\\b${someone}\\b(?!'s)[^.,;!?]{0,20}\\b(?:buried|crushed|run over|drowning|drowned|stabbed|shot|went under|under an? (?:lorry|bus|car|train|truck|tram)|dying(?! (?:to|for)))\\b`,
  ),
  /\b(?:fell|fallen|falls|slipped|slid) (?:in|into|through|down|off|from) (?:the |an? |our )?(?:\w+ )?(?:river|canal|lake|pond|water|well|shaft|pit|ice|window|balcony|roof|bridge|scaffold\w*)\b/,
  new RegExp(
    `\\b(?:${someone}|i)\\b(?!'s)[^.;!?]{0,12}\\b(?:fell|fallen|falls|slipped) (?:in|into|down) (?:the |an? |our )?(?:\\w+ )?(?:manhole|drain|sewer)\\b`,
  ),
];

const inWater = [
  new RegExp(
    `溺水|淹死|落水|下去[^，。]{0,3}没(?:再)?上来|[河湖水池江][^，。]{0,6}(?:扑腾|挣扎)|${somebody}掉[^，。]{0,4}(?:冰窟|河里|井里|水里)|(?:${somebody}|人)[^，。,.!！？?]{0,8}[掉跌滑摔栽][进到入下]了?[^，。,.]{0,6}[河湖水井池塘沟渠江坑冰]`,
  ),
  /\bdrown(?:ing|ed)\b(?! in (?:paper|debt|rubbish|noise|work))/,
];

const wantsToDie = [
  /跳楼|跳河|跳桥|跳江|轻生|自杀|自残|割腕|上吊|寻死|想死|不想活|(?<!生)活不下去|遗书|吞了?[^，。]{0,4}药|从[^，。]{0,6}[楼桥窗台顶][^，。]{0,3}跳/,
  /[站坐爬][在到上][^，。]{0,3}(?:桥栏|(?:栏杆|护栏|窗户|阳台)外)|[站坐爬][在到上][^，。]{0,3}(?:天台|楼顶|窗台)[^。！？]{0,12}(?:哭|跳|喊|不要过来|别过来)/,
  /\bsuicid\w*|\bkill(?:ing)? (?:myself|himself|herself|themselves|me|him|her|us)\b|\bend (?:my|his|her) (?:own )?life\b|\bwants? to die\b/,
  /\b(?:going|about|threatening|wants|gonna) to jump\b|\b(?:he|she) (?:will|might|may|is going to) jump\b|\b(?:standing|sitting|stood|sat|climbed|girl|boy|man|woman|person|someone) (?:is )?(?:on|over|onto) the (?:ledge|parapet|wrong side)\b|\bjump(?:ing|ed)? (?:off|from|out of) (?:the |a )?(?:roof|bridge|window|building|balcony)\b/,
];

const attacked = [
  /[拿持带举挥]着?了?(?:一?把)?[菜砍尖]?刀|砍人|砍伤|捅[人伤]|捅了(?:一刀|人)|动刀|动了刀|[硬强][拉拽][^，。]{0,2}(?:孩子|小孩|学生)|抱走了?(?:孩子|小孩|我)|持枪|抢劫|绑架|强奸|性侵|猥亵|拐[卖走骗][^，。]{0,3}(?:孩子|小孩|儿童)|被(?:人)?(?:群殴|围殴|追杀|打晕|砍|捅)|要(?:杀|打死|弄死|砍(?![掉树伐价]))|进贼了|(?:小偷|贼)[^，。]{0,3}(?:还在|正在|在里)/,
  /(?:正在|现在在?|还在|又在|往死里)(?:殴打|家暴|打(?:我|她|他|人|孩子|老婆|老人|架动刀))|(?<!现)在(?:殴打|打|掐)(?:小?孩子?|老婆|老人|老公|媳妇|女人|他妈)(?!电话)/,
  /\bstabb(?:ed|ing)\b|\b(?:with|has|holding) (?:an? (?:knife|gun|machete|axe)|knives|machetes)\b|\bsmashing (?:in )?(?:the|my|our) door\b|\bgunshots?\b|\bbeing (?:attacked|beaten|assaulted|robbed|strangled)\b|\braped?\b|\bkidnap\w*|\babducted\b|\bhostage\b/,
  /\bis (?:beating|attacking|strangling|hitting|punching|choking) (?:me|him|her|us|them|people|(?:his|her|my|the|their|an?) (?:\w+ )?(?:wife|husband|child|kids?|son|daughter|mother|father|partner|girlfriend|baby|woman|man|boy|girl))\b/,
];

const lost = [
  new RegExp(
    `${somebody}(?:[今昨早晚上下午天夜就刚后已经突然]|放学|出门|以后|一个人|自己|在[^，。]{1,6})*(?:走丢|走失|失踪|不见了|找不到了)|(?<![猫狗羊牛鸡鸟龟][^，。]{0,4})走[丢失]了|${somebody}[^。！？]{0,16}(?:到现在|至今|一直|还)[都还]?没(?:有)?(?:回来|回家)`,
  ),
  new RegExp(
    `\\b${someone}(?: who \\w+| with \\w+| has| is| went| gone| been|,? aged \\d+|,? \\d+,?){0,4} (?:missing|disappeared)\\b|\\bmissing (?:child|person|boy|girl|toddler)\\b|\\blost (?:my|our) (?:\\d+.year.old|(?:little )?(?:son|daughter|child|kid|toddler|boy|girl)|grand\\w+)\\b(?!'s)`,
  ),
];

const callsForHelp = [
  /救命|呼救|快来?救|救救|救我/,
  /\bsave (?:me|us|him|her)\b|\b(?:screaming|calling|crying|shouting) for help\b/,
];

/** A person who collapsed: the same word as for a wall. */
export const personCollapsed = new RegExp(`\\b${someone}\\b(?!'s)(?: has| just| have)* collapsed\\b`);

/** What tells of a person in danger. */
export const person = [
  ...[cannotGetOut, ill, hurt, inWater, wantsToDie],
  ...[attacked, lost, callsForHelp],
].flat();
