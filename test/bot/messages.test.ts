import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Ctx, toast } from '../../bot/context.ts';
import { messages } from '../../bot/messages/messages.ts';
import { parseHtml } from '../../playground/html.ts';

type Text = string | ((...values: never[]) => string);

const languages = ['zh', 'en'] as const;
const texts = { zh: leaves(messages.zh), en: leaves(messages.en) };

/** Texts that are shown as they are, not as HTML: on buttons, in toasts, input fields, menus and profiles. */
const plain =
  /^(taps|commands|profile|reasonButtons)\.|\.buttons\.|\.placeholder$|\.(placeButton|solved|notSolved|fine|notFine|askAgain|wrong|newer|older|keepAll|forgetYes|forgetNo)$/;

test('both languages have the same texts, which take the same values', () => {
  const shape = (all: Map<string, Text>) =>
    [...all].map(([path, text]) => [path, typeof text, text.length * +(typeof text === 'function')]);
  expect(shape(texts.en).toSorted()).toEqual(shape(texts.zh).toSorted());
});

test('no text is left that nobody says', () => {
  expect([...texts.zh.keys()].filter((path) => !isUsed(path.split('.')))).toEqual([]);
});

describe.each(languages)('in %s', (language) => {
  const all = [...texts[language]].map(([path, text]) => [path, written(text)] as const);

  test('every text is taken by Telegram as it is written', () => {
    for (const [path, variants] of all) {
      expect(variants[0], path).toBe(variants[0]!.trim());
      for (const text of variants) {
        expect(parseHtml(text).text.length, path).toBeLessThanOrEqual(4096);
        if (plain.test(path)) expect(text, path).not.toMatch(/[<>&]/);
      }
    }
  });

  test('every text is in its language, with its own marks', () => {
    for (const [path, variants] of all) {
      for (const text of variants.filter((one) => /\p{Letter}/u.test(parseHtml(one).text))) {
        if (language === 'en') expect(text, path).not.toMatch(/[\p{Script=Han}，。：；？！、（）]/u);
        else expect(text, path).toMatch(/\p{Script=Han}/u);
        expect(text, path).not.toMatch(/\p{Script=Han}\s*[,;!?]|undefined|null|\[object|''/u);
      }
    }
  });

  test('what is shown over a tapped button fits, with long names', () => {
    const toasts = all.filter(([path]) => path.startsWith('taps.'));
    expect(toasts.length).toBeGreaterThan(10);
    for (const [path] of toasts) {
      const long = written(texts[language].get(path)!, '名'.repeat(64));
      for (const text of long) expect(text.length, path).toBeLessThanOrEqual(200);
    }
  });

  test('placeholders, commands and profile keep to Telegram’s lengths', () => {
    const most: [RegExp, number][] = [
      [/\.placeholder$/, 64],
      [/^commands\./, 256],
      [/^profile\.description$/, 512],
      [/^profile\.shortDescription$/, 120],
      [/\.buttons\.|placeButton$|reasonButtons/, 24],
    ];
    for (const [path, length] of most) {
      const found = all.filter(([name]) => path.test(name));
      expect(found).not.toEqual([]);
      for (const [name, [text]] of found) expect(text!.length, name).toBeLessThanOrEqual(length);
    }
  });
});

test('a toast that is too long all the same is cut, not lost', async () => {
  const shown: (string | undefined)[] = [];
  const ctx = { answerCbQuery: async (text?: string) => shown.push(text) } as unknown as Ctx;
  await toast(ctx, '名'.repeat(300));
  await toast(ctx);
  expect(shown.map((text) => text?.length)).toEqual([200, undefined]);
});

/** Every text with its path. */
function leaves(tree: object, above = ''): Map<string, Text> {
  return new Map(
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === 'object'
        ? [...leaves(value, `${above}${name}.`)]
        : [[`${above}${name}`, value as Text] as const],
    ),
  );
}

/** A text as it may come out, with `value` for whatever it is given, and with nothing where it may be given nothing. */
function written(text: Text, value = '7'): string[] {
  if (typeof text === 'string') return [text];
  const names = [
    'who',
    'reference',
    'by',
    'what',
    'link',
    'role',
    'department',
    'category',
    'duty',
    'other',
    'kind',
    'until',
    'at',
    ...['percent', 'good', 'all', 'low', 'high'],
  ];
  const fields = Object.fromEntries(names.map((name) => [name, value]));
  // Strings that can be taken apart like the objects that some texts are given.
  const all = Object.assign(new String(value), fields);
  const few = Object.assign(new String(value), fields, {
    kind: 'resident',
    by: null,
    department: '',
    duty: '',
  });
  return [all, few].map((given) => text(...(Array(text.length).fill(given) as never[])));
}

/** The code that says the texts. */
const code = [
  ...globSync('bot/**/*.ts', { exclude: ['bot/messages/{zh,en}/**'] }),
  ...globSync('parts/*.ts'),
].map((file) => readFileSync(file, 'utf8'));

/** Groups in which texts have names, with those of them that are picked by a value all the same. */
const picked: Record<string, string[]> = {
  residentCard: ['confirmed', 'dispatched', 'accepted', 'reopened'],
  'residentCard.suggestion': ['waiting', 'confirmed', 'dispatched', 'accepted', 'reopened'],
  'residentCard.question': ['waiting', 'confirmed', 'dispatched', 'accepted', 'reopened'],
  'word.suggestion': ['waiting', 'solved', 'not_solved'],
  reviewCard: ['confirmed', 'corrected', 'rejected'],
  prompts: [],
  'reviewCard.buttons': [],
  'departmentCard.buttons': [],
  resident: ['newer', 'older'],
};

/** Whether code says this text: by its name, by a value that picks it from its group, or by handing the group on. */
function isUsed(path: string[]): boolean {
  const [leaf, group = 'say', above = 'say'] = path.toReversed() as [string, string?, string?];
  const byName = picked[path.slice(0, -1).join('.')];
  if (byName?.includes(leaf)) return true;
  return code.some((text) => {
    const says = (pattern: string) => new RegExp(pattern).test(text);
    const isNamed = (of: string) =>
      says(`\\b${of}\\??\\.${leaf}\\b|\\b${of}\\[[^\\]]*'${leaf}'`) ||
      says(`\\{[^{}]*\\b${leaf}\\b[^{}]*\\} = [\\w.]*\\b${of}\\b`);
    const isPicked = (of: string) =>
      !byName &&
      (says(`\\b${of}\\[(?![^\\]]*\\? '[\\w-]+' : '[\\w-]+'\\])`) ||
        says(`Record<string, string> = (?:[\\w.]*\\.)?${of};|\\(\\w+, ${above}\\.${of}\\)`));
    const isAmong = says(`\\b${above}\\[`) && says(`\\b${leaf}\\b`);
    return aliases(text, group).some((of) => isNamed(of) || isPicked(of)) || isAmong;
  });
}

/** The names that a file has for a group of texts. */
function aliases(text: string, group: string): string[] {
  const given = [
    ...text.matchAll(new RegExp(`\\b${group}: (\\w+)|const (\\w+)(?:: [^=]+)? = [\\w.]*\\b${group};`, 'g')),
  ];
  return [group, ...given.map(([, renamed, named]) => (renamed ?? named)!)];
}
