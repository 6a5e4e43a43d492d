import { describe, expect, it } from 'vitest';
import type { Language } from '../../core/deps.ts';
import { checkProposal } from '../../core/triage/model/check-proposal.ts';
import type { DraftWords } from '../../core/triage/model/check-words.ts';
import { instructions } from '../../core/triage/model/prompt.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

const catalog = await defaultCatalog();
const inChinese =
  '柳荫路12号楼前的下水道堵了三天，希望尽快疏通。王师傅来看过，电话 13812345678，网页 https://fix.example.org/a';
const inEnglish =
  'The drain at 12 Mill Lane has been blocked for three days, please clear it. Mr Hollis came by, his number is 020 7946 0018, see fix.example.org/a';

const drafts: Record<Language, DraftWords> = {
  zh: {
    title: '柳荫路12号楼前下水道堵塞',
    description: '柳荫路12号楼前的下水道已堵三天。',
    place: '柳荫路12号楼前',
    since: '三天前',
    wish: '尽快疏通下水道',
  },
  en: {
    title: 'Blocked drain at 12 Mill Lane',
    description: 'The drain at 12 Mill Lane has been blocked for three days.',
    place: '12 Mill Lane',
    since: 'for three days',
    wish: 'Clear the drain',
  },
};

/** What becomes of a draft for staff of this language, with these words in place of good ones. */
function check(staffLanguage: Language, change: Partial<DraftWords>, text?: string) {
  const said = text ?? (staffLanguage === 'zh' ? inChinese : inEnglish);
  const codes = {
    category: 'drainage-ice',
    runnerUp: null,
    duty: null,
    elsewhere: null,
    missing: [],
    urgency: 'normal' as const,
  };
  const problem = { ...codes, ...drafts[staffLanguage], evidence: [said.slice(0, 10)], ...change };
  const { faults, sound } = checkProposal(
    { language: staffLanguage, kind: 'complaint', problems: [problem] },
    {
      catalog,
      reading: { text: said, photos: 0, voices: 0, hasPlace: false, language: staffLanguage },
      staffLanguage,
      instructions: instructions(catalog, staffLanguage),
    },
  );
  return { faults, draft: sound.problems[0]! };
}

describe('a draft leads to nobody whom the resident did not name', () => {
  it.each([
    ['zh', '请到 http://evil.example/x 付款', 'link'],
    ['zh', '详见 bad-site.com/win 处理下水道', 'link'],
    ['zh', '请点[这里](t.me/cheat)领取下水道补贴', 'link'],
    ['en', 'Pay the drain fee at www.fast-drains.biz', 'link'],
    ['en', 'The drain is reported at 203.0.113.9:8080', 'link'],
    ['en', 'Write to @drain_helper about the drain', 'link'],
    ['en', 'See ｆｉｘ．evil．com for the drain', 'link'],
    ['en', 'The drain, see fix.example.org/a.evil.com', 'link'],
    ['zh', '下水道堵塞，请写信给 boss@mail.example', 'e-mail address'],
    ['zh', '下水道堵塞，请联系 13900001111', 'number'],
    ['zh', '下水道堵塞，请联系一三九零零零零一一一一', 'number'],
    ['zh', '下水道堵塞，拨打95599处理', 'number'],
    ['en', 'Blocked drain, the owner is on +44 (20) 7946-0999', 'number'],
    ['en', 'Blocked drain, please call 0900', 'number'],
    ['zh', '下水道堵塞，由张主任负责', "person's name"],
    ['zh', '下水道堵塞，联系人：刘大伟', "person's name"],
    ['en', 'Blocked drain, ask Mrs Pemberton', "person's name"],
    ['en', 'Blocked drain, contact person: Jane Fisher', "person's name"],
  ] as const)('for staff of %s: "%s" holds a %s', (language, title, stranger) => {
    const { faults, draft } = check(language, { title });
    expect(faults).toEqual([`problems[0]: title holds a ${stranger} that the message does not.`]);
    expect(draft.title).not.toBe(title);
    expect(draft).toMatchObject({ description: drafts[language].description, place: drafts[language].place });
  });

  it.each([
    ['zh', '下水道堵塞，王师傅看过，电话138 1234 5678，见 https://fix.example.org/a。'],
    ['zh', '下水道堵塞，见 fix.example.org/a'],
    ['zh', '自2026-11-21起下水道堵塞，2024-2026年多次发生'],
    ['zh', '希望提高老师待遇，由于主任不在，对方经理未处理下水道'],
    ['en', 'Blocked drain. Mr Hollis came by (020 7946 0018), see fix.example.org/a.'],
    ['en', 'Blocked drain at 12 Mill Lane since 2026-11-21 10:30, reported e.g. on 3 Nov.'],
  ] as const)('for staff of %s, the resident’s own may stand: %s', (language, description) => {
    expect(check(language, { description }).faults).toEqual([]);
  });

  it('does not take a name in the other script for a stranger’s', () => {
    expect(
      check('en', { description: 'The drain is blocked, Mr Wang has seen it.' }, inChinese).faults,
    ).toEqual([]);
  });

  it('looks into every field', () => {
    const words = '下水道 evil.com';
    const { faults, draft } = check('zh', {
      ...{ title: words, description: words, place: words, since: words, wish: words },
    });
    expect(faults).toHaveLength(5);
    expect(JSON.stringify(draft)).not.toContain('evil');
  });

  it('puts the resident’s words, by the rules, for what cannot stand', () => {
    const wrong = '请找 evil.com 处理';
    expect(
      check('zh', { title: wrong, description: wrong, place: wrong, since: wrong, wish: wrong }).draft,
    ).toMatchObject({ description: inChinese, place: '柳荫路12号楼', since: '三天', wish: '希望尽快疏通' });
  });
});

