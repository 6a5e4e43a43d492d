import { type Find, findAll } from './secret.ts';

/** Flats and house numbers in English. The street, the block and the estate stay: the department has to know where. */
export function findEnglishDoors(seen: string): Find[] {
  return patterns.flatMap((pattern) => findAll('door', pattern, seen));
}

const street =
  '(?:Street|St|Road|Rd|Lane|Avenue|Ave|Square|Close|Drive|Way|Court|Green|Hill|Row|Terrace|Gardens|Crescent|Grove|Place|Walk|Mews|Parade|Rise|View)';
const number = '\\d{1,4}[A-Za-z]?(?:\\s?[-/]\\s?\\d{1,4}[A-Za-z]?)?';
/** Quantities and lines, not doors. */
const noQuantity =
  "(?![\\w'’-]|[.:,]\\d|%|\\s?(?:bus|buses|tram|train|line|route|service|bed\\w*|rooms?|people|residents|families|years?|months?|weeks?|days?|hours?|minutes?|times?|am|pm|metres?|meters?|miles?|km|cm|mm|floors?|storeys?|pounds?|on (?:my|the|our) list)\\b)";
const notAfter =
  '(?<!\\b(?:bus|buses|route|routes|line|the|platform|gate|page|junction|in|since|by|of|and|until|about|over|for)\\s)';

const patterns = [
  new RegExp(
    `\\b(?:(?:flat|apartment|apt|unit|suite|room|rm)\\.?\\s?(?:no\\.?\\s?|number\\s|#\\s?)?(?:${number}|[A-Za-z]\\d{1,4})${noQuantity})`,
    'gi',
  ),
  /\b(?:Flat|Apartment|Apt\.?|Unit) [A-Z]\b(?!['’])/g,
  new RegExp(`\\b(?:house|door)\\s(?:no\\.?\\s?|number\\s)?${number}${noQuantity}`, 'gi'),
  new RegExp(
    `(?<=\\b(?:at|outside|opposite|behind|from|near|by|beside|live in|lives in|next to|next door to|in front of|of|we are|i am|i'm)\\s)(?:no\\.?\\s?|number\\s|#\\s?)${number}${noQuantity}`,
    'gi',
  ),
  new RegExp(
    `\\b(?:[Nn]o\\.?|[Nn]umber)\\s?${number}(?=,?\\s(?:\\p{Lu}[\\p{L}'’]+\\s){1,3}${street}\\b)`,
    'gu',
  ),
  // The number before a street's name; a year before one is a year.
  new RegExp(
    `${notAfter}(?<![\\w.£$€-])(?!(?:19|20)\\d\\d\\s)${number}(?=,?\\s(?:\\p{Lu}[\\p{L}'’]+\\s){1,3}${street}\\b)`,
    'gu',
  ),
  new RegExp(
    `(?<=\\b(?:at|outside|opposite|behind|from|near|live in|next to|in front of|address(?: is|:))\\s)(?!(?:19|20)\\d\\d\\s)${number}(?=,?\\s[\\p{L}'’]+\\s(?:street|road|lane|avenue|close|drive|terrace|crescent)\\b)`,
    'giu',
  ),
  /#\d{2}-\d{2,4}(?!\d)/g,
];
