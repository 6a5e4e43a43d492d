import { inAnyCase } from './any-case.ts';
import { type Find, findAll } from './secret.ts';

/** Names in English: behind the usual introductions, behind a title, and where a message is signed. */
export function findEnglishNames(seen: string): Find[] {
  return patterns.flatMap((pattern) => findAll('name', pattern, seen));
}

const streets =
  '(?:Street|St|Road|Rd|Lane|Avenue|Ave|Square|Park|Bridge|Market|School|Hospital|Station|Close|Drive|Way|Court|Estate|Village|Green|Hill|Row|Terrace|Gardens|Crescent|Library|Church|House|Council|Office|Surgery)';
/** Words that begin a sentence, or are written large, and are nobody's name. */
const common =
  '(?:I|The|A|An|And|But|In|On|At|It|Is|My|Our|Your|We|You|They|This|That|Not|No|Yes|Very|Urgent|Disabled|Please|Council|Police|Fire|Ambulance|Emergency|Highways|Housing|Parks|Social|Customer|Dear|Sir|Madam|All|Everyone|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|Muslim|Deaf|Blind|Sick|Tired|Sorry|\\w+(?:ish|ese|ian|ican))';
const one = `(?!${common}\\b)\\p{Lu}[\\p{L}'-]+(?![\\p{L}'-])`;
const more = `(?: (?:\\p{Lu}\\.? )?${one}(?!\\s?:))`;
const two = `${one}${more}{1,2}(?<!\\b${streets})`;
const any = `${one}${more}{0,2}`;
const stop =
  '(?:and|from|i|at|the|is|of|in|on|my|our|we|live|living|but|with|not|here|who|nobody|near|about|please|can|could|have|has|there|it|no|a|to|for|so|because|since|next|down|up|by|was|were|said|out)';
/** Whoever says "my name is" means it, in small letters too. */
const small = `(?!${stop}\\b)[\\p{Ll}'-]+(?: (?!${stop}\\b)[\\p{Ll}'-]+){0,2}(?![\\p{L}'-])`;
const relation =
  'neighbou?r|landlord|landlady|tenant|son|daughter|wife|husband|mother|father|mum|dad|caretaker|warden|manager';

const patterns = [
  new RegExp(
    `(?<=\\b(?:${inAnyCase("my name(?: is|'s)|my name:|i am called|i'm called|the name is|name ?:")}) ?)(?:${any}|${small})`,
    'gu',
  ),
  new RegExp(`(?<!\\p{L})(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|MR|MRS|MS|MISS|DR)\\.? ${any}`, 'gu'),
  new RegExp(`(?<!\\p{L}|\\d\\s?)(?:mr|mrs|ms)\\.? (?:${any}|(?!${stop}\\b)[\\p{Ll}'-]+)`, 'gu'),
  new RegExp(
    `(?<=\\b(?:${inAnyCase("i am|i'm|this is|contact|ask for")}) )(?:miss|dr) (?!${stop}\\b)[\\p{Ll}'-]+`,
    'gu',
  ),
  new RegExp(`(?<=\\b(?:${inAnyCase("i am|i'm|this is|here is")}) )${two}`, 'gu'),
  new RegExp(
    `(?<=\\b(?:${inAnyCase("i am|i'm")}) )${one}(?=[,.!;]|$| from\\b| and\\b| here\\b| at\\b)`,
    'gu',
  ),
  new RegExp(
    `(?<=\\b(?:${inAnyCase(`contact(?: person)?|ask for|speak (?:to|with)|talk to|call|ring|reported by|signed|witness|${relation}`)})(?: is| was)?(?: ?:|,)? )${any}`,
    'gu',
  ),
  // A signature ends the message.
  new RegExp(
    `(?<=\\b(?:${inAnyCase('regards|sincerely|faithfully|thanks|thank you|cheers|yours|wishes')})[,.!]?\\s{1,3})${any}(?=[.!]?\\s*$)`,
    'gu',
  ),
];
