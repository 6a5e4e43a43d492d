import { describe, expect, it } from 'vitest';
import { kindOf } from '../../core/triage/words/kind.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { unseen } from './unseen-complaints.ts';

const kinds = {
  thanks: [
    '谢谢',
    '谢谢你们，路灯修好了',
    '感谢，堵了半年的下水道终于通了',
    '给你们点赞',
    'Thank you, the ramp is great',
    'Thanks, the drain is fixed!',
    '謝謝你們，辛苦了',
    '路灯修好了，谢谢！',
    '非常感谢社区的帮助',
    'The lift works again. Many thanks!',
    'Well done, thank you all',
    'Thank you to the street cleaners, the rubbish behind the market was gone the very next day',
  ],
  question: [
    '请问低保怎么申请？',
    '居住证到期了在哪里续',
    '想问一下周末几点上班',
    '退休手续需要带什么材料',
    'How do I apply for a parking permit?',
    'Where is the library',
    'what documents are needed to register a newborn?',
    '今年高龄津贴是多少？谢谢',
    '请问公积金贷款要带什么材料，谢谢！',
    'Where can I collect a parking permit? Thank you.',
  ],
  suggestion: [
    '建议在河边加几把椅子',
    '能不能在广场装几样健身器材',
    '希望增设一个公交站',
    'It would be nice to have a bench at the bus stop',
    'I suggest longer opening hours for the library',
    'Could you add a crossing near the park',
    'I suggest that you put a few benches in the park, old people have nowhere to rest',
    '建议加装几盏灯，晚上路上黑得不敢走，摔了好几个人',
  ],
  not_for_us: [
    '你好',
    '您好！',
    '在吗',
    '哈哈哈哈哈',
    '测试',
    '🙂🙂',
    '123',
    'hello',
    'Hi there!',
    'asdfgh',
    'qwrtp sdfg',
    '。。。',
    '今天天气真好',
    '加微信办贷款',
    '兼职刷单，日结300，联系我',
    'tell me a joke',
    'Earn money fast from home, click here',
    'Instant loans approved in ten minutes, message us on WhatsApp',
    'Buy cheap watches now, best price, visit our shop',
    'Make $500 a day online, guaranteed returns',
    'Congratulations, you have won a prize',
    'Special offer: designer watches, message me on Telegram',
  ],
  complaint: [
    '路灯坏了',
    '路灯怎么还不修？',
    '谢谢，但是还是没修好',
    '麻烦看一下，下水道堵了，谢谢',
    '你好，楼道里全是垃圾',
    '请问停水三天了有没有人管',
    '建议你们管管物业，电梯坏了半年',
    'I suggest you mend the lift, it has been broken for months',
    'The bin is gone. Thank you',
    '这么大个社区连个锻炼的地方都没有，能不能装几样健身器材',
    'There is nowhere to exercise here, could you put something up?',
    'Thanks but it is still leaking',
    'Thank you for nothing, the bins have not been emptied',
    'Why is the lift broken again?',
    'Please fix the street light, thank you',
    'hello, the drain is blocked',
    '我要投诉',
    '物业',
    '花坛边扔了一张床垫，谢谢',
    'A man stops old people in the street and offers them instant loans, he has cheated my mother',
    'The shop’s special offer was fake, the till charged full price',
    'They buy cheap paint for the benches and it is off after a month',
    'I cannot make money from home, the power is out every day',
    '公积金贷款批了三个月还没放款',
    '有人在楼下拉人刷单',
    '天气热了公交车还是没开空调',
    'A fridge was left beside the bins. Thank you',
    'Graffiti on the wall of the post office, thanks',
    'More and more weeds on the steps, could they be cut. Many thanks',
    '',
  ],
};

describe('the kind of a message', () => {
  for (const [kind, messages] of Object.entries(kinds))
    it.each(messages)(`is ${kind}: %s`, (message) => {
      expect(kindOf(message)).toBe(kind);
    });

  it('is never thanks or nothing for a real complaint', async () => {
    const { categories } = await defaultCatalog();
    const examples = categories.flatMap(({ examples }) => [...examples.zh, ...examples.en]);
    const lost = [...examples, ...Object.values(unseen).flat()].filter((text) =>
      ['thanks', 'not_for_us'].includes(kindOf(text)),
    );
    expect(lost).toEqual([]);
  });
});
