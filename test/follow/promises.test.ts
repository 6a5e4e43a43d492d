import { describe, expect, test } from 'vitest';
import { calendarOf, writtenCalendar } from '../../core/clocks/written-calendar.ts';
import { promiseIn } from '../../core/follow/promises/promise-in.ts';

/** A Wednesday afternoon. */
const at = new Date('2026-11-25T15:00:00+08:00');
const calendar = calendarOf(writtenCalendar.parse({}), 'Asia/Shanghai');
/** The last moment of a day in the town. */
const endOf = (day: string) => new Date(new Date(`${day}T00:00:00+08:00`).getTime() + 24 * 3_600_000 - 1);
const promise = (text: string) => promiseIn(text, at, calendar);

describe('a promise in an answer is known by the day for which it is', () => {
  test.each([
    ['下周三前修好', '2026-12-02'],
    ['12月1日前完成更换', '2026-12-01'],
    ['预计12月5日完工', '2026-12-05'],
    ['已订货，3天内到场维修', '2026-11-28'],
    ['三日内付清', '2026-11-28'],
    ['配件到货后，两周内装好', '2026-12-09'],
    ['本周五前修复', '2026-11-27'],
    ['周五前答复您', '2026-11-27'],
    ['周一前完成', '2026-11-30'],
    ['今晚恢复照明', '2026-11-25'],
    ['明天上门维修', '2026-11-26'],
    ['下周二安装新器材', '2026-12-01'],
    ['本周内修完', '2026-11-29'],
    ['月底前清完', '2026-11-30'],
    ['下个月底前建成', '2026-12-31'],
    ['1月10日前铺好', '2027-01-10'],
    ['年底前完成改造', '2026-12-31'],
    ['12号之前换新', '2026-12-12'],
    ['It will be fixed by Friday.', '2026-11-27'],
    ['We ordered the part. It will be fitted by Monday; call us if not.', '2026-11-30'],
    ['Repaired within three days at the latest', '2026-11-28'],
    ['The lamp will be replaced within 2 weeks.', '2026-12-09'],
    ['The road will be closed and mended by 1 December.', '2026-12-01'],
    ['We will come on December 3rd.', '2026-12-03'],
    ['New slats will be fitted next Tuesday.', '2026-12-01'],
    ['All done by the end of the week', '2026-11-29'],
    ['Someone will come tomorrow.', '2026-11-26'],
    ['The crossing is to be painted by the end of January', '2027-01-31'],
  ])('%s', (text, day) => {
    expect(promise(text)).toEqual(endOf(day));
  });

  test('and counts hours from the moment, working days on the calendar', () => {
    expect(promise('24小时内恢复')).toEqual(new Date(at.getTime() + 24 * 3_600_000));
    expect(promise('water is back within 2 hours')).toEqual(new Date(at.getTime() + 2 * 3_600_000));
    const friday = new Date('2026-11-27T17:30:00+08:00');
    expect(promise('2个工作日内答复')).toEqual(friday);
    expect(promise('You get an answer within two working days')).toEqual(friday);
  });

  test('of several it is the first to come', () => {
    expect(promise('先于明天加固，12月20日前整体更换')).toEqual(endOf('2026-11-26'));
  });

  test('by the day that the town has, not by ours', () => {
    const late = new Date('2026-11-25T17:30:00Z');
    expect(promiseIn('今晚恢复供水', late, calendar)).toEqual(endOf('2026-11-26'));
  });
});

describe('no promise is', () => {
  test.each([
    '已修好。',
    '昨天下午高压车到场，清出油脂两桶',
    '已于11月20日完成更换',
    '冬季每天10点到20点，周一闭馆。',
    '请您于周五前带身份证来窗口办理',
    '明年5月网上报名，带户口本',
    'Filled and rolled this morning.',
    'All the broken slats were replaced on Tuesday.',
    'Daily 10 to 20, closed on Mondays.',
    'Please bring your papers by Friday.',
    'It was finished by Monday.',
    'Registration opens in May.',
    '31月40日前',
  ])('%s', (text) => {
    expect(promise(text)).toBeNull();
  });
});
