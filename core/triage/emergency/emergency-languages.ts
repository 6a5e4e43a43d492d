import type { EmergencyRule } from '../../catalog/catalog.ts';

/**
 * The main words of danger in other languages that people write here: Spanish, French, Russian, Arabic, Vietnamese, Japanese, Uyghur.
 * Far fewer than in Chinese and English, but a cry for help need not wait for a reader of the language. Spanish, French, Russian and
 * Arabic stand without accents and points, as people in a hurry leave them out; the others with them, as they would mean something else.
 */

/** Whole words. */
const words = (...ways: string[]) => new RegExp(`(?<!\\p{L})(?:${ways.join('|')})(?!\\p{L})`, 'u');
/** Arabic ties "and", "in", "the" to the word. */
const arabic = (...ways: string[]) =>
  new RegExp(`(?<!\\p{L})(?:[وفبلك]{0,2}(?:ال)?)?(?:${ways.join('|')})`, 'u');
const anywhere = (...ways: string[]) => new RegExp(ways.join('|'), 'u');
/** Up to three words between. */
const few = "(?: [\\p{L}’']+){0,3} ";

const gas = [
  words(
    `(?:fugas?|escape|olor|huel\\p{L}+)${few}gas`,
    '(?:fugas?|escape|olor|huel\\p{L}+) a? ?gas',
    'gas (?:se )?(?:esta )?(?:escap|fug)\\p{L}+',
    'monoxido de carbono',
  ),
  words(
    `(?:fuite|odeurs?)${few}gaz`,
    '(?:fuite|odeurs?) (?:de )?gaz',
    `sent(?:${few}| )(?:le |du )?gaz`,
    "gaz (?:qui )?(?:s'echapp|fui)\\p{L}+",
    'monoxyde de carbone',
  ),
  words(
    `(?:запах\\p{L}*|пахнет|воняет|несет|утечк\\p{L}+)(?:${few}| )газ(?:ом|а)?`,
    `газом(?:${few}| )(?:пахнет|воняет|несет)`,
    'газ (?:\\p{L}+ )?(?:выходит|травит|течет|утекает|шипит)',
    'угарн\\p{L}+ газ\\p{L}*',
  ),
  arabic(
    `(?:تسرب|تسريب|يتسرب|رايحة|ريحة|اشم)(?:${few}| )(?:ال|لل)?غاز`,
    'غاز (?:\\p{L}+ )?(?:يتسرب|متسرب|يهرب)',
    'اول اكسيد الكربون',
  ),
  words('(?:rò rỉ|mùi|xì|rò) (?:khí )?gas?', '(?:gas|ga) (?:bị |đang )?(?:rò rỉ|xì)'),
  anywhere('ガス(?:が|の)?(?:漏れ|もれ|臭|くさ|におい|匂い)', 'گاز (?:پۇرا|پۇرى|چىقىپ|ئېقى|قويۇپ)'),
];

const fire = [
  words(
    'incendio',
    '(?:se (?:esta(?:n)? )?(?:quem|incendi)|ardi|prendio fuego)\\p{L}*',
    'en llamas',
    'hay fuego',
    `humo (?:negro|denso)|(?:sale|saliendo)${few}?humo`,
    'explosion|exploto',
  ),
  words(
    "incendie|(?:debut|depart) (?:d'incendie|de feu)",
    '(?:en|prend|pris|prennent) feu',
    'en flammes',
    'fumee (?:noire|epaisse|partout)',
    "explosion|(?:a|vient d)'? ?explose\\p{L}*",
    'au feu ?!',
  ),
  words(
    'пожар(?:а|е|ом|у)?',
    'горим|загорел(?:ся|ась|ось|ись)|возгорани\\p{L}+|задымлени\\p{L}+',
    '(?:дом|квартир|подъезд|машин|крыш|кухн|склад|гараж|балкон|мусор|сара|этаж|подвал)\\p{L}*(?: (?!не )\\p{L}+)? гор(?:ит|ят)(?! (?:свет|фонар|ламп))',
    'гор(?:ит|ят) (?:\\p{L}+ )?(?:дом|квартир|подъезд|машин|крыш|кухн|склад|гараж|балкон|мусор|сара|этаж|подвал)\\p{L}*',
    '(?:черн|густ)\\p{L}+ дым\\p{L}*|дым валит|валит (?:\\p{L}+ )?дым',
    'взорвал\\p{L}*|взрыв',
  ),
  arabic(
    'حريق(?!ة)|يحترق|تحترق|احترق|اشتعل\\p{L}*|تشتعل|نيران',
    '(?:ال)?نار في',
    'دخان (?:كثيف|اسود|يخرج|يتصاعد)',
    'انفجار|انفجر',
  ),
  words(
    '(?:nhà|phòng|căn hộ|xe|bếp|kho|tầng)(?: [\\p{L}\\d]+){0,2} (?:đang |bị )?cháy',
    'cháy (?:nhà|lớn)|bốc cháy|h(?:ỏa|oả) hoạn|khói (?:đen|dày)|phát nổ',
  ),
  anywhere(
    '火事',
    '燃えて',
    '(?<!タバコの)烟が(?:出|充|上|す)',
    '爆発(?:し|が)',
    'ئوت (?:كەت|ئاپىتى)',
    'كۆيۈۋات',
    'ياڭغىن',
  ),
];