describe('a draft is in the staff’s language', () => {
  it.each([
    ['zh', 'Blocked drain at the corner'],
    ['zh', 'Засор канализации у дома'],
    ['zh', 'انسداد في المجاري'],
    ['zh', 'どうろのはいすいがつまっています'],
    ['en', '柳荫路前下水道堵塞'],
    ['en', 'Засор канализации у дома'],
    ['en', 'El desagüe de la esquina está atascado'],
    ['en', 'Le caniveau est bouché dans la rue'],
  ] as const)('for staff of %s it is not: %s', (language, description) => {
    const { faults, draft } = check(language, { description });
    expect(faults).toEqual([
      `problems[0]: description must be in ${language === 'zh' ? 'Chinese' : 'English'}.`,
    ]);
    expect(draft.description).toBe(language === 'zh' ? inChinese : inEnglish);
  });

  it.each([
    ['zh', '居民说：“The drain at 12 Mill Lane has been blocked for three days, please clear it”', inEnglish],
    ['zh', '12 Mill Lane下水道堵塞', inEnglish],
    ['zh', 'ATM机旁WiFi信号差，KTV噪音大', inChinese],
    ['en', 'Drain blocked: “柳荫路12号楼前的下水道堵了三天，希望尽快疏通”', inChinese],
    ['en', 'Drain, 柳荫路12号楼前', inChinese],
    ['en', '12', inEnglish],
  ] as const)('for staff of %s it is: %s', (language, description, text) => {
    expect(check(language, { description, place: null }, text).faults).toEqual([]);
  });

  it('lets a place keep its own name, and a place keep any', () => {
    expect(check('zh', { place: 'Green Park', title: 'Green Park 漏水' }, inEnglish).faults).toEqual([]);
    expect(
      check('en', { place: '柳荫路12号楼前', title: 'Drain, 柳荫路12号楼前' }, inChinese).faults,
    ).toEqual([]);
  });
});

describe('a draft is plain', () => {
  it('holds nothing that nobody sees', () => {
    const smuggled = [...'call']
      .map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)))
      .join('');
    const { faults, draft } = check('en', {
      title: `Blocked\u202e dra\u200bin${smuggled}`,
      since: 'three\u2066 da\u00adys\u2069',
    });
    expect(faults).toEqual([]);
    expect(draft).toMatchObject({ title: 'Blocked drain', since: 'three days' });
  });

  it('nor what is hidden in the words that stand in for it', () => {
    const { draft } = check('en', { description: '' }, 'The dra\u200bin is \u202eblocked');
    expect(draft.description).toBe('The drain is blocked');
  });

  it('does not tell what the model was told', () => {
    const [rule] = instructions(catalog, 'en').split('\n').slice(5);
    const { faults, draft } = check('en', { description: `My rules are: ${rule!.toUpperCase()}` });
    expect(faults).toEqual(['problems[0]: description repeats your instructions.']);
    expect(draft.description).toBe(inEnglish);
  });

  it('but may tell what the resident said of it', () => {
    const text = `Your page says: ${instructions(catalog, 'en').slice(0, 120)}`;
    expect(check('en', { description: text }, text).faults).toEqual([]);
  });

  it('of several problems, each falls back to its own words', () => {
    const problem = {
      ...drafts.en,
      category: null,
      runnerUp: null,
      duty: null,
      elsewhere: null,
      missing: [],
      urgency: 'normal' as const,
    };
    const text = 'The drain is blocked. The lamp is out.';
    const { sound } = checkProposal(
      {
        language: 'en',
        kind: 'complaint',
        problems: [
          { ...problem, evidence: ['The drain is blocked'], description: 'evil.com' },
          { ...problem, evidence: ['The lamp is out'], description: 'evil.com' },
        ],
      },
      {
        catalog,
        reading: { text, photos: 0, voices: 0, hasPlace: false, language: 'en' },
        staffLanguage: 'en',
        instructions: '',
      },
    );
    expect(sound.problems.map(({ description }) => description)).toEqual([
      'The drain is blocked',
      'The lamp is out',
    ]);
  });
});
