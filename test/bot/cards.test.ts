import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../bot/buttons.ts';
import type { Card } from '../../bot/cards/card.ts';
import { departmentPicker, dutyPicker } from '../../bot/cards/department-card.ts';
import { render } from '../../bot/cards/render.ts';
import { categoryPicker, passOnPicker, rejectPicker } from '../../bot/cards/review-card.ts';
import { storyText } from '../../bot/cards/story.ts';
import { clip, oneLine, visibleLength } from '../../bot/messages/format.ts';
import { messages } from '../../bot/messages/messages.ts';
import type { Said } from '../../core/cards/thread.ts';
import type { CardView, MediaView } from '../../core/cards/views.ts';
import type { WordView } from '../../core/cards/word-view.ts';
import type { Step } from '../../core/tickets/story.ts';
import { parseHtml } from '../../playground/html.ts';
import { MediaKind, TicketStatus } from '../../prisma/generated/enums.ts';
import {
  addressed,
  decidedView,
  departmentView,
  names,
  residentTicket,
  residentView,
  reviewView,
  said,
  suggestion,
  times,
} from './views.ts';

type View = Exclude<CardView, MediaView>;

const languages = ['zh', 'en'] as const;
const statuses = Object.values(TicketStatus);
const events = Object.keys(messages.zh.events) as Step['type'][];

/** Words as nobody should write them, and some do. */
const hostile: Record<string, string> = {
  'of HTML': '</blockquote></b><a href="javascript:x">tap</a> &lt;b&gt; &#60; "\'<script>&amp;'.repeat(60),
  'of HTML that parses': '<tg-spoiler>路灯坏了</tg-spoiler><a href="tg://user?id=1">x</a>'.repeat(9),
  'that turn the writing': `\u202E\u2067${'写反了的话 backwards '.repeat(300)}`,
  'of more than a message': '三号楼门口的路灯坏了，没有人来修。'.repeat(300),
  'of people with tools': '👩🏽‍🚒👨‍👩‍👧‍👦🏳️‍🌈'.repeat(400),
  'of one endless character': `路${'\u0301'.repeat(5000)}`,
  'of lines that look like ours': '坏了\n\n✅ 王强 已确认：道路交通 → 城市管理局\n'.repeat(120),
  'of half a character': '\ud83d路灯\ude00'.repeat(500),
  'of ampersands only': '&'.repeat(4096),
  'of nothing': '   \n ',
};

/** Every card, of every state, with these words wherever somebody's words may stand. */
function allCards(language: 'zh' | 'en', words: string): View[] {
  const long = thread(words, 60);
  const people = { title: words, description: `${words} `, place: words, since: words, wish: words };
  const point = { latitude: -89.123456789, longitude: 179.987654321, name: words };
  const answer = { text: words };
  return [
    ...statuses.flatMap((status): View[] => [
      reviewView(language, { ...people, point, status, thread: long, disputed: true, wantsHuman: true }),
      reviewView(language, {
        ...people,
        status,
        thread: [said(words)],
        urgency: 'emergency',
        siblings: 5,
        what: 'suggestion',
        missing: ['place', 'since', 'photo'],
        suggestion: suggestion({ evidence: [words, words, words, words] }),
        returned: {
          department: names.department,
          words,
          duty: names.duty,
          suggested: names.department,
          at: times.at,
        },
        hops: 3,
      }),
      decidedView(language, {
        ...people,
        status,
        thread: long,
        answer,
        decision: { verdict: 'rejected', ruling: false, by: words, at: times.at, rejection: answer },
      }),
      decidedView(language, { status, answer, delivery: { id: 1, state: 'failed', failure: words } }),
      departmentView(language, {
        ...people,
        point,
        status,
        thread: long,
        answer,
        acceptedBy: words,
        returned: { words },
      }),
      residentView(language, {
        tickets: Array.from({ length: 12 }, () =>
          residentTicket({
            ...people,
            status,
            answer,
            rejection: answer,
            department: names.department,
            dueAt: times.dueAt,
          }),
        ),
        asked: ['place', 'since', 'photo'],
      }),
      residentView(language, { tickets: [residentTicket({ ...people, status, answer, rejection: answer })] }),
    ]),
    ...wordViews(language, words),
  ];
}

