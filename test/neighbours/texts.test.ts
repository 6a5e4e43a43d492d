import { describe, expect, test } from 'vitest';
import { parse } from '../../bot/buttons.ts';
import { departmentCard } from '../../bot/cards/department-card.ts';
import { residentCard } from '../../bot/cards/resident-card.ts';
import { reviewCard } from '../../bot/cards/review-card.ts';
import { wordCard } from '../../bot/cards/word-card.ts';
import { visibleLength } from '../../bot/messages/format.ts';
import type { Neighbour } from '../../core/neighbours/find-neighbours.ts';
import { departmentView, residentTicket, residentView, reviewView } from '../bot/views.ts';

const languages = ['zh', 'en'] as const;
const neighbour = (more: Partial<Neighbour> = {}): Neighbour => ({
  ...{ ticketId: 7, reference: '3ZP-N3V', score: 0.874, writtenAt: new Date('2026-11-23T08:30:00Z') },
  ...{ status: 'dispatched', department: { zh: '城市管理局', en: 'Urban Management Bureau' } },
  ...{
    title: '路灯不亮',
    place: '三号楼',
    text: '三号楼前的路灯不亮 & 没人修'.repeat(40),
    open: true,
    joined: 2,
  },
  ...more,
});

describe.each(languages)('in %s', (language) => {
  test('a neighbour stands on the reviewers’ card with all that is needed to judge it, a look and a merge away', () => {
    const { html, keyboard } = reviewCard(reviewView(language, { neighbours: [neighbour()] }));
    for (const part of [
      '3ZP-N3V',
      '87%',
      { zh: '已交办', en: 'with the department' }[language],
      '+2',
      '&amp;',
    ])
      expect(html).toContain(part);
    expect(html).toContain({ zh: '城市管理局', en: 'Urban Management Bureau' }[language]);
    const [row] = keyboard;
    const taps = row!.map((button) => parse('callback_data' in button ? button.callback_data : ''));
    expect(taps).toMatchObject([
      { kind: 'look', ticket: 7 },
      { kind: 'merge', into: 7 },
    ]);
  });

  test('into what is over nothing can be merged', () => {
    const { keyboard } = reviewCard(
      reviewView(language, { neighbours: [neighbour({ open: false, status: 'closed' })] }),
    );
    const data = keyboard.flat().map((button) => ('callback_data' in button ? button.callback_data : ''));
    expect(data.some((one) => parse(one)?.kind === 'look')).toBe(true);
    expect(data.some((one) => parse(one)?.kind === 'merge')).toBe(false);
  });

  test('three neighbours leave the card within what Telegram takes, however much was written', () => {
    const thread = Array.from({ length: 60 }, () => ({
      ...reviewView(language).thread[0]!,
      text: '啊'.repeat(3000),
    }));
    const { html } = reviewCard(
      reviewView(language, { neighbours: [neighbour(), neighbour(), neighbour()], thread }),
    );
    expect(visibleLength(html)).toBeLessThanOrEqual(4096);
  });

  test('a resident reads how many told of the same, by themselves one of them', () => {
    const group = { merged: true, others: 12, saidSolved: false, reopenedByOther: false };
    const card = (more: object) =>
      residentCard(residentView(language, { tickets: [residentTicket({ group, ...more })] })).html;
    expect(card({})).toContain({ zh: '还有 12 位邻居', en: '12 neighbours said so too' }[language]);
    const solved = { status: 'closed', ending: 'solved' };
    expect(card(solved)).toContain({ zh: '邻居已确认解决', en: 'A neighbour confirmed' }[language]);
    expect(card({ ...solved, group: { ...group, saidSolved: true } })).toContain(
      { zh: '您已确认解决', en: 'You confirmed' }[language],
    );
    expect(card({ status: 'reopened', group: { ...group, reopenedByOther: true } })).toContain(
      { zh: '有邻居说没有解决', en: 'A neighbour said that it is not solved' }[language],
    );
  });

  test('an answer that another found not to solve it says so, and asks nothing more', () => {
    const { html, keyboard } = wordCard({
      ...{ kind: 'word', language, timeZone: 'Asia/Shanghai', reference: '7K4-2QD', onBehalfOf: null },
      ...{ word: 'answer', ticketId: 1, version: 1, title: '路灯坏了', text: '修好了', media: [] },
      ...{ department: { zh: '城市管理局', en: 'Urban Management Bureau' } },
      ...{ errand: 'complaint', promisedFor: null, verdict: 'other_not_solved' },
    });
    expect(html).toContain({ zh: '有邻居说还没有解决', en: 'A neighbour said' }[language]);
    expect(keyboard).toEqual([]);
  });

  test('a department reads how many wait for its answer, where they say it is, and to name nobody', () => {
    const places = [{ place: '三号楼北侧', point: { latitude: 36.06, longitude: 103.83, name: null } }];
    const group = { joined: 11, places, lead: null, canUnmerge: false };
    const { html } = departmentCard(departmentView(language, { group }));
    expect(html).toContain({ zh: '另有 11 件', en: '11 more merged' }[language]);
    expect(html).toContain('三号楼北侧');
    expect(html).toContain('103.83');
    expect(html).toContain({ zh: '12 位居民', en: '12 residents' }[language]);
  });
});
