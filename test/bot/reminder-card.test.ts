import { describe, expect, test } from 'vitest';
import { render } from '../../bot/cards/render.ts';
import type { ReminderLine, ReminderView } from '../../core/cards/reminder-view.ts';
import { languages } from '../../core/deps.ts';

const line: ReminderLine = {
  reference: '7K4-2QD',
  title: '路灯坏了 <b>急</b>',
  urgency: 'normal',
  holder: { zh: '城市管理局', en: 'Urban Management Bureau' },
  limit: 'accept',
  limitAt: new Date('2026-11-25T09:30:00Z'),
  stage: 'before',
  words: null,
  done: false,
};

describe.each(languages)('a reminder in %s', (language) => {
  const html = (...lines: ReminderLine[]) =>
    render({ kind: 'reminder', language, timeZone: 'Asia/Shanghai', lines } satisfies ReminderView).html;

  test('says which ticket, with whom, and what is to be done until when', () => {
    const text = html(line);
    for (const part of [
      '7K4-2QD',
      line.holder![language],
      { zh: '11月25日 17:30', en: '25 Nov, 17:30' }[language],
    ])
      expect(text).toContain(part);
    expect(text).toContain('路灯坏了 &lt;b&gt;急&lt;/b&gt;');
  });

  test('speaks otherwise of what is late than of what will be', () => {
    expect(html({ ...line, stage: 'at' })).not.toBe(html(line));
    expect(html({ ...line, stage: 'after' }).split('\n')[0]).not.toBe(html(line).split('\n')[0]);
  });

  test('of what was passed upward says why', () => {
    const upward = { ...line, limit: 'escalated', stage: 'at', words: '第三次坏了 <换线路>' } as const;
    expect(html(upward)).toContain('第三次坏了 &lt;换线路&gt;');
    expect(html(upward).split('\n')[0]).not.toBe(html({ ...line, stage: 'at' }).split('\n')[0]);
  });

  test('strikes out what is done, and says so when all is', () => {
    const some = html({ ...line, done: true }, { ...line, reference: 'M3R-8TP' });
    expect(some).toMatch(/<s>.*7K4-2QD.*<\/s>/);
    expect(some).not.toMatch(/<s>.*M3R-8TP.*<\/s>/);
    expect(html({ ...line, done: true }).split('\n')[0]).toContain('✅');
  });

  test('of a hundred tickets fits into one message, and says how many more there are', () => {
    const text = html(...Array.from({ length: 100 }, () => ({ ...line, title: '字'.repeat(300) })));
    expect(text.length).toBeLessThan(4096);
    expect(text).toContain('75');
  });
});