function wordViews(language: 'zh' | 'en', words: string): WordView[] {
  const base = { kind: 'word', ...addressed(language) } as const;
  const ticket = {
    ticketId: 2 ** 31 - 1,
    version: 1,
    title: words,
    department: names.department,
    media: [],
    promisedFor: null,
  };
  return [
    { ...base, word: 'place' },
    { ...base, word: 'advice', advice: names.duty, call: [{ number: '119', name: names.department }] },
    { ...base, word: 'question', text: words, answered: false },
    { ...base, word: 'question', text: words, answered: true },
    { ...base, word: 'rejection', title: words, words: { text: words } },
    {
      ...base,
      word: 'rejection',
      title: words,
      words: { others: { name: names.department, reach: names.duty } },
    },
    ...(['waiting', 'solved', 'not_solved', 'explained', 'unheard', 'escalated', 'over'] as const).flatMap(
      (verdict) =>
        (['complaint', 'suggestion', 'question'] as const).map(
          (errand) => ({ ...base, word: 'answer', ...ticket, text: words, errand, verdict }) as const,
        ),
    ),
  ];
}

/** As many messages of everybody, with everything that a message may have. */
function thread(text: string, count: number): Said[] {
  const turns = ['report', 'addition', 'question', 'reply', 'answer', 'not_solved', 'return_reason'] as const;
  return Array.from({ length: count }, (_, index) =>
    said(text, {
      who: (['resident', 'staff', 'department'] as const)[index % 3]!,
      purpose: turns[index % turns.length]!,
      media: Object.values(MediaKind),
      edited: true,
      forwarded: true,
    }),
  );
}

