import type { Reason } from '../core/review/reasons.ts';
import type { TicketStatus } from '../prisma/generated/enums.ts';

/** What somebody sends, as the playground's acts take it. */
export type Sends =
  | { act: 'say'; text: string }
  | { act: 'photo'; caption?: string; scene?: string }
  | { act: 'album'; caption?: string; count: number }
  | { act: 'voice'; duration: number }
  | { act: 'location'; latitude: number; longitude: number }
  | { act: 'sticker' };

/** What becomes of one ticket: who decides what, and where it ends. */
export interface Way {
  decide: { category: string } | { reject: Reason } | { passOn: string };
  /** The department sends it back once; the reviewer then chooses this category. */
  returned?: { reason: string; to: string };
  answer?: string;
  /** The resident's word: solved, or not, with why, and then solved after a second answer. A question is explained, and waits for none. */
  verdict?: 'solved' | 'explained' | { not: string };
  ends: TicketStatus;
}

export interface Scenario {
  title: string;
  language: 'zh' | 'en';
  sends: Sends[];
  /** One a ticket, in order. */
  ways: Way[];
  emergency?: boolean;
}

const lamp = '小区南门的路灯坏了三天了，昨晚有位老人摔倒了';

/** A dozen complaints as residents write them, and what is to become of each. */
export const scenarios: Scenario[] = [
  {
    title: 'a broken lamp, with a photo',
    language: 'zh',
    sends: [{ act: 'photo', caption: lamp, scene: 'lamp' }],
    ways: [
      {
        decide: { category: 'public-facilities' },
        answer: '已更换灯头和线路，今晚恢复照明。',
        verdict: 'solved',
        ends: 'closed',
      },
    ],
  },
  {
    title: 'two problems in one message',
    language: 'zh',
    sends: [
      {
        act: 'say',
        text: '柳溪菜市场后面垃圾堆成山好几天没人清。另外第三小学门口路面有个大坑，车都绕着走',
      },
    ],
    ways: [
      {
        decide: { category: 'environment' },
        answer: '已清运完毕，每天加一班车。',
        verdict: 'solved',
        ends: 'closed',
      },
      {
        decide: { category: 'roads-transport' },
        answer: '坑洞已回填压实。',
        verdict: 'solved',
        ends: 'closed',
      },
    ],
  },
  {
    title: 'a photo alone, the words come later',
    language: 'zh',
    sends: [
      { act: 'photo', scene: 'puddle' },
      { act: 'say', text: '下水道堵了，污水都冒到路上来了，在幸福里二号楼前' },
    ],
    ways: [
      {
        decide: { category: 'drainage-ice' },
        answer: '已疏通管道并冲洗路面。',
        verdict: 'solved',
        ends: 'closed',
      },
    ],
  },
  {
    title: 'an emergency',
    language: 'zh',
    sends: [{ act: 'say', text: '三单元楼道里有很浓的煤气味，有人头晕了' }],
    ways: [
      {
        decide: { category: 'public-safety' },
        answer: '已到场关阀通风，排除泄漏。',
        verdict: 'solved',
        ends: 'closed',
      },
    ],
    emergency: true,
  },
  {
    title: 'cold radiators, answered twice',
    language: 'zh',
    sends: [{ act: 'say', text: '幸福里3号楼暖气一直不热，屋里才14度，孩子都冻感冒了' }],
    ways: [
      {
        decide: { category: 'utilities' },
        answer: '已排气。',
        verdict: { not: '还是不热，今天测了才15度' },
        ends: 'closed',
      },
    ],
  },
  {
    title: 'not this department, so another',
    language: 'en',
    sends: [
      {
        act: 'say',
        text: 'The lift in our building at 5 Willow Road has been stuck for a week and my mother cannot get out',
      },
    ],
    ways: [
      {
        decide: { category: 'public-safety' },
        returned: {
          reason: 'Repairs of lifts in blocks of flats are for property management.',
          to: 'housing',
        },
        answer: 'The repair company has replaced the drive; the lift runs again.',
        verdict: 'solved',
        ends: 'closed',
      },
    ],
  },
  {
    title: 'an album',
    language: 'en',
    sends: [
      {
        act: 'album',
        count: 3,
        caption: 'Rubbish bins behind the market are overflowing and nobody collects them',
      },
    ],
    ways: [
      {
        decide: { category: 'environment' },
        answer: 'Collected this morning.',
        verdict: 'solved',
        ends: 'closed',
      },
    ],
  },
  {
    title: 'wages not paid',
    language: 'zh',
    sends: [{ act: 'say', text: '在城东工地干了两个月活，老板一直拖着工资不给' }],
    ways: [
      {
        decide: { category: 'labour' },
        answer: '已责令用人单位三日内付清。',
        verdict: 'solved',
        ends: 'closed',
      },
    ],
  },
  {
    title: 'a question',
    language: 'en',
    sends: [
      {
        act: 'say',
        text: 'How can I register my daughter for primary school next year, and which papers do I need?',
      },
    ],
    ways: [
      {
        decide: { category: 'education' },
        answer: 'Registration opens in May; bring the household book.',
        verdict: 'explained',
        ends: 'closed',
      },
    ],
  },
  {
    title: 'thanks',
    language: 'zh',
    sends: [{ act: 'say', text: '谢谢你们，路灯修好了，师傅态度特别好' }],
    ways: [{ decide: { passOn: 'public-facilities' }, ends: 'closed' }],
  },
  {
    title: 'nonsense',
    language: 'en',
    sends: [{ act: 'say', text: 'asdf qwer zxcv lol lol' }],
    ways: [{ decide: { reject: 'unclear' }, ends: 'rejected' }],
  },
  {
    title: 'a noisy shop, still with its department',
    language: 'en',
    sends: [
      {
        act: 'say',
        text: 'The barbecue place under our flat is loud until two at night and fills the stairs with smoke',
      },
      { act: 'location', latitude: 41.8102, longitude: 123.4268 },
    ],
    ways: [{ decide: { category: 'environment' }, ends: 'accepted' }],
  },
];
