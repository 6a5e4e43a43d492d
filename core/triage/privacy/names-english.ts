import { type Find, findAll } from './secret.ts';

/** Names in English: behind the usual introductions, behind a title, and where a message is signed. */
export function findEnglishNames(seen: string): Find[] {
  return patterns.flatMap((pattern) => findAll('name', pattern, seen));
}

const streets =
  '(?:Street|St|Road|Rd|Lane|Avenue|Ave|Square|Park|Bridge|Market|School|Hospital|Station|Close|Drive|Way|Court|Estate|Village|Green|Hill|Row|Terrace|Gardens|Crescent|Library|Church|House|Council|Office|Surgery)';
/** Words that begin a sentence, or are written large, and are nobody's name. */
const common =
  '(?:I|The|A|An|And|But|In|On|At|It|Is|My|Our|Your|We|You|They|This|That|Not|No|Yes|Very|Urgent|Disabled|Please|Council|Dear|Sir|Madam|All|Everyone|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|Muslim|Deaf|Blind|Sick|Tired|Sorry|\\w+(?:ish|ese|ian|ican))';
const one = `(?!${common}\\b)\\p{Lu}[\\p{L}'-]+(?![\\p{L}'-])`;
const more = `(?: (?:\\p{Lu}\\.? )?${one}(?!\\s?:))`;
const two = `${one}${more}{1,2}(?<!\\b${streets})`;
const any = `${one}${more}{0,2}`;
const loose = "[\\p{L}'-]+";
const stop =
  '(?:and|from|i|at|the|is|of|in|on|my|our|we|live|living|but|with|not|here|who|nobody|near|about)';

const patterns = [
  // Whoever says "my name is" means it, in small letters too.
  new RegExp(
    `(?<=\\b(?:my name(?: is|'s)|my name:|i am called|the name is|name ?:) ?)(?!${stop}\\b)${loose}(?: (?!${stop}\\b)${loose}){0,2}`,
    'giu',
  ),
  new RegExp(`(?<!\\p{L})(?:mr|mrs|ms|miss|mx|dr|prof)\\.? (?!${stop}\\b)${loose}(?: ${one}){0,2}`, 'giu'),
  new RegExp(`(?<=\\b(?:I am|I'm|i am|i'm|I’m|[Tt]his is|[Hh]ere is) )${two}`, 'gu'),
  new RegExp(`(?<=\\b(?:I am|I'm|i am|i'm) )${one}(?=[,.!;]|$| from\\b| and\\b| here\\b| at\\b)`, 'gu'),
  new RegExp(
    `(?<=\\b(?:[Cc]ontact(?: person)?|[Aa]sk for|[Ss]peak (?:to|with)|[Tt]alk to|[Cc]all|[Rr]ing|[Rr]eported by|[Ss]igned|[Ww]itness|[Nn]eighbou?r|[Ll]andlord|[Tt]enant|[Ss]on|[Dd]aughter|[Ww]ife|[Hh]usband|[Mm]other|[Ff]ather)(?: is| was)?(?: ?:|,)? )${any}`,
    'gu',
  ),
  // A signature ends the message.
  new RegExp(
    `(?<=\\b(?:[Rr]egards|[Ss]incerely|[Ff]aithfully|[Tt]hanks|[Tt]hank you|[Cc]heers|[Yy]ours|[Ww]ishes)[,.!]?\\s{1,3})${any}(?=[.!]?\\s*$)`,
    'gu',
  ),
];