describe.each(languages)('in %s', (language) => {
  test.each(Object.entries(hostile))('every card takes words %s', (_what, words) => {
    for (const view of allCards(language, words)) expectToBeTaken(render(view));
  });

  test('however long a thread is, its first and its newest words are there', () => {
    for (const most of [1, 100, 500, 4096]) {
      const middle = thread('路'.repeat(most), 58);
      const long = [
        said(`甲${'路'.repeat(most)}`),
        ...middle,
        said(`乙${'路'.repeat(most)}`, {
          purpose: 'addition',
          edited: true,
          forwarded: true,
          media: Object.values(MediaKind),
        }),
      ];
      for (const view of [
        reviewView(language, { thread: long }),
        departmentView(language, { thread: long }),
      ]) {
        const text = textOf(view);
        expect(text).toContain('甲');
        expect(text).toContain('乙');
      }
    }
  });

  test('what the resident added last can be read without opening the quotation', () => {
    const added = { ...said('是单元门口的井'), purpose: 'reply' as const };
    const { html } = render(reviewView(language, { thread: [said('下水道堵了'), added] }));
    const open = html.slice(html.indexOf('</blockquote>'));
    expect(open).toContain('是单元门口的井');
    expect(html.slice(0, html.indexOf('</blockquote>'))).toContain('下水道堵了');
  });

  test('the review card says what and where, why, and what else it could be', () => {
    const view = reviewView(language, { urgency: 'urgent', missing: ['since'] });
    const text = textOf(view);
    for (const part of [
      '7K4-2QD',
      '路灯坏了',
      '三号楼门口',
      '三天前',
      '尽快修好',
      '晚上看不见路',
      '路灯坏了三天',
      '87%',
    ])
      expect(text).toContain(part);
    for (const part of [names.category, names.department, names.duty, names.other])
      expect(text).toContain(part[language]);
    expect(render(view).html).toMatch(/<a href="https:\/\/[^"]+116\.407400[^"]*">/);
    expect(render(view).html).toContain('39.904200');
    expect(tapsOf(render(view))).toMatchObject([
      { kind: 'confirm', category: 'roads' },
      { kind: 'confirm', category: 'facilities' },
      { kind: 'others' },
      { kind: 'split' },
      { kind: 'askResident' },
      { kind: 'rejectMenu' },
    ]);
  });

  test('the review card says who suggests: a model, the local classifier, or nobody and why', () => {
    const of = (more: Parameters<typeof suggestion>[0]) =>
      textOf(reviewView(language, { suggestion: suggestion(more) }));
    const [model, local] = { zh: ['模型建议', '分类器建议'], en: ['Model suggests', 'Classifier suggests'] }[
      language
    ];
    expect(of({})).toContain(model);
    expect(of({ source: 'local', confidence: null })).toContain(local);
    expect(of({ source: 'local', confidence: null })).not.toContain('%');
    const none = {
      source: 'none',
      category: null,
      runnerUp: null,
      duty: null,
      evidence: [],
      confidence: null,
    } satisfies Parameters<typeof suggestion>[0];
    expect(of({ ...none, failure: 'timeout' })).toMatch(
      { zh: /未分类.*没有及时回应/, en: /Unsorted.*in time/ }[language],
    );
    expect(of({ ...none, failure: 'never heard of' })).toMatch(
      { zh: /未分类.*出了错/, en: /Unsorted.*failed/ }[language],
    );
  });

  test('a suggestion that stands without the model says so, and a first draft that it is one', () => {
    const of = (more: Parameters<typeof suggestion>[0]) =>
      textOf(reviewView(language, { suggestion: suggestion({ source: 'local', ...more }) }));
    const [without, draft] = { zh: ['没有模型的建议', '初稿'], en: ['Without the model', 'first draft'] }[
      language
    ] as [string, string];
    const alone = of({ failure: 'timeout' });
    expect(alone).toMatch(
      { zh: /没有模型的建议：.*没有及时回应/, en: /Without the model: .*in time/ }[language],
    );
    expect(alone).not.toContain(draft);
    const first = of({ untilAnswered: true });
    expect(first).toContain(draft);
    expect(first).not.toContain(without);
  });

  test('the review card says where model and local classifier differ, and where neither is sure', () => {
    const of = (more: Parameters<typeof suggestion>[0]) =>
      textOf(reviewView(language, { suggestion: suggestion(more) }));
    const other = { code: 'health', name: { zh: '医疗', en: 'Health' } };
    expect(of({ source: 'model', other })).toMatch(
      { zh: /分类器认为：医疗/, en: /classifier says: Health/ }[language],
    );
    expect(of({ source: 'local', other })).toMatch(
      { zh: /模型认为：医疗/, en: /model says: Health/ }[language],
    );
    const { name } = suggestion().runnerUp!;
    expect(of({ source: 'model', other: { code: 'facilities', name } })).toMatch(
      { zh: /也可能是：.*分类器这样看/, en: /says the classifier/ }[language],
    );
    const unsure = of({ unsure: true });
    expect(unsure).toMatch({ zh: /拿不准：.*或/, en: /Unsure between .* and / }[language]);
    expect(unsure).toContain(name[language]);
    // Two names side by side: the department or the share of the first alone would tip the scales.
    expect(unsure).not.toMatch(/→|%/);
    expect(of({ source: 'both' })).toMatch({ zh: /一致/, en: /agree/ }[language]);
  });

  test('a card that is not for us says so, and asks for no category', () => {
    const nothing = suggestion({ source: 'local', category: null, runnerUp: null, confidence: null });
    const [seems, choose] = { zh: ['看来不是诉求', '请选类别'], en: ['Nothing for us', 'choose a category'] }[
      language
    ] as [string, string];
    const notForUs = textOf(reviewView(language, { what: 'not_for_us', suggestion: nothing }));
    expect(notForUs).toContain(seems);
    expect(notForUs).not.toContain(choose);
    expect(textOf(reviewView(language, { suggestion: nothing }))).toContain(choose);
    const elsewhere = { code: 'bank', name: names.other, reach: names.other };
    expect(textOf(reviewView(language, { suggestion: { ...nothing, elsewhere } }))).not.toContain(choose);
  });

  test('whose matter it is stands before what it would be here, and no duty is missed then', () => {
    const elsewhere = { code: 'bank', name: { zh: '银行', en: 'the bank' }, reach: names.other };
    const noDuty = { zh: '未找到对应职责', en: 'No duty found' }[language];
    const of = (more: Parameters<typeof suggestion>[0]) =>
      textOf(reviewView(language, { suggestion: suggestion({ duty: null, unowned: true, ...more }) }));
    const said = of({ elsewhere });
    expect(said.indexOf(elsewhere.name[language])).toBeGreaterThan(-1);
    expect(said.indexOf(elsewhere.name[language])).toBeLessThan(said.indexOf(names.category[language]));
    expect(said).not.toContain(noDuty);
    expect(of({})).toContain(noDuty);
  });

  test('a question that is with its department waits for words, not for somebody to accept it', () => {
    const [accepted, answered] = { zh: ['等接单', '等解答'], en: ['not accepted yet', 'not answered yet'] }[
      language
    ] as [string, string];
    const of = (what: 'complaint' | 'question') =>
      textOf(decidedView(language, { what, status: 'dispatched' }));
    expect(of('complaint')).toContain(accepted);
    expect(of('question')).toContain(answered);
    expect(of('question')).not.toContain(accepted);
  });

  test('a wish that is the title already is not said again', () => {
    const title = '在公园里加几张长椅';
    const said = textOf(reviewView(language, { title, wish: title, thread: [] }));
    expect(said.split(title)).toHaveLength(2);
    expect(textOf(reviewView(language, { title, wish: '两张就够' }))).toContain('两张就够');
  });

  test('the reviewers’ buttons for two categories stand side by side where neither is sure', () => {
    const rowsOf = (more: Parameters<typeof suggestion>[0]) =>
      render(reviewView(language, { suggestion: suggestion(more) })).keyboard.map((row) =>
        row.map(({ text }) => text),
      );
    const [first, second] = [names.category[language], suggestion().runnerUp!.name[language]];
    expect(rowsOf({ unsure: true })[0]).toEqual([first, second]);
    expect(rowsOf({ unsure: false })[0]).toEqual([`✅ ${first}`]);
  });

  test('the review card says who decided what, and until when it is due', () => {
    const due = { zh: '11月25日 17:30', en: '25 Nov, 17:30' }[language];
    for (const status of ['confirmed', 'dispatched', 'accepted', 'answered', 'closed', 'reopened'] as const) {
      const text = textOf(decidedView(language, { status }));
      for (const part of ['王强', due, names.category[language], names.department[language]])
        expect(text).toContain(part);
    }
    const rejection = { reason: 'duplicate' } as const;
    const decision = { verdict: 'rejected', ruling: false, by: '王强', at: times.at, rejection } as const;
    const rejected = textOf(decidedView(language, { status: 'rejected', decision }));
    expect(rejected).toContain('王强');
    expect(rejected).toContain({ zh: '您反映过同样的事', en: 'told us of this before' }[language]);
  });

  test('where it is not known whether a ticket arrived, people are asked; where it failed, they are told why', () => {
    const unknown = render(
      decidedView(language, { canTakeBack: false, delivery: { id: 9, state: 'unknown', failure: 'x' } }),
    );
    expect(tapsOf(unknown).map(({ kind }) => kind)).toEqual(['arrived', 'sendAgain']);
    const failed = decidedView(language, {
      canTakeBack: false,
      delivery: { id: 9, state: 'failed', failure: 'HTTP 410' },
    });
    expect(textOf(failed)).toContain('HTTP 410');
    expect(tapsOf(render(failed)).map(({ kind }) => kind)).toEqual(['sendAgain']);
    const noChannel = decidedView(language, { delivery: { id: 9, state: 'due', failure: 'no-channel' } });
    expect(textOf(noChannel)).toContain(names.department[language]);
  });

  test('the department’s card says what, by which duty and until when, with the resident’s own words', () => {
    const view = departmentView(language);
    const text = textOf(view);
    const due = { zh: '11月25日 17:30', en: '25 Nov, 17:30' }[language];
    for (const part of [
      '7K4-2QD',
      '路灯坏了',
      '三号楼门口',
      '晚上看不见路',
      due,
      names.duty[language],
      names.category[language],
    ])
      expect(text).toContain(part);
    expect(tapsOf(render(view)).map(({ kind }) => kind)).toEqual(['accept', 'notOurs', 'ask', 'answer']);
  });

  test('where no duty fits, both cards say so, and where a category has none they say nothing', () => {
    const nothing = { zh: '未找到对应职责', en: 'No duty found' }[language];
    const of = (unowned: boolean) => [
      textOf(reviewView(language, { suggestion: suggestion({ duty: null, unowned }) })),
      textOf(departmentView(language, { duty: null, unowned })),
    ];
    for (const text of of(true)) expect(text).toContain(nothing);
    for (const text of of(false)) expect(text).not.toContain(nothing);
  });

  test('a matter of somebody else’s says whose, how to reach them, and one tap tells the resident', () => {
    const elsewhere = { code: 'court', name: names.other, reach: names.duty };
    const view = reviewView(language, {
      suggestion: suggestion({ category: null, runnerUp: null, duty: null, elsewhere }),
    });
    expect(textOf(view)).toContain(names.other[language]);
    expect(textOf(view)).toContain(names.duty[language]);
    expect(tapsOf(render(view))[0]).toMatchObject({ kind: 'elsewhere', others: 'court' });
    const words = { others: { name: names.other, reach: names.duty } };
    const told = textOf({ kind: 'word', ...addressed(language), word: 'rejection', title: '执行', words });
    expect(told).toContain(names.other[language]);
    expect(told).toContain(names.duty[language]);
  });

  test('the department’s card tells its own clock, and that it stands still while the resident is asked', () => {
    const clock = { acceptBy: new Date('2026-11-24T03:00Z'), answerBy: new Date('2026-11-27T09:30Z') };
    const running = textOf(departmentView(language, clock));
    const [accept, answer, told] = {
      zh: ['11月24日 11:00', '11月27日 17:30', '11月25日 17:30'],
      en: ['24 Nov, 11:00', '27 Nov, 17:30', '25 Nov, 17:30'],
    }[language] as [string, string, string];
    for (const time of [accept, answer, told]) expect(running).toContain(time);
    const accepted = textOf(departmentView(language, { ...clock, acceptBy: null, status: 'accepted' }));
    expect(accepted).not.toContain(accept);
    const paused = textOf(departmentView(language, { ...clock, pausedAt: new Date('2026-11-24T02:30Z') }));
    expect(paused).toContain({ zh: '11月24日 10:30', en: '24 Nov, 10:30' }[language]);
    expect(paused).not.toContain(answer);
  });

  test('a suggestion and a question say on the department’s card that they are no job', () => {
    const job = textOf(departmentView(language));
    const what = {
      suggestion: { zh: '居民的建议', en: 'A resident’s suggestion' },
      question: { zh: '居民的咨询', en: 'A resident’s question' },
    };
    for (const errand of ['suggestion', 'question'] as const) {
      expect(textOf(departmentView(language, { errand }))).toContain(what[errand][language]);
      expect(job).not.toContain(what[errand][language]);
    }
    const question = render(departmentView(language, { errand: 'question' }));
    expect(tapsOf(question).map(({ kind }) => kind)).toEqual(['notOurs', 'ask', 'answer']);
  });

  test('thanks on the department’s card ask for nothing', () => {
    const thanks = {
      errand: 'thanks',
      status: 'closed',
      ending: 'passed_on',
      dueAt: null,
      duty: null,
    } as const;
    const view = departmentView(language, thanks);
    expect(render(view).keyboard).toEqual([]);
    expect(textOf(view)).toContain({ zh: '居民的感谢，转给你们', en: 'thanks, for you' }[language]);
    expect(textOf(view)).not.toMatch(/⏰|📖|🏁/);
  });

  test('thanks go to a department or into the files by one tap, and stay sortable as anything else', () => {
    const taps = tapsOf(render(reviewView(language, { what: 'thanks' })));
    expect(taps).toMatchObject([
      { kind: 'passOn', category: 'roads' },
      { kind: 'passOnMenu' },
      { kind: 'reject', reason: 'thanks' },
      { kind: 'others' },
      { kind: 'split' },
      { kind: 'askResident' },
      { kind: 'rejectMenu' },
    ]);
    const unknown = suggestion({ category: null, runnerUp: null, duty: null });
    expect(tapsOf(render(reviewView(language, { what: 'thanks', suggestion: unknown })))[0]).toMatchObject({
      kind: 'passOnMenu',
    });
  });

  test('an explained question asks no verdict, and can be asked again', () => {
    const base = { kind: 'word', word: 'answer', ...addressed(language), ticketId: 1, version: 2 } as const;
    const answer = {
      ...base,
      title: '居住证',
      department: names.department,
      text: '带身份证',
      media: [],
      promisedFor: null,
    };
    const explained = render({ ...answer, errand: 'question', verdict: 'explained' });
    expect(tapsOf(explained).map(({ kind }) => kind)).toEqual(['notSolved']);
    expect(explained.html).not.toContain({ zh: '问题解决了吗', en: 'Is it solved' }[language]);
  });

  test('the resident’s card says with whom it is, until when, and how it ended', () => {
    const due = { zh: '11月25日 17:30', en: '25 Nov, 17:30' }[language];
    const ticket = { department: names.department, dueAt: times.dueAt };
    for (const status of ['confirmed', 'dispatched', 'accepted', 'reopened'] as const) {
      const text = textOf(residentView(language, { tickets: [residentTicket({ ...ticket, status })] }));
      for (const part of ['7K4-2QD', '路灯坏了', due, names.department[language]])
        expect(text).toContain(part);
    }
    const answer = { text: '灯已修好' };
    for (const status of ['answered', 'closed'] as const)
      expect(
        textOf(residentView(language, { tickets: [residentTicket({ ...ticket, status, answer })] })),
      ).toContain('灯已修好');
  });

  test('what was erased is nowhere on a card', () => {
    const secret = '不能留下的话';
    const erased = {
      erased: true,
      title: secret,
      description: secret,
      place: secret,
      thread: [said(secret)],
      point: null,
    };
    for (const status of statuses)
      for (const view of [
        reviewView(language, { ...erased, status, suggestion: suggestion({ evidence: [] }) }),
        departmentView(language, { ...erased, status }),
      ])
        expect(render(view).html).not.toContain(secret);
  });

  test('a card that is over, or stands further down anew, offers nothing to tap', () => {
    for (const over of ['recalled', 'elsewhere', 'superseded', 'withdrawn'] as const)
      expect(render(departmentView(language, { over })).keyboard).toEqual([]);
    expect(render(reviewView(language, { superseded: true })).keyboard).toEqual([]);
  });

  test('pickers fit their buttons, with the longest codes', () => {
    const code = 'a'.repeat(40);
    const view = reviewView(language);
    const on = { ticketId: view.ticketId, version: view.version, language };
    const named = Array.from({ length: 30 }, () => ({ code, name: names.category, text: names.duty }));
    const pickers = [
      categoryPicker(view, named),
      passOnPicker(view, named),
      rejectPicker(view, named),
      departmentPicker(on, named),
      dutyPicker(on, code, named),
    ];
    for (const keyboard of pickers) expectToBeTaken({ html: 'x', keyboard });
  });

  test.each(Object.entries(hostile))(
    'the whole way of a ticket is told within one message, with words %s',
    (_what, words) => {
      const steps = Array.from(
        { length: 80 },
        (_, index): Step => ({
          type: events[index % events.length]!,
          at: times.at,
          by: { kind: 'staff', name: words, department: names.department },
          media: Object.values(MediaKind),
          data: {},
          category: names.category,
          department: names.department,
          duty: names.duty,
          words: { text: words },
        }),
      );
      const told = { ticket: { reference: '7K4-2QD', status: 'closed' }, steps };
      expectToBeTaken({ html: storyText(told as never, addressed(language)), keyboard: [] });
    },
  );
});

