import { reviewersGroup } from '../town.ts';

/** What residents write here, with the category that the model names for it. */
export const told: { text: string; evidence: string; category: string }[] = [
  {
    text: '路口的路灯坏了三天了，晚上什么都看不见',
    evidence: '路口的路灯坏了三天了',
    category: 'public-facilities',
  },
  {
    text: '菜市场后面的垃圾好几天没人清，味道很大',
    evidence: '菜市场后面的垃圾好几天没人清',
    category: 'environment',
  },
  {
    text: '小学门口的路面有个大坑，车都绕着走',
    evidence: '小学门口的路面有个大坑',
    category: 'roads-transport',
  },
  {
    text: '公园里的健身器材断了，老人不敢用',
    evidence: '公园里的健身器材断了',
    category: 'public-facilities',
  },
  { text: '南门外的下水道又堵了，积水进了楼道', evidence: '南门外的下水道又堵了', category: 'drainage-ice' },
  { text: '楼下夜里施工，吵得睡不着', evidence: '楼下夜里施工', category: 'environment' },
];

/** The resident whose complaint is the `index`th of a load. Each writes one, so that none waits for another of the same chat. */
export function residentOf(index: number): number {
  return 10_000_000 + index;
}

/** The update that brings the `index`th complaint of a load. */
export function complaint(index: number): object {
  const id = residentOf(index);
  return {
    update_id: 1_000_000 + index,
    message: {
      message_id: 1,
      date: Math.floor(Date.now() / 1000),
      chat: { id, type: 'private', first_name: '居民' },
      from: { id, is_bot: false, first_name: '居民', language_code: 'zh-hans' },
      text: told[index % told.length]!.text,
    },
  };
}

/** The update that brings a reviewer's tap on a card. */
export function tap(index: number, messageId: number, data: string): object {
  return {
    update_id: 900_000_000 + index,
    callback_query: {
      id: String(index),
      from: { id: 2001, is_bot: false, first_name: '王强', language_code: 'zh' },
      chat_instance: '1',
      message: {
        message_id: messageId,
        date: Math.floor(Date.now() / 1000),
        chat: { id: reviewersGroup, type: 'supergroup', title: '吹哨受理组' },
        text: '.',
      },
      data,
    },
  };
}
