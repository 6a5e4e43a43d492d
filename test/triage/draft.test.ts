import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftByRules, shorten, sinceIn, titleOf, wishIn } from '../../core/triage/words/draft.ts';
import { placeIn } from '../../core/triage/words/place.ts';

describe('a draft by rules', () => {
  it('has the first words as its title, without the greeting', () => {
    expect(titleOf('领导您好，菜市场门口的垃圾没人清，臭得很')).toBe('菜市场门口的垃圾没人清');
    expect(titleOf('Hello, the drain on our lane is blocked. It stinks.')).toBe(
      'the drain on our lane is blocked',
    );
  });

  it('adds the words that tell what it is about, where the first do not', () => {
    expect(titleOf('我妈八十二了，高龄津贴去年就停了', '高龄津贴去年就停了')).toBe(
      '我妈八十二了，高龄津贴去年就停了',
    );
    expect(titleOf('It is cold. The radiators do not work.', 'The radiators do not work')).toBe(
      'It is cold, The radiators do not work',
    );
  });

  it('lets the telling words stand alone where both are too long', () => {
    const first = '我是清水湾小区15号楼一单元二楼的老住户了';
    expect(titleOf(`${first}，楼前的下水道又堵了`, '楼前的下水道又堵了')).toBe('楼前的下水道又堵了');
  });

  it('cuts a long title at a word, and never through a character', () => {
    expect(titleOf('The lights on the footpath behind the library have all gone off again this week')).toBe(
      'The lights on the footpath behind the library have all gone…',
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        (text, most) => {
          const short = shorten(text, most);
          expect(short.length).toBeLessThanOrEqual(most);
          expect(short.isWellFormed()).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['我家住在柳荫路28号3单元，停水三天了', '柳荫路28号3单元'],
    ['阳光花园小区5号楼楼下路灯坏了', '阳光花园小区5号楼楼下'],
    ['实验小学门口的红绿灯不亮', '实验小学门口'],
    ['菜市场门口垃圾一大堆', '菜市场门口'],
    ['就在文化广场旁边', '文化广场旁边'],
    ['12号楼电梯坏了', '12号楼'],
    ['我是幸福里3栋2单元的业主', '幸福里3栋2单元'],
    ['西大街和文化路交叉口的红绿灯不亮', '西大街和文化路交叉口'],
    ['柳荫路幸福里3号楼暖气不热', '柳荫路幸福里3号楼'],
    ['从3月12号开始停水', null],
    ['Rubbish is piling up behind Liuxi market', 'Liuxi market'],
    ['The drain at 12 Mill Lane is blocked', '12 Mill Lane'],
    ['ice near the corner of Elm Street and Park Road', 'corner of Elm Street and Park Road'],
    ['The bench in Riverside Park has gone', 'Riverside Park'],
    ['the lift in block 4 is stuck', 'block 4'],
    ['修完管子路面就没恢复', null],
    ['我们小区路灯坏了', null],
    ['孩子明年上小学', null],
    ['请问第三小学的学区怎么划分', '第三小学'],
    ['We need benches in Liuxi park', 'Liuxi park'],
    ['马路上全是坑', null],
    ['The road is full of holes', null],
    ['the number 12 bus is late', null],
  ])('finds where: %s', (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  it.each([
    ['停水三天了', '三天了'],
    ['三天没人收垃圾', '三天'],
    ['红绿灯从上周一开始就不亮', '从上周一开始'],
    ['坏了快一个月', '快一个月'],
    ['电梯停了五天，下不了楼', '五天'],
    ['no water since 6 am this morning', 'since 6 am this morning'],
    ['Since the storm last Tuesday there is no railing', 'Since the storm last Tuesday'],
    ['昨天晚上电动车丢了', '昨天晚上'],
    ['每年冬天都结冰', '每年冬天'],
    ['宽带三天两头断网', null],
    ['自来水是黄的', null],
    ['It has been out since last Monday', 'since last Monday'],
    ['no water for two days now', 'for two days'],
    ['We have no heating since we moved in', null],
    ['The drain smells', null],
  ])('finds since when: %s', (text, since) => {
    expect(sinceIn(text)).toBe(since);
  });

  it('begins where the trouble begins, past a greeting that only a space parts from it', () => {
    expect(draftByRules('你们好 我家门口的下水道堵了 臭得很').title).toBe('我家门口的下水道堵了');
  });

  it('finds what is wished, and no wish in a question or an application', () => {
    expect(wishIn('下水道堵了，希望尽快疏通')).toBe('希望尽快疏通');
    expect(wishIn('The light is out. Please send somebody.')).toBe('Please send somebody');
    expect(wishIn('请问低保怎么申请')).toBe(null);
  });

  it('is urgent where people may be hurt or go without, and never an emergency by itself', () => {
    expect(draftByRules('门口结冰，老人摔了两个').urgency).toBe('urgent');
    expect(draftByRules('No heating and a baby in the house').urgency).toBe('urgent');
    expect(draftByRules('井盖不见了').urgency).toBe('urgent');
    expect(draftByRules('Old people slip on the steps by the drain').urgency).toBe('urgent');
    expect(draftByRules('The underpass is flooded and frozen').urgency).toBe('urgent');
    expect(draftByRules('My boss gives me no pay slip').urgency).toBe('normal');
    expect(draftByRules('The frozen fish in the shop was off').urgency).toBe('normal');
    expect(draftByRules('Sewage is coming up in the yard').urgency).toBe('urgent');
    expect(draftByRules('宣传栏旧了').urgency).toBe('normal');
    expect(draftByRules('老人活动室的椅子旧了').urgency).toBe('normal');
    expect(draftByRules('My child has no school place').urgency).toBe('normal');
    expect(draftByRules('着火了').urgency).toBe('normal');
  });

  it('keeps everything within the lengths of a ticket, in the resident’s own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        const { title, description, place, since, wish } = draftByRules(text);
        expect(title.length).toBeLessThanOrEqual(80);
        expect(description.length).toBeLessThanOrEqual(1500);
        for (const words of [place, since, wish]) if (words !== null) expect(text).toContain(words);
      }),
    );
  });
});
