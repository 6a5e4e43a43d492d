import type { Chance } from './chance.ts';

/** A place of the made-up town. */
export interface Place {
  name: Name;
  /** House in a street, building in an estate; none where the name says it all. */
  number: number | null;
  point: { latitude: number; longitude: number };
}

interface Name {
  zh: string;
  en: string;
  what: 'street' | 'estate' | 'thing';
  point: Place['point'];
  /** Which way its numbers run. */
  bearing: number;
}

const streets =
  '柳荫路 Liuyin Road|人民路 Renmin Road|建设街 Jianshe Street|文昌街 Wenchang Street|东风路 Dongfeng Road|清河路 Qinghe Road|红旗街 Hongqi Street|和平路 Heping Road|解放路 Jiefang Road|团结巷 Tuanjie Lane|学府路 Xuefu Road|五一路 Wuyi Road|桂花巷 Guihua Lane|银杏路 Yinxing Road|梧桐街 Wutong Street|枫林路 Fenglin Road|永乐街 Yongle Street|双桥路 Shuangqiao Road|翠湖路 Cuihu Road|工业路 Gongye Road';
const estates =
  '锦绣花园 Jinxiu Garden|安康小区 Ankang Estate|幸福家园 Xingfu Estate|阳光小区 Yangguang Estate|丽景花园 Lijing Garden|金桂苑 Jingui Court|东苑小区 Dongyuan Estate|光明新村 Guangming Village|祥和小区 Xianghe Estate|梅园小区 Meiyuan Estate|碧水花园 Bishui Garden|春晖小区 Chunhui Estate|竹溪小区 Zhuxi Estate|华庭花园 Huating Garden';
const things =
  '育红小学 Yuhong School|实验小学 Shiyan School|城南市场 Chengnan Market|河西市场 Hexi Market|人民公园 Renmin Park|滨江公园 Binjiang Park|中心广场 Zhongxin Square|向阳幼儿园 Xiangyang Kindergarten|晨光幼儿园 Chenguang Kindergarten|石板桥 Shiban Bridge|第二医院 Dier Hospital|红星超市 Hongxing Supermarket';

const centre = { latitude: 36.06, longitude: 103.83 };
const metre = 1 / 111_320;

/** A town of its own for each seed: what stands where. */
export function buildTown(chance: Chance): Name[] {
  const named = (list: string, what: Name['what']) =>
    list.split('|').map((both) => {
      const [zh = '', ...en] = both.split(' ');
      const point = move(centre, chance.between(-2500, 2500), chance.between(-2500, 2500));
      return { zh, en: en.join(' '), what, point, bearing: chance.between(0, 2 * Math.PI) };
    });
  return [...named(streets, 'street'), ...named(estates, 'estate'), ...named(things, 'thing')];
}

export function placeIn(town: Name[], chance: Chance): Place {
  const name = chance.pick(town);
  return at(name, name.what === 'thing' ? null : 1 + chance.below(name.what === 'street' ? 90 : 24));
}

/** Houses of a street stand 12 m apart, buildings of an estate 40 m. */
function at(name: Name, number: number | null): Place {
  const along = (number ?? 0) * (name.what === 'street' ? 12 : 40);
  return {
    name,
    number,
    point: move(name.point, Math.sin(name.bearing) * along, Math.cos(name.bearing) * along),
  };
}

/** Another house of the same street, or building of the same estate, some way along. */
export function furtherAlong({ name, number }: Place, chance: Chance): Place | null {
  return number === null ? null : at(name, number + 5 + chance.below(20));
}

/** Where a resident's pin falls: near the place, as far as a phone knows and they have walked. */
export function pinned({ point }: Place, chance: Chance): Place['point'] {
  return move(point, chance.bell() * 30, chance.bell() * 30);
}

function move(from: Place['point'], east: number, north: number): Place['point'] {
  const shrink = Math.cos((from.latitude * Math.PI) / 180);
  return { latitude: from.latitude + north * metre, longitude: from.longitude + (east * metre) / shrink };
}

/** The place in words, as one resident or another would tell it; one in ten says no number. */
export function tell({ name, number }: Place, language: 'zh' | 'en', chance: Chance): string {
  const vague = number === null || chance.once(1 / 10);
  const ways = vague ? plain[language] : numbered[name.what === 'street' ? 'street' : 'estate'][language];
  return chance.pick(ways)(name[language], number ?? 0);
}

type Way = (name: string, number: number) => string;

const plain: Record<'zh' | 'en', Way[]> = {
  zh: [(name) => name, (name) => `${name}门口`, (name) => `${name}这边`, (name) => `在${name}附近`],
  en: [(name) => `at ${name}`, (name) => `near ${name}`, (name) => `on the side of ${name}`],
};

const numbered: Record<'street' | 'estate', Record<'zh' | 'en', Way[]>> = {
  street: {
    zh: [
      (name, number) => `${name}${number}号门口`,
      (name, number) => `${name}${inHan(number)}号院`,
      (name, number) => `我家在${name}${number}号，门前`,
      (name, number) => `${name}上，${number}号旁边`,
    ],
    en: [
      (name, number) => `outside ${number} ${name}`,
      (name, number) => `at number ${number}, ${name}`,
      (name, number) => `in front of ${number} ${name.replace('Road', 'Rd').replace('Street', 'St')}`,
      (name, number) => `on ${name} by house ${number}`,
    ],
  },
  estate: {
    zh: [
      (name, number) => `${name}${number}号楼`,
      (name, number) => `${name}${inHan(number)}栋楼下`,
      (name, number) => `我们${name}${number}号楼前面`,
      (name, number) => `${number}号楼这里，${name}，`,
    ],
    en: [
      (name, number) => `at building ${number}, ${name}`,
      (name, number) => `in ${name} block ${number}`,
      (name, number) => `below Building ${number} of ${name}`,
    ],
  },
};

function inHan(number: number): string {
  const digits = '零一二三四五六七八九';
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits[ones] : ''}`;
}
