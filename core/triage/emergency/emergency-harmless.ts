/**
 * Words that look like danger and are not: `findEmergency` takes them out before it looks for alarms. Each blanks only
 * itself, so "the fire extinguisher is empty and the kitchen is on fire" still rings. They read `visibleText`.
 */
/** What gives way under a wheel: a job for the road menders. */
const inTheGround =
  '(?:drains?|sewers?|gutters?|gull(?:e?y|ies)|kerbs?|curbs?|pavements?|sidewalks?|slabs?|cobble\\w*|paving|tarmac|manholes?|covers?|grat(?:es?|ings?)|potholes?|fences?|bollards?|signs?|hedges?|verges?)';

const zh: RegExp[] = [
  // exhaust, chimneys and barbecues smoke all day
  /(?:排气管|尾气|大车|货车|柴油车|拖拉机|烟囱|烧烤\S{0,4}?)[^，。,.]{0,6}冒(?:着|出)?(?:大量|好多|滚滚)?[黑白浓青]?烟/g,
  // what merely has fire, smoke, current or water in its name
  /着火(?=[锅柴腿鸡龙])|着火(?=车(?![辆间库棚厢]))|防火|火灾(?:隐患|报警[器系]|保险|逃生|自动)|发(?:了|了大|大)?火(?=[，。！\s]|$)/g,
  /烟[花囱道盒酒台头蒂感]|油烟|[排抽吸香]烟|烟雾(?:报警|探测|感应)器?/g,
  /防溺水|落水(?=[管口斗沟系])|漏电(?:保护|开关|断路)|防触电|(?:电脑|手机|系统)中(?:了)?(?:病)?毒|[空其]中风|中风(?=[筝险景格水])/g,
  /跳楼(?:价|机|大?甩卖|清仓)|救命(?=[稻钱药通恩之设器])|塌房|天(?:都|要|快)*塌|(?:价格?|股市|信心|三观|人设|床|椅子?|沙发|柜子?|架子)[^，。]{0,3}塌/g,
  /爆炸(?:性|式|头)|(?:信息|人口|数量|数据)爆炸|(?:气|急|头|脑袋|肺)(?:都|得|要|快|到)*(?:冒烟|爆炸|着火)|(?:嗓子|喉咙|口干|渴得)[^，。]{0,3}(?:冒烟|着火)/g,
  // chimneys, kilns and rubbish fires that trouble people every day, unless it is happening now
  /(?:排放|排出|排的|焚烧|燃烧|长期|常年|整天|每天|天天|昼夜|日夜|夜间|生产时|违规)[^。！？\n今现突刚正着火]{0,20}(?:[黑浓]烟|冒[着出]?[白青大]?烟)(?:滚滚|弥漫)?|[黑浓]烟(?:滚滚)?[^。！？\n今现突刚正着火]{0,12}(?:污染|排放|恶臭|天天|每天|长期)/g,
  /[打点]不着火|像(?:着火|失火|火灾)|失火赔偿|(?:火灾|失火|着火)(?:过后|之?后|以后)?的?(?:[^，。]{0,5}(?:修缮|补贴)|损失|赔偿|善后|责任|认定)|火灾(?:过后|之?后|以后)/g,
  // what happened long ago, or happens again and again: a hazard, but nobody is waiting for the ambulance
  /[着起失]过(?:好?几次|[两三]次)?火|发生过[^，。]{0,6}(?:火灾|爆炸|触电|溺水|坍塌|倒塌|中毒)|[关困]过(?:好?几次|[两三]次)?人/g,
  /(?:去年|前年|大前年|多年前|几年前|[一两二三四五六七八九十\d]年前|曾经?|当年|(?:19\d\d|20[01]\d|202[0-4])年)[^，。！？,.!?\n的今现又正]{0,14}(?:火灾|着火|起火|失火|爆炸|溺水|淹死|跳楼|坠楼|倒塌|垮塌|坍塌|滑坡|中风|脑梗|心梗|昏迷|[撞砸]死了?人|绑架)(?:了|身亡|事故)?/g,
  /[墙树杆棚][^，。]{0,2}倒了?[^，。]{0,4}(?:没人[修管扶]|没修|没扶)/g,
  /(?:经常|常常|老是|总是|多次|每次|时不时|动不动|三天两头)[^，。]{0,8}(?:[困关](?:在|住|人)|被困)[^，。]{0,4}/g,
  // ways of speaking
  /[拯解挽]救[^，。]{0,3}|救救(?!我(?![们的])|[孩他她命人]|我们(?![这失全老业小]))|救命(?=药|的[^，。]{0,3}药|的疫苗|的钱|的稻草)|[压忙累多挤闷贵]得[^，。]{0,6}喘不[上过]气|慢性自杀|道德绑架|绑架(?=消费|销售|在一起)|(?<=充值|消费|合同|套餐)被?[^，。]{0,2}绑架|[吵闹热累烦叫气穷难][^，。]{0,3}得[^，。]{0,3}(?:想死|不想活)/g,
  /(?:猫|狗|小鸟|宠物|鸽子)[^，。]{0,4}(?:被困|困[在住]|卡[在住]|[掉落][进入]|[撞轧压电]死)|(?:水|下水道|河)[^，。]{0,8}臭鸡蛋味|(?:地砖|人行道|路面|地面|路基|路牙|台阶)[^，。]{0,4}塌了(?:一[小块点]|块|点)/g,
  // what nearly happened, or may
  /(?:差点|差一点|险些|(?<![可恐])怕|担心|容易|可能会?|迟早|早晚)[^，。！？,.!?]{0,10}(?:(?:砸|压|撞|轧|绊|电)(?:到|住|伤|倒|死|着)|(?:掉|跌|摔|滑|栽)(?:进|到|入|下))(?:了)?[^，。！？,.!?]{0,6}/g,
  /(?:万一|一旦|如果|(?<!主)要是|假如|假设|倘若|以防|防止|避免|减少|预防|杜绝|消除|小心|当心|注意(?!到)|谨防)[^，。！？,.!?]{0,6}?(?:着火|起火|失火|火灾|爆炸|触电|漏电|倒塌|坍塌|泄漏|泄露|漏气|溺水|落水|晕倒|被困|冒烟)(?:了)?/g,
  /(?:(?<![可恐])怕|担心|生怕|容易|极易|易)(?:会|被|再|发生|造成|引发|引起|导致|出现){0,3}(?:着火|起火|失火|火灾|触电|中毒|溺水|落水|爆炸|(?:煤气|燃气|天然气)?(?:泄漏|泄露|漏气)|被困)(?!了)/g,
  /(?:可能|会|将|要)(?:会)?(?:发生|造成|引发|引起|导致|带来)[^，。！？,.!?]{0,4}(?:着火|起火|失火|火灾|触电|中毒|溺水|爆炸|泄漏|泄露)(?!了)/g,
  /(?:火灾|着火|起火|爆炸|触电|溺水|中毒|泄漏)(?:的|安全|等|重大)*(?:危险|隐患|风险|演练|演习|预案|培训|知识|宣传|案例)/g,
];

