import { type Find, findAll } from './secret.ts';

/**
 * Flats and house numbers in Chinese. A building, a unit or an estate by itself stays, as dozens live behind it and the department has
 * to know where; a flat goes, with the building and unit before it, and so do building and unit together, and a street's number.
 */
export function findChineseDoors(seen: string): Find[] {
  return patterns.flatMap((pattern) => findAll('door', pattern, seen));
}

const numeral = '[0-9零〇一二三四五六七八九十百]';
const start = `(?<![0-9零〇一二三四五六七八九十百.:第-])`;
const building = `${numeral}{1,4}[a-zA-Z]?(?:号楼|楼座|号|栋|幢|座|#|楼)`;
const unit = `${numeral}{1,3}(?:单元|门|梯)`;
const floor = `(?:${numeral}{1,3}[楼层])`;
/** Three or four digits, and no quantity, year, bus or time. */
const room =
  '(?:[0-9]{3,4}|[零〇一二三四五六七八九]{3,4}|[0-9]{1,2}[A-Za-z])(?:室|号房?|房)?(?![0-9零〇一二三四五六七八九十百千万]|\\s?(?:[年月日天元块人户名米个台辆只条家斤吨度点时分秒次路号线%℃楼层栋幢]|多|余|平|公里|小时|[.:]\\d))(?:[、和及,]\\s?[0-9]{3,4}室?(?![0-9年月日元块人户名米个]))*';
const gap = '[\\s,，-]?';

const patterns = [
  // 3号楼2单元501室, 12栋1303, 三单元四零二, with a floor or without.
  new RegExp(`${start}(?:${building}${gap})?${unit}${gap}${floor}?${gap}${room}`, 'g'),
  new RegExp(`${start}${building}${gap}${floor}?${gap}${room}`, 'g'),
  new RegExp(`${start}${building}${gap}${unit}(?!口)`, 'g'),
  new RegExp(`${start}(?:[0-9]{3,4}|[零〇一二三四五六七八九]{3,4})(?:室|号房|房(?!子|租|价|间\\d))`, 'g'),
  // 7-2-1102 and 3#2-501, but no date and no part of a longer number.
  /(?<![\d-])\d{1,3}(?:-\d{1,2}-(?!(?:19|20)\d\d(?!\d))|#(?:\d{1,2}-)?)\d{3,4}室?(?![\d-])/g,
  /(?<=(?:小区|家园|花园|[苑园里城府庭湾住]|地址)[是:]?\s?)\d{1,3}-\d{3,4}室?(?![\d-])/g,
  /(?<=(?:家住|我住|住在?|户住)\s?)(?:[0-9]{3,4})室?(?=$|[\s\p{P}])/gu,
  // A street's number. A compound, a building, a gate, a bridge or a day by that number is a place or a time.
  new RegExp(
    `(?<=(?:[路街巷弄里村组队屯]|大道|胡同|门牌号?[是:]?)\\s?)(?:附)?${numeral}{1,5}号(?:之${numeral})?(?!楼|院|线|门(?![口前])|桥|出口|口|台|机|车|电梯|柱|杆|灯|井|桩|地块|[上下]午|早|晚|开始|之?前|之?后|起|到|就|停)(?:${gap}${room})?`,
    'g',
  ),
  new RegExp(`(?<=门牌号?(?:码)?[是为:]?\\s?)${numeral}{1,5}(?:号|(?![\\d路]))`, 'g'),
];
