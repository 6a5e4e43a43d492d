/** What residents told, and what departments answered: well, or so that the resident would have to tell it again. */
export interface Told {
  said: string;
  wish?: string;
  /** Answers that a resident can do something with, also where they are short, in the other language, or say no. */
  good: string[];
  /** Answers that leave a part of it open. */
  partial?: string[];
}

/** Written before the rules were, which were then tried on all of them: what they have not seen stands in `unseen`. */
export const told: Told[] = [
  {
    said: '小区南门的路灯坏了三天了，晚上漆黑一片，老人摔倒',
    good: [
      '已更换灯头和线路，今晚恢复照明。',
      '已修好。',
      'The street lamp at the south gate has been repaired and was tested last night.',
      '经现场查看，该处为物业自管路灯，已督促物业公司本周五前修复，联系电话 2345678。',
    ],
  },
  {
    said: '我家楼下的下水道堵了，污水都冒到路上来了',
    good: ['已疏通管道并冲洗路面。', '昨天下午高压车到场，清出油脂两桶，现在排水正常。'],
  },
  {
    said: '幸福里3号楼暖气一直不热，屋里才14度，孩子都冻感冒了',
    good: [
      '已排气。',
      '上门测温 15.2 度，换热站供水温度已调高，今晚 20 时复测，如仍不达标按规定退费。',
      'Air was let out of the pipes of the whole stairwell; rooms measured 20 degrees this morning.',
    ],
  },
  {
    said: 'The lift in our building at 5 Willow Road has been stuck for a week and my mother cannot get out',
    good: [
      'The repair company has replaced the drive; the lift runs again.',
      '电梯已更换曳引机，今早恢复运行。',
      'We ordered the part on Monday. It will be fitted by Friday; until then a carer helps your mother downstairs, call 555-0134.',
    ],
  },
  {
    said: 'Rubbish bins behind the market are overflowing and nobody collects them',
    good: [
      'Collected this morning.',
      'The bins were emptied and a second round was added on market days.',
      '已清运，每天加一班车。',
    ],
  },
  {
    said: '在城东工地干了两个月活，老板一直拖着工资不给',
    good: [
      '已责令用人单位三日内付清。',
      '经查，欠薪 12600 元属实，单位已于今日转账，请您查收。',
      '您与包工头没有书面合同，请带考勤记录到劳动监察大队立案，地址人民路8号。',
    ],
  },
  {
    said: 'How can I register my daughter for primary school next year, and which papers do I need?',
    good: ['Registration opens in May; bring the household book.', '明年5月网上报名，带户口本和房产证。'],
  },
  {
    said: '请问居住证在哪里办理？',
    good: [
      '带身份证',
      '到辖区派出所户籍窗口，工作日9点到17点。',
      'At the police station of your district, with your identity card.',
    ],
  },
  {
    said: '早市摊贩占了整条人行道，推婴儿车只能走机动车道',
    good: ['已劝离占道摊位12个，早市期间安排专人值守。', '人行道已清理出来，往后每天早上六点半有人巡查。'],
  },
  {
    said: 'A huge pothole in front of the school on Cedar Street, a cyclist fell yesterday',
    good: [
      'Filled and rolled this morning.',
      'The hole was closed with cold asphalt today. The whole surface is due in April.',
      '坑洞已用沥青回填压实。',
    ],
  },
  {
    said: '楼上半夜装修电钻响到凌晨一点，连着三天没睡好',
    good: ['已上门告知，业主承诺晚上八点后不再施工。', '民警到场制止，对施工方开具了处罚决定书。'],
  },
  {
    said: '公园里的长椅坏了好几张，木条都断了',
    good: [
      '断的木条全部换了。',
      '长椅已经更换了四张，另外两张等配件，12月5日前装好。',
      'All the broken slats were replaced on Tuesday.',
    ],
  },
  {
    said: '建议在三中门口加一条斑马线，放学时孩子过马路太危险',
    wish: '在三中门口加斑马线',
    good: [
      '已采纳，斑马线将在寒假期间施划。',
      '经评估，该处距路口不足五十米，不符合设置条件，改为放学时段由交警护学。',
      'We will paint a crossing there in January.',
    ],
  },
  {
    said: 'Please put a bench at the bus stop on Mill Lane, my father cannot stand that long',
    wish: 'a bench at the bus stop',
    good: [
      'The pavement is too narrow there for a bench; a leaning rail will be fitted in March.',
      'A bench has been ordered.',
    ],
  },
  {
    said: '自来水发黄有铁锈味，已经一个星期了',
    good: [
      '已冲洗管网，今天取样检测合格。',
      '是小区内部老管生锈，已列入明年改造计划，改造前可放水两分钟再用。',
    ],
  },
  {
    said: 'Our tap water smells of chlorine since Monday',
    good: [
      'The dose was too high after the works on Sunday and has been lowered; today’s sample is within limits.',
      '水质已复测，余氯正常。',
    ],
  },
  {
    said: '小区健身器材生锈断裂，孩子的手被划破了',
    good: ['破损器材已拆除，新器材下周二安装。', '三件器材都换了新的，接口也打磨过。'],
  },
  {
    said: '物业不让送快递的进小区，老人取件要走一公里',
    good: ['已与物业协商，快递员登记后可以送到单元门口。', '门岗旁增设了快递柜，并安排志愿者帮老人取件。'],
  },
  {
    said: 'The owner of number 12 lets two big dogs run free, they bit a child on Sunday',
    good: [
      'The owner has been fined and must keep both dogs on a lead; the police file is 2026-118.',
      '已对犬主罚款并责令拴绳。',
    ],
  },
  {
    said: '医院挂号处排队两个小时，自助机一半是坏的',
    good: ['自助机已修复四台，挂号窗口由两个增至四个。', '已督促医院整改，下周起增加窗口，机器本周内修完。'],
    partial: ['挂号窗口由两个增至四个。'],
  },
  {
    said: '我们楼道的声控灯不亮，楼梯扶手也松了，老人上下楼害怕',
    good: [
      '楼道灯换成了感应灯，扶手已加固。',
      '两处都已修好。',
      'The stairwell light was replaced and the handrail fixed.',
    ],
    partial: ['楼道灯已经换了新的。'],
  },
  {
    said: '路口的红绿灯不亮，旁边的下水井盖也没了',
    good: ['信号灯和井盖均已恢复。', '信号灯已修复；井盖已补装。'],
    partial: ['信号灯控制器已更换，恢复正常。'],
  },
  {
    said: 'The street lamp is out and the bench below it is broken',
    good: ['Both have been repaired.', 'New lamp fitted, bench mended.', '路灯和长椅都修好了。'],
    partial: ['The street lamp has a new bulb since yesterday.'],
  },
  {
    said: '学校食堂饭菜里吃出虫子，孩子拉肚子',
    good: ['市场监管所已到食堂抽检，当日菜品下架，检测结果三天内公布。', '已责令食堂停业整改并更换供菜商。'],
  },
  {
    said: '公交车15路总是不按时，冬天等四十分钟',
    good: ['15路早高峰增加两班，间隔缩短到12分钟。', '受修路影响绕行，12月20日恢复原线路和班次。'],
  },
  {
    said: 'Someone dumps building rubble in the ditch by the field road every night',
    good: [
      'A camera was put up and the rubble taken away; one driver has been fined.',
      '已清理渣土并安装监控。',
    ],
  },
  {
    said: '办低保的材料交了两个月没有消息',
    good: ['经核查您家人均收入超过标准，不符合低保条件，可申请临时救助。', '材料已审核通过，12月起发放。'],
  },
  {
    said: 'The pharmacy on the square charged me twice and refuses to refund',
    good: ['The shop has paid back 86 yuan today.', '药店已退款。'],
  },
  {
    said: '天然气费突然多了三倍，怀疑表坏了',
    good: ['上门检表，误差在允许范围内，多出部分是上期漏抄，可分三期缴。', '气表已更换，多收的费用已退。'],
  },
  {
    said: '请问残疾人公交卡怎么办？要带什么？',
    good: [
      '带残疾证和一寸照片，到区残联一楼办，当天能取。',
      'Take the disability card and a photo to the office on Park Road.',
    ],
  },
  {
    said: 'What are the opening hours of the swimming pool in winter?',
    good: ['Daily 10 to 20, closed on Mondays.', '冬季每天10点到20点，周一闭馆。'],
  },
  {
    said: '井盖响个不停，半夜过车咣当咣当的',
    good: ['已加装防响胶圈。', '井座已重新调平，请您再听两晚。'],
  },
  {
    said: '小区里电动车在楼道充电，怕着火',
    good: ['清走楼道内电动车9辆，东侧车棚新增充电口20个。', '已张贴告知并逐户上门，下周安装阻车系统。'],
  },
  {
    said: 'Ice on the steps of the underpass, an old man slipped this morning',
    good: ['Sand and salt were spread at nine; it is now on the daily round.', '台阶已除冰撒盐。'],
  },
  {
    said: '垃圾站臭气熏天，夏天窗户都不敢开',
    good: [
      '垃圾站已加装除臭喷淋，清运改为每天两次。',
      '经检测硫化氢超标，已责令运营单位限期整改，7月底前完成密闭改造。',
    ],
  },
  {
    said: 'My neighbour built a shed that blocks the fire lane',
    good: [
      'The shed was taken down yesterday.',
      'An order to remove it within ten days was served on the owner.',
      '违建已拆除，消防通道畅通。',
    ],
  },
  {
    said: '老旧小区没有电梯，五楼的老人下不来，想加装电梯',
    wish: '加装电梯',
    good: ['需要三分之二业主同意，社区将在12月组织征求意见，政府每部补贴20万元。', '已列入明年加装计划。'],
  },
  {
    said: '广场舞音响太大，孩子没法写作业',
    good: ['已约定晚八点半结束，音量不超过60分贝，社区每晚巡查。', '舞队已换到河边场地。'],
  },
  {
    said: 'Trees in front of the window have grown so high that we have no light',
    good: [
      'Pruned on Wednesday.',
      'The trees stand in the nesting season now; they are to be cut back in October.',
      '树枝已修剪。',
    ],
  },
  {
    said: '小学门口放学时家长乱停车，堵得水泄不通',
    good: ['放学时段交警定点疏导，临停区划出30个车位。', '已在校门两侧设隔离护栏，并对违停抓拍。'],
  },
];

