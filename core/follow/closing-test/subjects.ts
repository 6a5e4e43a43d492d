/**
 * What a town's complaints and their answers are about, each subject by the words that people use for it and for what is done about it, in
 * two languages. An answer and a complaint that share one speak of the same thing, also where they share no word.
 */
const subjects: Record<string, { zh: RegExp; en: RegExp }> = {
  light: {
    zh: /灯(?!笼)|照明|漆黑|不亮|光线|线路|灯头/,
    en: /\b(?:lamps?|lights?|lighting|bulbs?|dark|lit)\b/,
  },
  drain: {
    zh: /下水|排水|污水|管道|疏通|堵塞|窨井|化粪|油脂|积水|管井/,
    en: /\b(?:drains?|sewers?|sewage|blocked pipes?|flood\w*|puddles?|gutters?)\b/,
  },
  cover: { zh: /井盖|井座|窨井|咣当/, en: /\b(?:manholes?|drain covers?|covers?)\b/ },
  heating: {
    zh: /暖气|供暖|供热|取暖|不热|测温|换热|排气|热力|\d+(?:\.\d)?\s*度/,
    en: /\b(?:heat\w*|radiators?|boilers?|cold (?:rooms?|flat)|degrees|let out of the pipes)\b/,
  },
  water: {
    zh: /自来水|水压|停水|水管|供水|水质|余氯|铁锈|放水|管网/,
    en: /\b(?:tap water|water (?:pressure|supply|main|meter)|no water|chlorine|sample|hot water)\b/,
  },
  gas: { zh: /煤气|天然气|燃气|气表|气费|检表|关阀|泄漏/, en: /\b(?:gas|valve|meter)\b/ },
  power: {
    zh: /停电|跳闸|电线|电表|电费|供电/,
    en: /\b(?:power (?:cut|line|supply)|electric\w*|wires?|outage|fuse)\b/,
  },
  lift: { zh: /电梯|曳引|轿厢/, en: /\b(?:lifts?|elevators?)\b/ },
  waste: {
    zh: /垃圾|清运|保洁|渣土|臭|除臭|硫化氢|清扫|脏/,
    en: /\b(?:rubbish|garbage|trash|waste|bins?|litter|rubble|collected|dump\w*|smell of)\b/,
  },
  wages: {
    zh: /工资|欠薪|拖欠|薪|用人单位|劳动|工地|付清|包工/,
    en: /\b(?:wages?|salary|employer|unpaid|labou?r)\b/,
  },
  school: {
    zh: /学校|小学|中学|[一二三四五六七八九十]中|幼儿园|入学|报名|上学|放学|学生|护学|校门/,
    en: /\b(?:schools?|kindergarten|pupils?|enrol\w*|registration|teachers?|household book)\b/,
  },
  papers: {
    zh: /居住证|身份证|户口|户籍|证件|派出所户籍/,
    en: /\b(?:residence permit|identity card|id card|papers|household book|police station)\b/,
  },
  stalls: { zh: /摊贩|占道|早市|摊位|小贩|人行道|值守/, en: /\b(?:stalls?|vendors?|hawkers?|peddlers?)\b/ },
  road: {
    zh: /坑|路面|沥青|回填|马路|压实|修路|道路|柏油/,
    en: /\b(?:potholes?|holes?|asphalt|road surface|surface|paving|resurfac\w+)\b/,
  },
  noise: {
    zh: /噪音|太吵|很吵|吵闹|音响|音量|电钻|分贝|扰民|施工|装修|没睡好|广场舞|舞队/,
    en: /\b(?:nois[ey]|loud|music|drill\w*|decibels?|quiet)\b/,
  },
  seats: { zh: /长椅|座椅|凳|木条|坐椅/, en: /\b(?:bench(?:es)?|seats?|slats?|rail to lean|leaning rail)\b/ },
  handrail: { zh: /扶手|栏杆/, en: /\b(?:handrails?|banisters?|railings?)\b/ },
  crossing: { zh: /斑马线|人行横道|过马路|交警|护学/, en: /\b(?:crossings?|zebra|crosswalk)\b/ },
  signals: { zh: /红绿灯|信号灯/, en: /\b(?:traffic lights?|signals?)\b/ },
  fitness: {
    zh: /健身|器材|秋千|滑梯|游乐/,
    en: /\b(?:exercise equipment|fitness|swings?|slides?|playground)\b/,
  },
  parcels: { zh: /快递|取件|包裹/, en: /\b(?:parcels?|couriers?|deliver\w+)\b/ },
  dogs: { zh: /狗|犬|遛|咬/, en: /\b(?:dogs?|lead|leash|bit|muzzle)\b/ },
  health: {
    zh: /医院|挂号|看病|门诊|医生|诊所/,
    en: /\b(?:hospitals?|clinics?|doctors?|appointments?)\b/,
  },
  machine: { zh: /自助机|机器/, en: /\b(?:machines?|terminals?)\b/ },
  queue: { zh: /排队|挂号/, en: /\b(?:queues?|counters?|waiting time)\b/ },
  food: { zh: /食堂|饭菜|食品|餐|菜品|变质|过期|供菜|抽检/, en: /\b(?:food|canteen|meals?|restaurant)\b/ },
  bus: { zh: /公交(?!卡)|班次|班车|\d+路|线路车|早高峰/, en: /\b(?:bus(?:es)?|timetable|route)\b/ },
  allowance: { zh: /低保|救助|补助|低收入|人均收入/, en: /\b(?:allowances?|benefits?|subsid\w+|relief)\b/ },
  money: {
    zh: /退款|退费|多收|收费|缴|费用|押金|欠费/,
    en: /\b(?:refund\w*|charged|overcharged|paid back|fees?|bill|yuan|deposit)\b/,
  },
  disability: { zh: /残疾|残联/, en: /\b(?:disab\w+|wheelchairs?)\b/ },
  pool: {
    zh: /游泳|泳池|闭馆|开放时间|几点开门/,
    en: /\b(?:swimming|pool|opening hours|closed on|daily \d+)\b/,
  },
  ebikes: { zh: /电动车|电瓶|充电|车棚|阻车/, en: /\b(?:e-?bikes?|charg(?:ing|ers?)|scooters?)\b/ },
  ice: { zh: /结冰|冰|除冰|撒盐|积雪|雪|融雪|防滑/, en: /\b(?:ice|icy|snow|salt|sand|slipp?\w*)\b/ },
  building: {
    zh: /违建|违章|搭建|私搭|消防通道/,
    en: /\b(?:sheds?|illegal(?:ly)? buil\w+|fire lane|extension|order to remove)\b/,
  },
  trees: { zh: /树|枝|绿化|草坪|修剪/, en: /\b(?:trees?|branch(?:es)?|prun\w+|hedges?|cut back)\b/ },
  leak: { zh: /漏水|渗水|渗漏|防水|墙皮|屋顶|顶板|发霉/, en: /\b(?:leak\w*|damp|mould|roof|ceiling)\b/ },
  doors: {
    zh: /门禁|刷卡|单元门|门锁|保安|外人|道闸/,
    en: /\b(?:door (?:lock|entry)|gates?|guards?|key cards?)\b/,
  },
  toilets: { zh: /厕所|公厕|水箱|马桶|浮球/, en: /\b(?:toilets?|restrooms?|flush)\b/ },
  insurance: {
    zh: /社保|养老金|医保|公积金|认证|失业金|参保/,
    en: /\b(?:pensions?|insurance|social security)\b/,
  },
  homes: {
    zh: /公租房|廉租房|保障房|过户|房产证|购房|租房|租金/,
    en: /\b(?:public housing|rent\w*|tenan\w+|flats? for)\b/,
  },
  venues: {
    zh: /棋牌|麻将|网吧|歌厅|酒吧|通宵|停业/,
    en: /\b(?:bars?|clubs?|karaoke|gambling|closing time)\b/,
  },
  river: {
    zh: /河道|河里|死鱼|排口|水体|湖|沟渠|污染/,
    en: /\b(?:rivers?|streams?|ponds?|fish|pollut\w+|ditch)\b/,
  },
  bridge: { zh: /桥|栏杆|围栏|护栏/, en: /\b(?:bridges?|railings?|fences?|barriers?)\b/ },
  goods: {
    zh: /商家|退货|假货|质量问题|消费|网购|药店|超市|店家|12315/,
    en: /\b(?:shops?|sellers?|goods|purchase\w*|pharmac\w+|stores?)\b/,
  },
  children: {
    zh: /老师|教师|幼儿园|打孩子|停职|监控录像|家长/,
    en: /\b(?:teachers?|nursery|parents|pupils?)\b/,
  },
  pests: { zh: /老鼠|蟑螂|蚊|白蚁|灭鼠|消杀/, en: /\b(?:rats?|mice|cockroach\w*|mosquito\w*|pests?)\b/ },
  telecom: { zh: /宽带|网速|信号差|基站|话费|手机号/, en: /\b(?:broadband|internet|mast|phone signal)\b/ },
  air: { zh: /油烟|烟味|粉尘|扬尘|废气|异味|焚烧/, en: /\b(?:smoke|fumes|dust|exhaust|burning)\b/ },
  highVoltage: { zh: /高压线|电力公司|绝缘子|变压器|电杆/, en: /\b(?:power line|pylons?|transformers?)\b/ },
  blood: { zh: /献血|血站/, en: /\bblood\b/ },
  leaves: { zh: /落叶|清扫/, en: /\b(?:leaves|swept)\b/ },
  plots: { zh: /种菜|菜地|绿地|草皮|毁绿/, en: /\b(?:vegetables|allotments?|lawns?)\b/ },
  fraud: { zh: /诈骗|骗子|电信诈骗|传销/, en: /\b(?:fraud|scam\w*|swindl\w+)\b/ },
  theft: { zh: /打架|盗窃|偷/, en: /\b(?:theft|stolen|burglar\w*)\b/ },
  parking: {
    zh: /停车|车位|违停|乱停|泊位/,
    en: /\b(?:parking|parked|car park|parking spaces?)\b/,
  },
};

/** The subjects that words speak of. */
export function subjectsOf(text: string): Set<string> {
  const said = text.toLowerCase();
  return new Set(
    Object.entries(subjects).flatMap(([name, { zh, en }]) => (zh.test(said) || en.test(said) ? [name] : [])),
  );
}
