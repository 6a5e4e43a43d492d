import { pointsOf } from './points.ts';
import { sharedWords } from './shared-words.ts';
import { substanceOf } from './stock.ts';
import { subjectsOf } from './subjects.ts';

/** What a department answers to. */
export interface Asked {
  /** The ticket's title, description and wish, and the resident's own words. */
  said: string;
  wish: string | null;
  /** Where only a part of what was said is this department's to answer: that part. */
  points?: string;
}

/** What an answer lacks. `missing`: the resident's own words that it does not meet. */
export interface Shortcoming {
  why: 'template' | 'off_topic' | 'incomplete';
  missing: string[];
}

/**
 * Whether an answer in words meets a complaint, by rules that hold in two languages and across them: it says something beyond stock
 * phrases, speaks of what was told, and leaves out none of several things that are wrong. Null where nothing speaks against it: a short
 * answer, one that explains or says no, and one in the other language are answers.
 */
export function judgeAnswer(asked: Asked, answer: string): Shortcoming | null {
  const { characters, words } = substanceOf(answer);
  if (characters < leastCharacters && words.length === 0) return { why: 'template', missing: [] };
  const about = subjectsOf(answer);
  const meets = (words: string, subjects: Set<string>) =>
    !subjects.isDisjointFrom(about) || sharedWords(words, answer);
  const said = [asked.said, asked.wish ?? ''].join('\n');
  const told = subjectsOf(said);
  if (about.size > 0 && told.size > 0 && !meets(said, told)) return { why: 'off_topic', missing: [] };
  if (about.size === 0 || speaksOfAll.test(answer.toLowerCase())) return null;
  const missing = pointsOf(asked.points ?? asked.said).filter((point) => !meets(point.words, point.subjects));
  return missing.length > 0 ? { why: 'incomplete', missing: missing.map((point) => point.words) } : null;
}

const leastCharacters = 2;

/** Who says "both" need not name each. */
const speaksOfAll =
  /都|均|全部|全都|一并|两处|两项|各项|以上|同时|\b(?:both|all|everything|each|too|as well)\b/;
