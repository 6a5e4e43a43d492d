/**
 * Words that look like danger and are not: `findEmergency` takes them out before it looks for alarms. Each blanks only
 * itself, so "the fire extinguisher is empty and the kitchen is on fire" still rings. They read `visibleText`.
 */
const zh: RegExp[] = [
  // exhaust, chimneys and barbecues smoke all day
  /(?:排气管|尾气|大车|货车|柴油车|拖拉机|烟囱|烧烤\S{0,4}?)[^，。,.]{0,6}冒(?:着|出)?(?:大量|好多|滚滚)?[黑白浓青]?烟/g,
  // what merely has fire, smoke, current or water in its name
  /着火(?=[锅柴腿鸡龙])|着火(?=车(?![辆间库棚厢]))|防火|火灾(?:隐患|报警[器系]|保险|逃生|自动)|发(?:了|了大|大)?火(?=[，。！\s]|$)/g,
  /烟[花囱道盒酒台头蒂感]|油烟|[排抽吸香]烟|烟雾(?:报警|探测|感应)器?/g,
  /防溺水|落水(?=[管口斗沟系])|漏电(?:保护|开关|断路)|防触电|(?:电脑|手机|系统)中(?:了)?(?:病)?毒|[空其]中风|中风(?=[筝险景格水])/g,
  /跳楼(?:价|机|大?甩卖|清仓)|救命(?=[稻钱药通恩之设器])|塌房|天(?:都|要|快)*塌|(?:价格?|股市|信心|三观|人设|床|椅子?|沙发|柜子?|架子)[^，。]{0,3}塌/g,
  /爆炸(?:性|式|头)|(?:信息|人口|数量|数据)爆炸|(?:气|急|头|脑袋|肺)(?:都|得|要|快|到)*(?:冒烟|爆炸|着火)|(?:嗓子|喉咙|口干|渴得)[^，。]{0,3}(?:冒烟|着火)/g,
  // what nearly happened, or may
  /(?:差点|差一点|险些|(?<![可恐])怕|担心|容易|可能会?|迟早|早晚)[^，。！？,.!?]{0,10}(?:(?:砸|压|撞|轧|绊|电)(?:到|住|伤|倒|死|着)|(?:掉|跌|摔|滑|栽)(?:进|到|入|下))(?:了)?[^，。！？,.!?]{0,6}/g,
  /(?:万一|一旦|如果|(?<!主)要是|假如|假设|倘若|以防|防止|避免|预防|杜绝|消除|小心|当心|注意(?!到)|谨防)[^，。！？,.!?]{0,6}?(?:着火|起火|失火|火灾|爆炸|触电|漏电|倒塌|坍塌|泄漏|泄露|漏气|溺水|落水|晕倒|被困|冒烟)(?:了)?/g,
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
  /\bsmok(?:ing|e) (?:alarms?|detectors?|breaks?|area|ban)\b|\b(?:cigarette|barbecue|bbq|cooking|exhaust|chimney|tobacco) (?:smoke|fumes)\b/g,
];

export const harmless = [...zh, ...en];
