/**
 * What residents write of, in the words of both languages: what is broken, missing or too much. Two complaints of one problem mostly name one of
 * these alike, however else they tell of it. English words are matched at their beginning.
 */
const lexicon = `
lamp: 路灯 灯杆 灯不亮 灯灭 灯坏 照明 盏灯 漆黑 | street light, street lamp, lamp, lights are out, pitch dark, light on the pole, light pole
gym: 健身 锻炼 器材 单杠 双杠 漫步机 | exercise, fitness, gym, pull-up
seat: 长椅 长凳 石凳 座椅 椅子 凳子 | bench, seat
playground: 滑梯 秋千 游乐 | playground, slide, swing
toilet: 公厕 厕所 卫生间 | toilet, restroom, lavatory
railing: 护栏 栏杆 扶手 围栏 | railing, fence, guardrail, handrail
pothole: 坑洼 路面 大坑 深坑 的坑 塌陷 塌了 裂缝 沥青 | pothole, hole in the road, hole in it, full of holes, road surface, asphalt, subsid, crack
manhole: 井盖 窨井 检查井 | manhole, drain cover
kerb: 盲道 人行道 台阶 坡道 无障碍 | kerb, curb, wheelchair ramp, tactile
signal: 红绿灯 信号灯 斑马线 | traffic light, traffic signal, zebra, crossing
parking: 乱停 停车 违停 占道停 停满 停的车 | park, parked, parking
traffic: 堵车 拥堵 车堵 交通 乱窜 维持秩序 接孩子 校门口 | traffic, jam, congest, keeps order, school gate
bus: 公交 班车 站台 | bus stop, bus line, bus service
bike: 共享单车 自行车 | shared bike, bicycle
water: 停水 自来水 没水 水龙头 水压 | tap water, tap, running water, water is cut, no water, water pressure
power: 停电 断电 跳闸 没电 电压 | power cut, power goes, power is, power has, electricity, blackout, voltage
wire: 电线 线缆 电缆 | wire, cable
gas: 燃气 煤气 天然气 | gas
heating: 暖气 供暖 供热 不热 | heating, radiator
drain: 下水道 下水 污水 排水沟 堵塞 反水 返水 化粪池 外溢 | drain is, sewer, sewage, blocked, dirty water, gully, septic, clog
ice: 结冰 冰面 积冰 厚冰 结了 冻成 打滑 | ice, icy, freez, frozen, slipper
snow: 积雪 扫雪 铲雪 | snow
flood: 积水 水淹 内涝 倒灌 雨后 水塘 暴雨 | flood, standing water, puddle, rain water, after rain, after the rain, every rain
groundwater: 地下水 渗水 返潮 | ground water, groundwater, cellar
river: 河道 河水 臭水 | river, stream, canal
rubbish: 垃圾 脏乱 | rubbish, garbage, trash, litter, bins, household waste, waste
noise: 噪音 噪声 吵得 太吵 打桩 施工 电钻 扰民 轰隆 浇水泥 | noise, noisy, loud, drill, construction, building site, piles, pour concrete
dancing: 广场舞 音响 喇叭 | square danc, loudspeaker
smoke: 油烟 烧烤 烤串 排烟 烟熏 烟雾 | smoke, fumes, barbecue, grill
smell: 臭味 异味 恶臭 | smell, stink, stench
dust: 扬尘 灰尘 | dust
tree: 树枝 大树 树木 绿化 草坪 | tree, branch, lawn, hedge
pests: 老鼠 蚊子 蟑螂 苍蝇 | rat, mosquito, cockroach
dog: 狗 犬 | dog
lift: 电梯 | lift, elevator
leak: 漏水 漏雨 屋顶 外墙 防水 滴水 发霉 渗 | leak, roof, ceiling drip, outer wall, mould, lets the rain
fees: 物业费 收费 乱收 多收 公摊 收费项目 | fee, charges us, charges what, overcharg
guard: 保安 门禁 | security guard, door lock
hallway: 楼道 杂物 | hallway, stairwell, corridor, clutter
charging: 充电 飞线 电瓶车 | charged, charging, charge in, charge their, e-bike
fire: 消防 灭火器 消火栓 | hydrant, fire lane, fire exit, extinguisher
builds: 违建 私搭乱建 搭建 | illegal build, extension
canteen: 食堂 午餐 饭菜 伙食 | canteen, school lunch, school meal
teacher: 老师 补课 作业 | teacher, tutor, homework
enrolment: 入学 学位 招生 | enrol, admission, school place
clinic: 医生 大夫 卫生站 看病 门诊 | doctor, clinic, health station
medicine: 开药 药品 取药 | medicine, prescription
insurance: 医保 社保 养老金 | insurance, pension
wages: 工资 工钱 欠薪 拖欠 血汗钱 不给结账 | wage, salar, our pay, nobody pays, not paid, unpaid
contract: 劳动合同 辞退 加班 | contract, dismiss, overtime
vendor: 摊贩 小贩 占道经营 流动摊 早市 卖菜的 摆摊 | vendor, stall, vegetable seller, hawker, peddler
scales: 缺斤 短两 少两 秤 分量 少给 少了半斤 | short weight, scales, cheats on weight, less than i paid
expired: 过期 变质 假货 | past its date, expired, fake, counterfeit
price: 涨价 标价 | price
neighbour: 邻居 楼上 纠纷 | upstairs, quarrel, dispute
speeding: 超速 飙车 | speeding, racing
fraud: 诈骗 骗子 | fraud, scam
permit: 办证 手续 窗口 | permit, paperwork, counter
`;

interface Thing {
  name: string;
  pattern: RegExp;
}

const things: Thing[] = lexicon
  .trim()
  .split('\n')
  .map((line) => {
    const [, name = '', zh = '', en = ''] = /^(\w+): (.*) \| (.*)$/.exec(line) ?? [];
    return { name, pattern: new RegExp(`${zh.split(' ').join('|')}|\\b(?:${en.split(', ').join('|')})`) };
  });

/** The things that a text, as a reader sees it, names. */
export function thingsIn(text: string): Set<string> {
  return new Set(things.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name));
}
