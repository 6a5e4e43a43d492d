import { expect, test } from 'vitest';
import { penFor } from '../../bot/cards/card.ts';
import { ratesOfDepartment, ratesText } from '../../bot/cards/rates-card.ts';
import { rateOf } from '../../core/rates/rate.ts';

const rate = (good: number, all: number) => rateOf({ good, all, expected: all * 0.5 }, 0.5);
const rates = { response: rate(18, 20), resolution: rate(3, 4), satisfaction: rate(0, 0) };
const department = {
  ...{ code: 'water', name: { zh: '水务局', en: 'Water & Drains' }, rates, unheard: 2 },
  returns: { all: 3, inVain: 1 },
  categories: [{ code: 'drainage-ice', name: { zh: '排水与结冰', en: 'Drains and ice' }, rates }],
};
const pen = (language: 'zh' | 'en') => penFor({ language, timeZone: 'Asia/Shanghai' });

test('no share stands without the numbers behind it, and a handful has none', () => {
  const text = ratesText({ overall: rates, departments: [department] }, 90, pen('en'));
  expect(text).toContain(
    '<b>Water &amp; Drains</b>\nResponse: 90% (18/20, 70–97%), 90% with everybody’s mix of cases',
  );
  expect(text).toContain('Resolution: too few (3/4)');
  expect(text).toContain('Satisfaction: none');
  expect(text).toContain('sent back 3, and has 1 of these after all');
});

test('a department’s are shown category by category, in the reader’s language', () => {
  const text = ratesOfDepartment(department, 30, pen('zh'));
  expect(text).toContain('<b>排水与结冰</b>\n响应率：90%（20 件中 18 件，70–97%）');
  expect(text).toContain('退回 3 次，其中 1 次最后仍归它');
});

test('eleven departments of long names fit into one message', () => {
  const departments = Array.from({ length: 11 }, () => ({
    ...department,
    name: { zh: '部'.repeat(20), en: 'N'.repeat(40) },
  }));
  for (const language of ['zh', 'en'] as const)
    expect(
      ratesText({ overall: rates, departments }, 90, pen(language)).replace(/<[^>]*>/g, '').length,
    ).toBeLessThan(4096);
});