test('words of a line of their own never make another line', () => {
  const spoof = '坏了\n\n✅ 王强 已确认';
  const html = render(
    reviewView('zh', { title: spoof, place: spoof, since: spoof, wish: spoof, thread: [] }),
  ).html;
  expect(html).not.toMatch(/^✅/m);
});

test('clipping keeps what people see as one character whole, within the length', () => {
  const piece = fc.constantFrom('a', '路', '👩🏽‍🚒', '👨‍👩‍👧‍👦', '🏳️‍🌈', 'é', ' ', '🇨🇳', '\r\n');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 60 }), (pieces, most) => {
      const text = pieces.join('');
      const clipped = clip(text, most);
      expect(clipped.length).toBeLessThanOrEqual(most);
      if (text.length <= most) {
        expect(clipped).toBe(text);
        return;
      }
      const kept = clipped.slice(0, -1);
      const whole = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
      const prefixes = whole.map((_, index) => whole.slice(0, index).join('').trimEnd());
      expect(prefixes).toContain(kept);
    }),
  );
});

test('words in HTML are read as they were written, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      const html = oneLine(text, 200);
      const { text: shown } = parseHtml(`<b>${html}</b>`);
      expect(shown).toBe(
        text
          .replace(/\s+/g, ' ')
          .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
          .trim(),
      );
      expect(visibleLength(html)).toBe(shown.length);
    }),
  );
});

/** Telegram takes the card as it is. */
function expectToBeTaken({ html, keyboard }: Card): void {
  const { text, entities } = parseHtml(html);
  // A tag that we never write, and a link to a person, which no card has: whose words would that be?
  expect(entities.filter(({ type, url }) => type === 'spoiler' || url?.startsWith('tg:'))).toEqual([]);
  expect(text.length).toBeLessThanOrEqual(4096);
  expect(text.trim().length).toBeGreaterThan(0);
  expect(visibleLength(html)).toBe(text.length);
  expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  for (const button of keyboard.flat()) {
    const data = 'callback_data' in button ? button.callback_data : '';
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(parse(data)).not.toBe(null);
    expect(button.text.trim()).not.toBe('');
  }
}

function textOf(view: View): string {
  return parseHtml(render(view).html).text;
}

function tapsOf({ keyboard }: Card) {
  return keyboard.flat().map((button) => parse('callback_data' in button ? button.callback_data : '')!);
}