const electric = [
  words(
    'electrocut\\p{L}*|descarga electrica|le dio (?:la )?corriente|(?:echa\\p{L}*|soltando) chispas',
    `cables?${few}?(?:caidos?|suelt[oa]s?|pelad[oa]s?|en el suelo)`,
  ),
  words(
    'electrocut\\p{L}*|(?:choc|decharge) electrique|etincelles',
    `(?:fil|cable|ligne)s?${few}?(?:par terre|tombee?s?|a terre|denudee?s?|arrachee?s?)`,
  ),
  words(
    '(?:ударил|бьет|убил|ударяет)\\p{L}*(?: \\p{L}+){0,2} током|током (?:ударил|бьет|убил)\\p{L}*',
    '(?:провод|кабел)\\p{L}*(?: \\p{L}+){0,3} (?:оборва|упал|оголен|искр|лежит|лежат|под напряжением)\\p{L}*',
    '(?:оборва|упал|оголен|искр|лежит)\\p{L}*(?: \\p{L}+){0,2} (?:провод|кабел)\\p{L}*',
  ),
  arabic(
    'صعق\\p{L}*|صدمة كهرب\\p{L}*|تكهرب',
    '(?:سلك|اسلاك|كابل)(?: \\p{L}+){0,2} (?:مكشوف|مقطوع|ساقط|على الارض)',
  ),
  words('điện giật|dây điện(?: \\p{L}+){0,2} (?:đứt|rơi|hở)'),
  anywhere('感电', '电线が(?:切れ|垂れ|落ち)', 'توك (?:ئۇر|سوق)'),
];

const collapse = [
  words('se (?:ha |esta |va a |estan )?(?:derrumb|desplom|vino abajo)\\p{L}*', 'derrumbes?|derrumbad[oa]s?'),
  words(
    "s'(?:est |est deja )?(?:effondr|ecroul)\\p{L}*",
    "(?:va|vont|risque de) s'(?:effondrer|ecrouler)",
    'effondrement',
  ),
  words('(?:обрушил|обвалил|рухнул|обрушен|рушится|обрушив)\\p{L}*'),
  arabic('انهار|ينهار|تنهار|انهيار|سقط (?:السقف|الجدار|المبنى|الحايط)'),
  words(
    '(?:nhà|tường|mái|trần|cầu|ban công)(?: [\\p{L}\\d]+){0,2} (?:bị |đang |đã )?(?:sập|đổ sập)',
    'sập (?:nhà|tường|mái|trần|cầu)',
  ),
  anywhere('(?:壁|屋根|建物|天井|家|ビル|橋|桥)が?[^。]{0,4}(?:崩れ|倒壊)', 'ئۆرۈلۈپ (?:چۈش|كەت)'),
];

