import { describe, expect, it } from 'vitest';
import { Classifier } from '../../core/triage/local/classifier.ts';
import { proposeLocally } from '../../core/triage/local/local-proposal.ts';
import type { Reading } from '../../core/triage/proposal.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

const catalog = await defaultCatalog();
const classifier = new Classifier(catalog);
const propose = (text: string, more: Partial<Reading> = {}) =>
  proposeLocally(classifier, catalog, {
    text,
    photos: 0,
    voices: 0,
    hasPlace: false,
    language: 'zh',
    ...more,
  });

describe('a local proposal', () => {
  it('names category, duty, evidence and draft in the resident’s own words', () => {
    const { problems, ...about } = propose(
      '柳荫路12号楼前的路灯坏了快一个月，晚上老人都不敢出门，希望尽快修',
    );
    expect(about).toEqual({ source: 'local', failure: null, language: 'zh', kind: 'complaint' });
    expect(problems).toEqual([
      {
        category: 'public-facilities',
        runnerUp: null,
        duty: 'street-lighting',
        elsewhere: null,
        evidence: ['柳荫路12号楼前的路灯坏了快一个月'],
        title: '柳荫路12号楼前的路灯坏了快一个月',
        description: '柳荫路12号楼前的路灯坏了快一个月，晚上老人都不敢出门，希望尽快修',
        place: '柳荫路12号楼',
        since: '快一个月',
        wish: '希望尽快修',
        missing: ['photo'],
        urgency: 'urgent',
        source: 'local',
        confidence: null,
        unsure: false,
        local: { code: 'public-facilities', confidence: null },
        model: null,
      },
    ]);
  });

  it('names a runner-up only where it may well be right', () => {
    expect(propose('楼道灯不亮').problems[0]).toMatchObject({
      category: 'housing',
      runnerUp: 'public-facilities',
    });
    expect(propose('幸福里3号楼暖气一直不热').problems[0]).toMatchObject({
      category: 'utilities',
      runnerUp: null,
    });
  });

  it('calls a question by what it asks', () => {
    const titles = (text: string) => propose(text).problems.map(({ title }) => title);
    expect(titles('孩子明年上小学，请问第三小学的学区怎么划分')).toEqual([
      '孩子明年上小学，请问第三小学的学区怎么划分',
    ]);
    expect(titles('How do I apply for a pension, and what papers do I need to bring?')).toEqual([
      'How do I apply for a pension',
    ]);
  });

  it('quotes evidence word for word, and only categories and duties of the catalogue that belong together', () => {
    for (const { code, examples } of catalog.categories)
      for (const text of [...examples.zh, ...examples.en])
        for (const { category, runnerUp, duty, evidence } of propose(text).problems) {
          expect(category, text).toBe(code);
          expect(runnerUp).not.toBe(category);
          for (const words of evidence) expect(text).toContain(words);
          if (duty)
            expect(
              catalog.categories.find((one) => one.code === category)!.duties.map((one) => one.code),
            ).toContain(duty);
        }
  });

  it.each([
    ['柳荫路的路灯坏了快一个月，另外菜市场门口的垃圾三天没人收了', ['public-facilities', 'environment']],
    ['公司欠我们三个月工资，还有一件事，工地晚上施工太吵', ['labour', 'environment']],
    ['电梯又坏了，还有楼道里停满了电动车充电', ['housing', 'public-safety']],
    ['1. 楼道里堆满了杂物 2. 电梯三天两头坏', ['public-safety', 'housing']],
    ['反映两个问题：\n一、物业费年年涨\n二、门口的下水道堵了，污水往外冒', ['housing', 'drainage-ice']],
    [
      'The street light on Mill Lane is out. Also, the bins have not been emptied for a week.',
      ['public-facilities', 'environment'],
    ],
    [
      'The drain is blocked and another problem is the broken swing in the playground',
      ['drainage-ice', 'public-facilities'],
    ],
  ])('makes two problems of two: %s', (text, codes) => {
    const { problems } = propose(text);
    expect(problems.map(({ category }) => category)).toEqual(codes);
    for (const { description } of problems) expect(text).toContain(description);
  });

  it.each([
    '下水道堵了。污水漫到院子里。臭得不行，老人都不敢出门。',
    '路灯坏了，另外晚上特别黑，老人都不敢走',
    '路灯坏了三天，还有老人因为看不见摔了一跤',
    'The radiators are cold. My baby is ill. It is thirteen degrees in the flat.',
    'The drain is blocked, also the water in it rises',
    '我在3. 5公里外的村里，9.9元的事',
    '',
  ])('leaves one problem whole: %s', (text) => {
    expect(propose(text).problems).toHaveLength(1);
  });

  it('leaves the points of one petition together', () => {
    const points = ['学校收了延时费却没有老师看班', '孩子们自己在教室里打闹', '上周有学生磕破了头'];
    const text = points
      .map((point, at) => `${at + 1}、${`${point}，家长多次反映没有结果，`.repeat(6)}`)
      .join('\n');
    expect(propose(text).problems).toHaveLength(1);
  });

  it('gives a long list of grievances whole to a person', () => {
    const list = [
      '物业费涨了',
      '电梯坏了',
      '路灯不亮',
      '垃圾没人收',
      '下水道堵了',
      '没有停车位',
      '绿化枯死了',
    ];
    expect(propose(list.map((item, at) => `${at + 1}、${item}`).join('\n')).problems).toHaveLength(1);
  });

  it('sorts a very long text by its beginning alone', () => {
    const lamp = '柳荫路12号楼前的路灯坏了，晚上没有一点亮。'.repeat(600);
    const begun = propose(lamp.slice(0, 12_000));
    const endless = `${lamp}${'我们家的暖气不热，供暖公司没人来修。'.repeat(6000)}`;
    expect(propose(endless)).toEqual(begun);
    expect(classifier.rank(endless)).toEqual(classifier.rank(lamp.slice(0, 12_000)));
  });

  it('never sorts by half a character', () => {
    const { evidence, description } = propose(`路${'💡'.repeat(6000)}灯坏了`).problems[0]!;
    expect([...evidence, description].every((words) => words.isWellFormed())).toBe(true);
  });

  it('takes the place that stands before a list for all of its items', () => {
    const { problems } = propose('我住在柳荫路28号，两件事：1、电梯老坏 2、楼道堆满杂物');
    expect(problems.map(({ place }) => place)).toEqual(['柳荫路28号', '柳荫路28号']);
  });

  it('guesses no category where no word speaks for one', () => {
    for (const text of ['Первый раз пишу', 'xyzzy plugh'])
      expect(propose(text).problems[0]).toMatchObject({
        category: null,
        runnerUp: null,
        duty: null,
        evidence: [],
      });
  });

  it('sorts no thanks and no greeting, and asks nothing of them', () => {
    expect(propose('谢谢你们')).toMatchObject({
      kind: 'thanks',
      problems: [{ category: null, missing: [] }],
    });
    expect(propose('hello')).toMatchObject({
      kind: 'not_for_us',
      problems: [{ category: null, missing: [] }],
    });
  });

  it('gives a question to whom it concerns, and asks no place of it', () => {
    expect(propose('请问低保怎么申请？')).toMatchObject({
      kind: 'question',
      problems: [{ category: 'labour', duty: 'relief', missing: [] }],
    });
    expect(propose('Where do I apply for help after being injured?').problems[0]!.urgency).toBe('normal');
  });

  it('misses only what was neither said nor attached', () => {
    expect(propose('路灯坏了').problems[0]!.missing).toEqual(['place', 'photo']);
    expect(propose('路灯坏了', { hasPlace: true, photos: 2 }).problems[0]!.missing).toEqual([]);
  });

  it('says what came where there are no words', () => {
    expect(propose('', { photos: 1 }).problems[0]).toMatchObject({
      title: '只有照片，没有文字',
      category: null,
      missing: ['place'],
    });
    expect(propose('', { voices: 1, language: 'en' }).problems[0]!.title).toBe(
      'A voice message without words',
    );
    expect(propose('', { hasPlace: true, language: 'en' }).problems[0]!.title).toBe('A place without words');
  });

  it('knows the language of the words, whatever the person’s own is', () => {
    expect(propose('The street light is out').language).toBe('en');
    expect(propose('路灯坏了', { language: 'en' }).language).toBe('zh');
    expect(propose('Die Lampe ist kaputt', { language: 'de' }).language).toBe('de');
    expect(propose('', { language: 'en' }).language).toBe('en');
  });
});