const en: RegExp[] = [
  /\bfire[\s-]?(?:extinguishers?|works?|crackers?|exits?|doors?|lanes?|escapes?|stations?|departments?|brigades?|services?|engines?|trucks?|hydrants?|alarms?|safety|hazards?|risks?|drills?|places?|wood|regulations?|code|inspect\w+|certificates?|hoses?|access|routes?|proof|fighters?|m[ae]n|officers?|wardens?|blankets?|insurance|pits?|stairs?|staircases?|assembly|sale)\b/g,
  /\b(?:in case of|what if there (?:is|was|were)|if there (?:is|was|were)(?: ever)?|risk of|danger of|fear of|prevent|a possible|chance of|afraid of|worried about|cause|causing|start|starts) (?:an? |the )?(?:house |electrical |gas )?(?:fires?|explosion|gas leak|electric shock|collapse)\b/g,
  /\b(?:if|before|in case|what if|until) (?:something|anything|somebody|someone|anyone|a child|a kid|it|one|there|a house|a flat|they)(?: ever| really)? (?:catch(?:es)?|caught|goes on|was on|is on|breaks out|broke out|gets? electrocuted|drowns?|(?:gets?|is|was|were) trapped|collapses?|falls? (?:in|into)|explodes?)(?: on)?(?: fire)?\b/g,
  /\b(?:system|website|app|server|business|company|market|marriage|deal|talks?|drains?|sewer|gully|kerb|tent|network|project|club|service|bench|chair|bed|sofa|shel(?:f|ve)|table)s? (?:has |have |had |is |was )?collapsed\b/g,
  /\b(?:water|leaves|rubbish|litter|heat|air|nerve|dirt|sand) (?:is |are |gets? |was )?trapped\b|\btrapped (?:water|air|nerve|wind|heat|dirt)\b/g,
  /\b(?:phone|keys?|wallet|ball|bike|ring|tree|branch(?:es)?|bins?|rubbish|leaves|tiles?|slates?|bricks?|plaster|snow|icicles?|signs?)(?: has| have| had| just| nearly| almost)? (?:fell|fallen|falls?|falling|slid|slipped) (?:in|into|down|off|from)\b/g,
  /\b(?:nearly|almost) (?:got |been )?(?:fell|slipped|drowned|electrocuted|choked|hit by a \w+)\b/g,
  /\b(?:could|might|may)(?: have)?(?: been| be| get)? (?:drown(?:ed)?|electrocuted|choked?|hit by a \w+)\b/g,
  /\bburn(?:ing|s|t)? (?:leaves|leaf|rubbish|trash|garbage|waste|wood|coal|straw|paper|incense|question|issue)\b|(?:\bis|\bare|'s) killing (?:me|us)\b|\bunder fire\b|\bfired up\b|\bplaying with fire\b|\blike a house on fire\b|\bteam is on fire\b|\bset the world on fire\b/g,
  /\bif (?:an? |any |the )?fires? (?:were|was|is|should|broke|breaks?|start(?:s|ed)?|happen\w*|occur\w*)(?: to| out)*\b|\bin (?:the event of )?(?:a |any |case of )fire\b/g,
  /\bmatter of time\b[^.,，;!?]{0,60}|\b(?:if|before|until) (?:someone|somebody|anyone|a (?:child|kid|pedestrian|cyclist)|one|they)(?: is| gets?| was)? (?:hit by a \w+|run over|killed|hurt|trapped)\b/g,
  /\b(?:caught fire|(?:a|the|big) fire|(?:heart attack|strokes?|seizures?)|drowned|passed out|fainted|food poisoning)\b(?=[^.;!?]{0,30}\b(?:last (?:week|month|year|spring|summer|autumn|fall|winter)|(?:weeks?|months?|years?) ago|in (?:19|20)\d\d)\b)/g,
  new RegExp(
    `\\b${inTheGround}\\b(?: \\w+)?(?: (?:has|have|had|is|are|was|were|be|to|about|may|might|could|will|mostly|partly|completely|almost))* (?:collaps(?:ed?|ing)|cav(?:ed|ing) in)\\b|\\bcollapsed (?:\\w+ )?${inTheGround}\\b`,
    'g',
  ),
  /\bfe(?:el|els|eling|lt) (?:\w+ )?trapped\b|\b(?:routinely|often|always|constantly|literally) (?:\w+ )?trapped\b|\bsuicid(?:e for|al (?:speed|driv\w+|parking|for))\b|\b(?:cat|kitten|bird|fox|dog|squirrel|hedgehog|pigeon)s?(?: \w+){0,2} (?:trapped|stuck|hit by an? \w+|fell|fallen)\b/g,
  /\brotten eggs?\b(?=[^.!?]{0,30}\b(?:drains?|sewers?|river|pond|water|taps?|bins?)\b)|\b(?:drains?|sewers?|taps?|tap water|water|river|pond|bins?)\b[^.!?]{0,30}\brotten eggs?\b/g,
  /\bsmoke (?:is |are )?(?:always |constantly )?(?:coming |pouring |drifting |blowing )?(?:from|out of|off) [^.,;!?]{0,25}\b(?:barbecues?|bbq|wood ?burner|chimneys?|bonfires?|restaurant|takeaway|bakery|kebab|shisha|exhausts?|lorr(?:y|ies)|buses|factory)\b/g,
  /\bwire (?:fenc\w+|mesh|netting|basket)\b/g,
  /\bsmok(?:ing|e) (?:alarms?|detectors?|breaks?|area|ban)\b|\b(?:cigarette|barbecue|bbq|cooking|exhaust|chimney|tobacco) (?:smoke|fumes)\b/g,
];

export const harmless = [...zh, ...en];
