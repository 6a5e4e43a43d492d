import { describe, expect, test } from 'vitest';
import { seal, unsealed } from '../../../core/triage/privacy/seal.ts';

describe('sealing a complaint', () => {
  test('says in each placeholder what kind of secret it stands for', () => {
    const text =
      '我叫王建国，住幸福里3号楼2单元501室，电话13812345678，身份证210106195603124519，微信wang_88';
    expect(seal(text).text).toBe(
      '我叫[name-1]，住幸福里[door-2]，电话[phone-3]，身份证[id-4]，微信[account-5]',
    );
  });

  test('leaves a text without secrets as it is', () => {
    const text = '12路公交车3天没来，打了12345和110，票价2元，3号楼前的路灯也不亮';
    expect(seal(text).text).toBe(text);
  });

  test.each([
    ['柳溪路28号门口的井盖没了', '柳溪路[door-1]门口的井盖没了'],
    ['柳溪路28号院3号楼的井盖没了', '柳溪路28号院3号楼的井盖没了'],
    ['Flat 4B, 12 Mill Lane has no heat', '[door-1], [door-2] Mill Lane has no heat'],
    ['6栋502、503和504都漏水', '[door-1]都漏水'],
    ['5#-8#楼和9#-12#楼停水', '5#-8#楼和9#-12#楼停水'],
    ['七栋一二三楼都没热水', '七栋一二三楼都没热水'],
    ['a hole near Mill Lane school', 'a hole near Mill Lane school'],
  ])('takes the door and leaves the street: %s', (text, left) => {
    expect(seal(text).text).toBe(left);
  });

  test('gives the same number the same placeholder, in the complaint and beside it', () => {
    const { text, beside } = seal('打13812345678，再打13812345678', ['上次也是13812345678', '13900001111']);
    expect(text).toBe('打[phone-1]，再打[phone-1]');
    expect(beside).toEqual(['上次也是[phone-1]', '[phone-2]']);
  });

  test('knows a number in two ways of writing, and puts each back as it was', () => {
    const text = '13812345678，就是１３８-1234-5678';
    const sealed = seal(text);
    expect(sealed.text).toBe('[phone-1]，就是[phone-2]');
    expect(sealed.open(sealed.text)).toBe(text);
  });

  test('knows who was introduced once wherever they are named, also in another text', () => {
    const { text, beside } = seal('我叫陈静。陈静家没暖气', ['陈静又来电话了']);
    expect(text).toBe('我叫[name-1]。[name-1]家没暖气');
    expect(beside).toEqual(['[name-1]又来电话了']);
  });

  test('does not take a name for a part of another word', () => {
    expect(seal("I'm Li, the Lift in Lime Court is broken").text).toBe(
      "I'm [name-1], the Lift in Lime Court is broken",
    );
  });

  test.each([
    '小区门口的工程竣工半年了，包工头陆续动工，没人付工钱',
    '感谢学校老师，可找银行和找关系都不行，老人孩子都冻着',
    'Day 1 was fine, then NOT 1A but 2B was closed; call Police, they said on 23/03/2026',
  ])('takes nobody’s name out of %s', (text) => {
    expect(seal(text).text).toBe(text);
  });

  test('makes one of two finds that share words, and leaves no scrap of either', () => {
    const { text } = seal('邮箱13812345678@example.com坏了');
    expect(text).toBe('邮箱[email-1]坏了');
  });

  test('does not take a mistyped identity number for one, unless it is called one', () => {
    expect(seal('订单210106195603124510不退款').text).toBe('订单210106195603124510不退款');
    expect(seal('身份证210106195603124510查不到').text).toBe('身份证[id-1]查不到');
  });

  test.each([
    ['a zero-width space', '\u200B'],
    ['a soft hyphen', '\u00AD'],
    ['a bidi mark', '\u202E'],
    ['NUL', '\0'],
    ['a variation selector', '\uFE0F'],
    ['a keycap', '\uFE0F\u20E3'],
  ])('sees a number through %s between its digits, and puts it back with them', (_, hidden) => {
    const phone = [...'13812345678'].join(hidden);
    const sealed = seal(`电话${phone}，急`);
    expect(sealed.text).toBe('电话[phone-1]，急');
    expect(sealed.open(sealed.text)).toBe(`电话${phone}，急`);
  });

  test('is not led astray by half a surrogate pair', () => {
    const text = '\uD83D电话\uDE0013812345678\uD83D';
    const sealed = seal(text);
    expect(sealed.text).toBe('\uD83D电话\uDE00[phone-1]\uD83D');
    expect(sealed.open(sealed.text)).toBe(text);
  });

  test('knows a mobile number that a name or the end of a line runs into', () => {
    expect(seal('lily13812345678').text).toBe('lily[phone-1]');
    expect(seal('电话138\n12345678').text).toBe('电话[phone-1]');
    expect(seal('订单SF1234567890123').text).toBe('订单SF1234567890123');
  });

  test('reads the digits of other scripts', () => {
    expect(seal('phone ٠٧٧٠٠٩٠٠١٢٣ please').text).toBe('phone [phone-1] please');
    expect(seal('电话①③⑧①②③④⑤⑥⑦⑧').text).toBe('电话[phone-1]');
  });
});

describe('opening an answer', () => {
  const sealed = seal('我叫王建国，电话13812345678', ['我叫李梅，电话13900001111']);

  test('puts back what was taken out, wherever it stands', () => {
    expect(sealed.open('[name-1]说：打[phone-2]，[phone-2]。')).toBe(
      '王建国说：打13812345678，13812345678。',
    );
  });

  test.each([
    '[Phone-2]',
    '[ phone - 2 ]',
    '［ｐｈｏｎｅ－２］',
    '【phone-2】',
    '<PHONE_2>',
    '[phone 2]',
    '[phone–2]',
  ])('knows %s for [phone-2]', (written) => {
    expect(sealed.open(`打${written}。`)).toBe('打13812345678。');
  });

  test('drops a placeholder that stands for nothing', () => {
    expect(sealed.open('call [phone-9] or [door-1]!')).toBe('call  or !');
  });

  test('drops what was taken out of a text beside the complaint: another’s phone is none of this ticket’s', () => {
    expect(sealed.beside).toEqual(['我叫[name-3]，电话[phone-4]']);
    expect(sealed.open('[name-3] [phone-4]')).toBe(' ');
  });

  test('leaves what the resident wrote like a placeholder as it is, and numbers its own apart from it', () => {
    const text = '回复写着[phone-1]，我的电话13812345678';
    const own = seal(text);
    expect(own.text).toBe('回复写着[phone-1]，我的电话[phone-2]');
    expect(own.open(own.text)).toBe(text);
  });

  test('puts nothing back where nothing was taken', () => {
    const { text, open } = unsealed('我叫王建国，电话13812345678，见[phone-1]');
    expect(text).toBe('我叫王建国，电话13812345678，见[phone-1]');
    expect(open(text)).toBe(text);
  });
});
