import fc from 'fast-check';

/** Words as nobody should write them, and some do. Each stands for a way in which a text can be bad. */
export const badWords = {
  'NUL and other controls': '路灯\0坏了\u0001\u001b[31m\u007f\u0085三天',
  'halves of surrogate pairs': '\ud83d路灯坏了\ude00三天',
  'zero-width characters': '路\u200b灯\u200c坏\u200d了\ufeff\u2060三天',
  'marks that turn the writing': '\u202e天三了坏灯路\u2066\u2067abc\u2069\u202c',
  'HTML that must not parse':
    '</b></blockquote><tg-spoiler>坏了</tg-spoiler><a href="tg://user?id=1">x</a>&lt;&#0;&amp',
  'emoji with modifiers': '👩🏽‍🚒👨‍👩‍👧‍👦🏳️‍🌈1️⃣🇨🇳 路灯坏了👍🏿'.repeat(8),
  'marks that pile up': `路灯坏了${'\u0301\u0489'.repeat(2000)}`,
  'a whole message': '三号楼门口的路灯坏了，没有人来修。'.repeat(300).slice(0, 4096),
  'a hundred thousand characters': '三号楼门口的路灯坏了，没有人来修。'.repeat(6000).slice(0, 100_000),
} as const;

const plausible = [
  '小区南门的路灯坏了三天了，晚上漆黑一片',
  'The street lamp at the south gate has been out for three days',
  '楼道里有很浓的煤气味',
  '谢谢网格员帮忙修好了门禁',
  '居住证怎么办理？',
  '已经修好了',
];

const commands = [
  '/start',
  '/start i-AAAAAAAAAAAAAAAAAAAAAA',
  '/help',
  '/mine',
  '/privacy',
  '/language',
  '/human',
  '/withdraw',
  '/ticket',
  '/here',
  '/webhook',
  '/invite',
  '/staff',
  '/revoke',
  '/forget',
];

const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((all) => String.fromCharCode(...all));

const bad = fc.constantFrom(...Object.values(badWords));
const short = fc.constantFrom(...Object.values(badWords).filter((text) => text.length < 4096));

/** What somebody may write: mostly short, sometimes plausible, often neither. */
export const words = fc.oneof(
  { arbitrary: fc.constantFrom(...plausible), weight: 4 },
  { arbitrary: units, weight: 4 },
  { arbitrary: short, weight: 4 },
  { arbitrary: fc.tuple(fc.constantFrom(...plausible), short).map((two) => two.join(' ')), weight: 4 },
  { arbitrary: fc.constantFrom(...commands), weight: 2 },
  {
    arbitrary: fc.tuple(fc.constantFrom(...commands), fc.oneof(units, short)).map((two) => two.join(' ')),
    weight: 3,
  },
  { arbitrary: bad, weight: 1 },
);
