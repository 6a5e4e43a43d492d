/** A kind of problem, in words that different residents use for it. */
export interface ProblemKind {
  name: string;
  zh: string[];
  en: string[];
}

const kind = (name: string, zh: string, en: string): ProblemKind => ({
  name,
  zh: zh.split('|'),
  en: en.split('|'),
});

/** Kinds that come in pairs of one department, so that one place can have two problems that are told alike. */
export const problemKinds: ProblemKind[] = [
  kind(
    'lamp',
    '路灯坏了，晚上黑得看不见路|路灯不亮，走夜路害怕|灯杆上的灯灭了好几盏|一到晚上漆黑一片，路灯没有一盏亮的|路灯一闪一闪，后来干脆不亮了|照明灯坏了没人修',
    'the street lamp is out and it is pitch dark at night|no street light works here|the lamps have gone dark|street lamps keep flickering and then die|the light on the pole is broken',
  ),
  kind(
    'equipment',
    '健身器材断了一根，孩子差点摔下来|锻炼用的单杠松了，一晃就响|健身的扭腰器坏了不能用|老人锻炼的器材生锈散架了|健身步道旁的器械缺螺丝|漫步机踏板掉了',
    'the exercise equipment is broken and a child nearly fell|the pull-up bar is loose|the fitness machine has lost a pedal|the outdoor gym is rusty and coming apart|one of the exercise machines has no screws left',
  ),
  kind(
    'bench',
    '长椅的木条断了，坐不了人|休息的座椅塌了一边|石凳翻倒在地上|长凳露出钉子，划破了裤子|供人歇脚的椅子少了靠背',
    'the bench has broken slats|the seat where people rest has collapsed|a nail sticks out of the bench|the stone bench has been turned over',
  ),
  kind(
    'pothole',
    '路面有个大坑，电动车摔了|马路塌了一块，车轮陷进去|路面坑坑洼洼，下雨全是泥水|沥青裂开，露出一个深坑|路上的坑越来越大，没人补',
    'there is a deep pothole and a scooter fell|the road surface has sunk|the asphalt has a big hole in it|the pavement is full of holes|the hole in the road keeps growing',
  ),
  kind(
    'manhole',
    '井盖不见了，一个黑窟窿|井盖松了，车压过咣当响|窨井盖碎了一半|检查井的盖子翘起来绊人|井盖塌陷，小孩差点掉进去',
    'a manhole cover is missing|the manhole cover rattles when cars go over it|the drain cover is cracked in half|a manhole lid sticks up and people trip|the manhole cover has sunk in',
  ),
  kind(
    'parking',
    '乱停车把消防通道堵死了|车停在人行道上，轮椅过不去|两边停满车，救护车进不来|私家车天天占着盲道停|违停的车堵住出入口',
    'cars park on the pavement and wheelchairs cannot pass|illegally parked cars block the fire lane|cars on both sides, no ambulance gets through|somebody parks across the entrance every day',
  ),
  kind(
    'drain',
    '下水道堵了，污水往外冒|排水沟堵塞，臭水流到路上|污水井反水，满地都是|下水口堵得水下不去|化粪池满了往外溢',
    'the drain is blocked and sewage comes up|the sewer overflows onto the street|dirty water runs out of the manhole|the gully is clogged and water does not drain|the septic tank overflows',
  ),
  kind(
    'ice',
    '排水口结了一大片冰，老人滑倒|地上结冰，走路打滑|出水的地方冻成冰面，摔了好几个人|路面积冰没人铲|每天流水冻成厚冰，太滑了',
    'ice has formed where the drain runs out and people slip|the path is sheer ice|the water freezes into a thick sheet of ice|nobody clears the ice and an old man fell',
  ),
  kind(
    'flood',
    '一下雨就积水，水没过脚面|雨后积水半米深，车都熄火|下大雨水排不走，倒灌进楼道|低洼处积水好几天不退|暴雨后成了水塘',
    'every rain leaves standing water up to the ankles|the street floods after rain and cars stall|rain water runs back into the hallway|the water has stood here for days after the rain',
  ),
  kind(
    'rubbish',
    '垃圾堆成山没人清|垃圾桶满了溢出来，苍蝇乱飞|垃圾好几天没收，发臭|生活垃圾倒在墙角，越堆越多|垃圾点又脏又臭，招老鼠',
    'rubbish is piling up and nobody collects it|the bins overflow and there are flies everywhere|the garbage has not been taken away for days and stinks|people dump household waste in the corner|the rubbish corner draws rats',
  ),
  kind(
    'noise',
    '夜里施工吵得睡不着|工地半夜打桩，噪音太大|装修电钻响到晚上十点|凌晨还在浇水泥，轰隆隆的|施工噪声扰民，孩子没法写作业',
    'construction goes on at night and we cannot sleep|the building site drives piles at midnight|drilling until ten in the evening|they pour concrete at three in the morning, the noise is terrible',
  ),
  kind(
    'smoke',
    '烧烤摊的油烟直往屋里灌|饭馆排油烟，窗户都不敢开|油烟管道对着居民楼|餐馆的烟熏得人咳嗽|晚上烤串烟雾缭绕',
    'cooking smoke from the barbecue stall comes in at our windows|the restaurant blows its fumes at our flats|we cannot open the window because of the kitchen smoke|the grill fills the street with smoke',
  ),
  kind(
    'heating',
    '暖气不热，屋里只有十二度|供暖没来，孩子冻感冒了|暖气片冰凉，一直没修|家里供热温度不达标|来暖气十天了还是凉的',
    'the heating is cold and it is twelve degrees inside|no heating yet and the children are ill|the radiators are stone cold|the heating never reaches the promised temperature',
  ),
  kind(
    'water',
    '停水两天了，没人通知|家里水龙头没水|没有自来水，做不了饭|又停水，一滴水都没有|自来水停了一天没恢复',
    'there has been no tap water for two days|our taps are dry|no running water and we cannot cook|the water is cut off again without notice',
  ),
  kind(
    'power',
    '天天跳闸停电，冰箱里的东西坏了|停电一下午没人修|家里一直没电，电饭锅都用不了|又停电了，蜡烛都点上了|整栋楼断电好几个小时',
    'the power goes off every day and our food spoils|the power has been out all afternoon|there is no electricity and we sit by candlelight|another power cut, hours without electricity',
  ),
  kind(
    'lift',
    '电梯又坏了，老人下不了楼|电梯坏了困过人，已经是第三次|电梯一直停用，没人维修|电梯出故障，只能爬楼梯|电梯不运行，坐轮椅的出不了门',
    'the lift is out of order and old people cannot get down|the lift broke down with people in it|the elevator has been out of use and nobody repairs it|the elevator does not run and we climb the stairs',
  ),
  kind(
    'roof',
    '屋顶漏水，墙都泡了|外墙渗水，家里发霉|楼顶防水坏了，一下雨就漏|天花板滴水，家具湿透|顶楼漏雨，物业不修',
    'the roof leaks and the wall is soaked|water comes through the outer wall and there is mould|the roof lets the rain in|the ceiling drips on our furniture',
  ),
  kind(
    'property',
    '物业乱收费，不给发票|物业费涨了不公示|物业多收停车费和公摊费|物业收费没有依据|物业公司乱加收费项目',
    'the property company charges what it likes|the management fee went up without notice|the property company charges us twice for parking|the property company invents new fees',
  ),
  kind(
    'school',
    '放学时校门口车堵得水泄不通，孩子过马路危险|校门口没有人维持秩序，车和学生挤在一起|上学时间校门口电动车乱窜，差点撞到学生|接孩子的车把校门口堵得乱七八糟|学校门前交通混乱，孩子不安全',
    'at the end of school traffic jams the gate and children are in danger|nobody keeps order at the school gate, cars among pupils|scooters nearly hit pupils at the school gate in the morning|cars of parents jam the school gate',
  ),
  kind(
    'canteen',
    '学校食堂的饭菜不新鲜，孩子拉肚子|学校午餐里有虫子|学校食堂用剩菜，家长不放心|学生在食堂吃坏了肚子|食堂给学生吃变质的饭',
    'the school canteen food is not fresh and the children have stomach ache|there was an insect in the school lunch|the school canteen serves spoilt left-overs|pupils fell ill from the school canteen food',
  ),
  kind(
    'clinic',
    '卫生站老是没有医生|卫生站天天关门，找不到医生|去卫生站看病没有大夫坐诊|卫生站医生不来上班|卫生站没人看病，白跑一趟',
    'the clinic never has a doctor|the clinic is closed every day and no doctor comes|I went to the health station and there was no doctor|no doctor on duty at the clinic again',
  ),
  kind(
    'wages',
    '工地拖欠工资三个月|老板不发工钱，找不到人|干完活不给结账|农民工的血汗钱一直没给|公司欠薪，打电话不接',
    'the site has not paid wages for three months|the boss owes us our pay and cannot be found|the work is done and nobody pays us|our company holds back salaries',
  ),
  kind(
    'fire',
    '电动车在楼道里充电，太危险|楼道里停满充电的电瓶车，着火了跑不出去|有人把电瓶车推进楼道充电|电动车占着楼道，还飞线充电|楼梯间给电瓶车充电，怕起火',
    'scooters are charged in the stairwell, which is dangerous|the stairs are full of electric scooters being charged|neighbours charge their e-bikes in the hallway|electric bikes charge in the stairwell and could catch fire',
  ),
  kind(
    'vendor',
    '流动摊贩占道，走路都难|卖菜的把路口堵了|小贩收摊后一地烂菜叶|占道经营没人管|早市占了整条路',
    'street vendors block the way|vegetable sellers take up the whole crossing|the vendors leave rotten leaves behind|stalls stand in the road and nobody acts',
  ),
  kind(
    'scales',
    '买菜缺斤短两，摊主态度恶劣|秤有问题，少了半斤|卖肉的缺斤少两|摊贩的秤做了手脚|买水果分量不足，少给',
    'the seller gives short weight|the scales are wrong by half a pound|I was sold less than I paid for, the scales are rigged|the butcher cheats on weight',
  ),
  kind(
    'dog',
    '大狗不拴绳，吓到小孩|遛狗不牵绳，大狗扑人|有人放大狗乱跑，追孩子|狗主人不拴绳，狗冲人叫|没拴绳的狗差点咬到老人',
    'a big dog runs without a lead and scares children|a dog off its lead jumps at people|somebody lets a big dog run free and it chases children|an unleashed dog nearly bit an old man',
  ),
];

/** With what residents begin and end; it says nothing of the problem. */
export const openings = {
  zh: ['', '', '', '你好，', '请问有人管吗，', '反映一个问题：', '领导您好，', '我是这里的住户，', '求助！'],
  en: [
    '',
    '',
    '',
    'Hello, ',
    'Please help: ',
    'I want to report something: ',
    'Hi there. ',
    'As a resident here: ',
  ],
};
export const endings = {
  zh: [
    '',
    '',
    '。希望尽快处理',
    '，已经三天了',
    '，打过电话没人管',
    '。麻烦派人来看看',
    '，老人孩子都受影响',
    '，上周就这样了',
    '。谢谢',
    '，邻居们都有意见',
  ],
  en: [
    '',
    '',
    '. Please send somebody',
    '. It has been like this for days',
    '. I called and nobody came',
    '. The neighbours complain as well',
    '. Thank you',
    ', since last week',
    '. It gets worse every day',
  ],
};
