import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passesLuhn } from '../../../core/triage/privacy/check-digits.ts';
import { findSecrets } from '../../../core/triage/privacy/find-secrets.ts';
import { seal } from '../../../core/triage/privacy/seal.ts';
import { lookAt } from '../../../core/triage/privacy/sight.ts';
import { readItems } from '../../../evaluate/privacy/items.ts';

const hidden = ['\u200B', '\u200D', '\u00AD', '\u2060', '\uFEFF', '\u202E', '\0', '\uFE0F', '\u20E3'];
const wideDigit = (digit: string) => String.fromCodePoint(0xff10 + Number(digit));
const hanDigit = (digit: string) => '零一二三四五六七八九'[Number(digit)]!;
const arabicDigit = (digit: string) => String.fromCodePoint(0x0660 + Number(digit));

const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((all) => all.join(''));
const mobile = fc.tuple(fc.constantFrom('13', '15', '18', '19'), digits(9)).map((parts) => parts.join(''));
const card = fc
  .tuple(fc.constantFrom('62', '45', '51'), digits(13))
  .map((parts) => parts.join(''))
  .map((body) => [...'0123456789'].map((last) => body + last).find(passesLuhn)!);

/** A number as people write it: with gaps, in digits of some script, with invisible characters within. */
const written = (number: fc.Arbitrary<string>) =>
  fc
    .tuple(
      number,
      fc.constantFrom('', '', ' ', '-', '.'),
      fc.constantFrom((digit: string) => digit, wideDigit, hanDigit, arabicDigit),
      fc.constantFrom('', ...hidden),
    )
    .map(([plain, gap, script, mark]) =>
      [plain.slice(0, 3), plain.slice(3, 7), plain.slice(7)]
        .map((group) => [...group].map(script).join(mark))
        .join(gap),
    );

/** Any text at all: what people write, what they hide in it, what looks like a placeholder, halves of characters. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ maxLength: 12 }),
      fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit)),
      written(mobile),
      written(card),
      fc.constantFrom(...hidden),
      fc.constantFrom('[phone-1]', '[PHONE 2]', '［ｎａｍｅ－１］', '[name-', '-1]', '[', ']', '【door-3】'),
      fc.constantFrom('我叫', '联系人：', '电话', '住', 'my name is ', 'Mr ', '微信', 'at ', ' ', '，', '\n'),
      fc.constantFrom('我叫王建国，', '王建国', '联系人：李梅 ', '李梅'),
      fc.constantFrom('Jane Smith', '3号楼2单元501室', 'Flat 4B', 'a.b@example.com', '辽A12345'),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('whatever the text', () => {
  test('what is put back equals what was taken out', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 2 }), (text, beside) => {
        const sealed = seal(text, beside);
        expect(sealed.open(sealed.text)).toBe(text);
      }),
      { numRuns: 1500 },
    );
  });

  test('no taken number or name stands in anything that is sent', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 2 }), (text, beside) => {
        const sealed = seal(text, beside);
        const sent = [sealed.text, ...sealed.beside].map((one) => lookAt(one).seen);
        const taken = [text, ...beside].flatMap((one) =>
          findSecrets(one).map(({ start, end }) => lookAt(one.slice(start, end)).seen),
        );
        for (const words of taken.filter((one) => /\d{7}|^\p{Script=Han}{2,}$/u.test(one)))
          for (const one of sent) expect(one).not.toContain(words);
      }),
      { numRuns: 1500 },
    );
  });

  test('a phone or card never stands in what is sent, however it is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(written(mobile), written(card)),
        fc.constantFrom('，', '。', ' '),
        (number, end) => {
          const { text } = seal(`路灯不亮，请打${number}${end}谢谢`);
          expect(text).toMatch(/^路灯不亮，请打\[(?:phone|card)-1\].谢谢$/);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a text that holds no secret goes as it is', () => {
    const harmless = fc.constantFrom(
      ...readItems('tuned')
        .filter(({ secrets }) => secrets.length === 0)
        .map(({ text }) => text),
    );
    fc.assert(
      fc.property(fc.oneof(anyText, harmless, fc.string({ unit: 'binary' })), (text) => {
        fc.pre(findSecrets(text).length === 0);
        const once = seal(text).text;
        expect(once).toBe(text);
        expect(seal(once).text).toBe(once);
      }),
      { numRuns: 1500 },
    );
  });
});