/** Sentences that would do below any complaint. */
export const templates: string[] = [
  '已转相关部门处理。',
  '您好，您反映的问题我们已收到，正在处理中，感谢您的支持。',
  '感谢您对我们工作的关心与支持，我们会尽快处理。',
  '已收悉，会认真研究解决。',
  '您反映的情况已登记，请耐心等待。',
  '收到，谢谢。',
  '我局高度重视，立即安排人员核实处理。',
  '已责成有关科室跟进，后续如有进展将及时告知您。',
  '此事已列入工作计划，将逐步解决，感谢理解。',
  '您的诉求已办结。',
  '经核实，已按相关规定处理。',
  '已安排。',
  '我们将加强管理，举一反三，不断提升服务水平。',
  '好的',
  '已阅',
  'We have received your request and will handle it.',
  'Thank you for your message. Your concern is important to us.',
  'Your complaint has been forwarded to the relevant department.',
  'The matter is being processed. Thank you for your patience.',
  'We take this very seriously and will look into it.',
  'Noted, thanks.',
  'Your request has been registered and will be dealt with in due course.',
  'OK',
  'This has been handled in accordance with the regulations.',
  'We will follow up as soon as possible.',
  'Our staff will strengthen supervision and improve our services.',
  'Done',
  'Thank you for your feedback, we appreciate your understanding and support.',
];

