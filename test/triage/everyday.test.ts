import { expect, test } from 'vitest';
import { Classifier } from '../../core/triage/local/classifier.ts';
import { proposeLocally } from '../../core/triage/local/local-proposal.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

const catalog = await defaultCatalog();
const classifier = new Classifier(catalog);

/** What people say most, as shortly as they say it, before anybody has decided on anything. */
test.each([
  ['gas-supply', 'Smell of gas on our stairs', 'There is a gas smell in the hallway', '楼道里有煤气味'],
  [
    'property-management',
    '楼道灯不亮',
    '楼道的灯坏了',
    '楼梯间没有灯',
    '物业不管事',
    'The light on our stairs is out',
  ],
  ['street-lighting', '路灯不亮', 'The street lamp is broken'],
  ['water-supply', '家里停水了', 'No water since this morning'],
  ['heating-supply', '暖气不热', 'The radiators are cold'],
  ['power-supply', '停电了', 'No electricity in our block'],
  ['drains-and-sewers', '下水道堵了', 'The drain is blocked'],
  ['manhole-covers', '井盖丢了', 'The manhole cover is missing'],
  ['lifts-and-funds', '电梯坏了', 'The lift is broken'],
  ['waste-collection', '垃圾没人收', 'The bins have not been emptied'],
  ['road-surface', '路上有个大坑', 'There is a big pothole'],
  ['public-transport', '公交车不来', 'The bus never comes'],
  ['ice-and-snow', '小区门口结冰了', 'The pavement is icy'],
  ['building-safety', '楼上漏水', 'The roof leaks'],
  ['noise-and-fumes', '晚上施工太吵', 'Building work all night'],
  ['labour-inspection', '拖欠工资', 'My boss has not paid my wages'],
  ['food-and-medicine', '买到过期食品', 'The shop sold me expired milk'],
  ['public-order', '流浪狗咬人', 'A stray dog bit my son'],
  ['fitness-and-play', '健身器材坏了', 'The swing is broken'],
  ['enquiries', '请问残疾证到哪里办理', 'Where do I apply for a disability card'],
  ['fire-safety', '消防通道被堵', 'Cars block the fire lane'],
])('%s is found in what people say most', (duty, ...said) => {
  const found = said.map((text) => {
    const reading = { text, photos: 0, voices: 0, hasPlace: false, language: 'zh' };
    return [text, proposeLocally(classifier, catalog, reading).problems[0]!.duty];
  });
  expect(found).toEqual(said.map((text) => [text, duty]));
});
