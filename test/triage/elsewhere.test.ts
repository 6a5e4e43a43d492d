import { describe, expect, it } from 'vitest';
import { elsewhereIn } from '../../core/triage/words/elsewhere.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { unseen } from './unseen-complaints.ts';

const catalog = await defaultCatalog();

const theirs = {
  'power-grid': [
    '电费账单上的户名怎么改成我的',
    '想开一张电费发票报销',
    'How do I get the electricity account put in my name?',
  ],
  'telecom-operator': [
    '话费每个月多扣二十块，营业厅说查不到',
    '一天七八个骚扰电话，能不能管管',
    'My SIM card was blocked and the shop sends me away',
    'I get spam calls every hour',
  ],
  bank: [
    '信用卡没逾期，征信上却有一笔坏账',
    '催收的人天天给我单位打电话',
    '保险公司拖着不理赔',
    '取款机吞了我的卡，没有人管',
    'My bank has charged me twice and nobody answers',
    'The insurance company has sat on my claim for half a year',
    'They raised my mortgage rate without a word',
  ],
  court: [
    '判决下来一年了，对方不给钱，执行局也不动',
    '法官一直不给开庭日期',
    'The judgment came a year ago and nobody enforces it',
  ],
  police: [
    '身份证丢了，补办身份证要带什么',
    '我妈被诈骗了八千块',
    '派出所不给立案',
    'My phone was stolen on the bus and I want to report a theft',
    'Where do I renew my identity card?',
  ],
  railway: [
    '高铁票退不了，钱也不退',
    '12306抢票软件扣了我两次钱',
    'I bought the wrong train ticket and cannot return it',
  ],
  tax: ['个税年度汇算的退税三个月没到账', '饭店拒开发票', 'My tax refund has not come'],
  'housing-fund': ['公积金贷款批了三个月还没放款', 'How do I draw money from my housing provident fund?'],
  'courier-post': ['快递丢了，客服踢皮球', '包裹丢了没人赔', 'My parcel shows as delivered but never came'],
} as const;

describe('a matter of somebody else’s', () => {
  for (const [code, texts] of Object.entries(theirs))
    it.each(texts)(`is for ${code}: %s`, (text) => {
      expect(elsewhereIn(catalog, text)).toBe(code);
    });

  it('is not seen in what is the district’s', () => {
    const examples = catalog.categories.flatMap(({ examples }) => [...examples.zh, ...examples.en]);
    const ours = [...examples, ...Object.values(unseen).flat()];
    expect(ours.filter((text) => elsewhereIn(catalog, text) !== null)).toEqual([]);
  });

  it.each([
    '法院门口的路灯坏了',
    '火车站旁边的公共厕所没人打扫',
    '派出所对面的井盖松了',
    '银行门前台阶没有坡道',
    'The street lamp in front of the police station is out',
    'The bins beside the railway station are full',
    'Somebody parks in front of the bank every day',
  ])('is not what only happens beside them: %s', (text) => {
    expect(elsewhereIn(catalog, text)).toBeNull();
  });

  it('is whose words take the most room, where two have some', () => {
    expect(elsewhereIn(catalog, '快递员把我的信用卡弄丢了，信用卡又被盗刷，征信也坏了')).toBe('bank');
  });

  it('is nobody’s where the catalogue names nobody', () => {
    expect(elsewhereIn({ elsewhere: [] }, '信用卡')).toBeNull();
  });
});