/** Written when the rules stood. What they then showed was mended in the list of subjects only, and no further. */
export const unseen: Told[] = [
  {
    said: '地下车库漏水，一下雨就滴到车上',
    good: ['车库顶板裂缝已注浆堵漏，雨后复查未再滴水。', '已联系开发商，12月中旬重做防水层。'],
  },
  {
    said: '小区门禁坏了一个月，外人随便进',
    good: ['门禁主板已更换，今天恢复刷卡。', '已修复，夜间另派保安值守。'],
  },
  {
    said: 'The playground fence has a big gap and small children run onto the road',
    good: ['The gap was closed with new panels today.', '围栏缺口已补。'],
  },
  {
    said: '公共厕所没有水，味道很大',
    good: [
      '水箱浮球阀损坏，已更换，保洁改为每两小时一次。',
      'Water is on again since noon, and the toilet was cleaned.',
    ],
  },
  {
    said: '老人办社保认证，手机上刷脸总是不通过',
    good: ['可到社区服务大厅人工认证，工作人员也可上门。', '已为老人上门办好认证。'],
  },
  {
    said: 'Buses no longer stop at the clinic since the timetable changed',
    good: [
      'The stop at the clinic is served again from Monday on, six times a day.',
      '下周一起恢复在门诊站停靠。',
    ],
  },
  {
    said: '河道里有死鱼，水发黑发臭',
    good: [
      '已打捞死鱼，水样送检，上游企业排口已封堵。',
      'Samples were taken; the plant upstream has been ordered to stop.',
    ],
  },
  {
    said: '棋牌室通宵营业，打麻将声音吵得睡不着',
    good: ['已约谈经营者，晚十点后停业。', '派出所已对其罚款。'],
  },
  {
    said: '村口桥栏杆断了一截，晚上骑车危险',
    good: ['断的栏杆已焊好并刷了反光漆。', 'The railing has been welded.'],
  },
  {
    said: 'The heating bill doubled although we were away in January',
    good: [
      'The meter was read wrongly; 312 yuan will come back with the next bill.',
      '抄表有误，已退还312元。',
    ],
  },
  {
    said: '请问公租房什么时候可以申请？',
    good: ['每年3月和9月受理，带收入证明到住建窗口。', 'Applications are open in March and September.'],
  },
  {
    said: '高压线离我家阳台太近，下雨噼啪响',
    good: [
      '电力公司现场测量距离4.2米，符合安全要求，绝缘子已更换。',
      '已列入迁改，明年二季度施工，期间请勿在阳台外侧晾晒。',
    ],
  },
  {
    said: 'Nobody has cleared the leaves in the park, the paths are slippery',
    good: ['The paths were swept on Thursday, and will be every second day until December.', '落叶已清扫。'],
  },
  {
    said: '幼儿园老师打孩子',
    good: [
      '已调取监控，涉事教师停职，教育局调查组周五前反馈。',
      '经查看全部监控未发现打骂，已请家长到园查看录像。',
    ],
  },
  {
    said: '网上买的家具有质量问题，商家不给退',
    good: [
      '经调解商家同意退货退款，运费由商家承担。',
      '商家在外省，已转当地市场监管部门，编号 A2211，您也可拨打12315查询。',
    ],
  },
  {
    said: 'The traffic light at the school stays green for five seconds only',
    good: ['Green for people on foot now lasts 18 seconds.', '已延长绿灯时间。'],
  },
  {
    said: '小区绿地被人种菜浇粪',
    good: ['菜地已清除，复种草皮。', '已贴通知限三天内自行清除，逾期统一清理。'],
  },
  {
    said: '献血证丢了怎么补办？',
    good: ['带身份证到市血站一楼补办，免费。', 'Bring your identity card to the blood bank.'],
  },
];