const person = [
  words(
    `suicid(?:ar\\p{L}*|io)|(?:quiero|quiere|voy a|va a) (?:morir|matar)\\p{L}*|quitar(?:me|se) la vida|va a (?:saltar|tirarse)`,
    'no (?:puede )?respirar?|inconsciente|desmay\\p{L}*|se (?:esta )?(?:muere|muriendo|ahoga|ahogando|desangra\\p{L}*)|infarto|ataque al corazon',
    'atrapad[oa]s? (?:en|dentro|bajo) (?:el |la |un )?(?!trafico|atasco)\\p{L}+|apuñal\\p{L}*|apunal\\p{L}*|socorro|auxilio',
  ),
  words(
    'suicider|(?:veux|veut|vais|va) (?:mourir|me tuer|se tuer|sauter)|en train de mourir',
    'ne respire (?:plus|pas)|inconsciente?s?|evanouie?s?|crise cardiaque|infarctus|se noie|noyade|poignard\\p{L}*|au secours',
    "(?:coince|bloque|enferme)e?s? dans (?:l'|un )ascenseur",
  ),
  words(
    'самоуби\\p{L}*|суицид\\p{L}*|поконч\\p{L}+ с собои|(?:хочу|хочет) умереть|не (?:хочу|хочет)(?: больше)? жить|спрыгн\\p{L}+|собирается прыгнуть',
    'не дышит|без сознания|потерял\\p{L}* сознание|умирает(?! (?:от|со) (?:жар|скук|смех|голод))|задыхается|инфаркт|инсульт|сердечн\\p{L}+ приступ',
    '(?:застрял|заперт)\\p{L}*(?: \\p{L}+)? в лифте|тонет|утонул\\p{L}*|зарезал\\p{L}*|(?:с|машет) ножом|убивают|спасите|на помощь',
  ),
  arabic(
    'انتحار|ينتحر|انتحر|اقتل نفسي|(?:اريد|يريد|تريد) ان (?:ا|ي|ت)موت',
    'لا [يت]تنفس|فاقد\\p{L}* (?:ال)?وعي|فقد\\p{L}* الوعي|(?:اغمي|مغمى) علي\\p{L}*|[يت]موت (?!من (?:الضحك|الجوع|الحر))|نوبة قلبية',
    '(?:عالق|محبوس|محتجز)\\p{L}*(?: \\p{L}+)? في (?:ال)?مصعد|(?:طفل|ولد|رجل|شخص|امراة)\\p{L}*(?: \\p{L}+)? (?:غرق|يغرق)|يغرق (?:ال)?(?:طفل|ولد|رجل)|النجدة|انقذو|بسكين',
  ),
  words(
    'tự tử|muốn chết|không thở|bất tỉnh|ngất xỉu|đuối nước|chết đuối|mắc kẹt trong thang máy|cứu (?:tôi|với)|đau tim',
  ),
  anywhere(
    '死にたい|飛び降り|(?:息|呼吸)を?が?し(?:て(?:い)?ない|ていません)|意識が?(?:ない|ありません|无)|溺れ|閉じ込め|助けて',
    '(?:人|父|母|子供?|祖母|祖父|男性|女性|老人|おじいさん|おばあさん)[がは][^。]{0,6}倒れ',
    'ئۆلۈۋال|نەپەس ئال(?:ما|مى|الما)|ھوشىدىن كەت|قۇتقۇز|سۇغا چۆك',
  ),
];

/** In the order of whom to call first, as in `alarms`. */
export const moreAlarms: { rule: EmergencyRule; patterns: RegExp[] }[] = [
  { rule: 'fire', patterns: fire },
  { rule: 'gas', patterns: gas },
  { rule: 'electric', patterns: electric },
  { rule: 'collapse', patterns: collapse },
  { rule: 'person', patterns: person },
];

/** What is there against fire, or is feared, and what only sounds alike. */
export const moreHarmless: RegExp[] = [
  /(?:salidas?|puertas?|extintor\p{L}*|alarmas?|bocas?|simulacros?|riesgos?|peligro|detector\p{L}*|prevencion|seguro|escaleras?|caso|causar|provocar|hubiera|si hay)(?: de| contra| ante| un| el){0,2} ?incendios?|(?:contra|anti) ?incendios?/gu,
  /(?:alarmes?|securite|detecteurs?|detection|bouches?|exercices?|risques?|assurance|issues?|escaliers?|portes?|extincteurs?|cas|causer|provoquer)(?: d'| de l'| un | une | contre l'| anti-?| )incendie|(?:anti-?|contre l')incendie/gu,
  /(?:случа[ея]|риск\p{L}*|опасност\p{L}*|датчик\p{L}*|сигнализаци\p{L}+|тревог\p{L}+|если(?: \p{L}+)?|угроз\p{L}+|от) (?:о )?пожар\p{L}*|пожарн\p{L}*|пожаро\p{L}*|взрывоопасн\p{L}*/gu,
  /(?:طفاي\p{L}+|مطفا\p{L}*|انذار|جرس|مخرج|مخارج|خطر|سلامة|كاشف|باب|حالة|بوليصة)(?: من)? (?:ال|لل)?حريق|انهيار (?:ال)?(?:اسعار|سوق|اعصاب)/gu,
  /(?:báo|phòng|chữa|bình|lối thoát|nguy cơ) (?:cháy|hỏa hoạn|hoả hoạn)(?: chữa cháy)?|xe chữa cháy|火事(?:の(?:危険|おそれ|場合)|に(?:備|なった))|(?:facture|factura|recibo|счет|счетчик\p{L}*|compteur)(?: \p{L}+){0,2} ga[sz]/gu,
];
