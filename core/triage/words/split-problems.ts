import type { Classifier } from '../local/classifier.ts';
import { clausesOf } from './clauses.ts';

export interface Parts {
  /** Each a problem of its own, word for word. Mostly one: the whole text. */
  parts: string[];
  /** What stands before a list and holds for all its items; else empty. */
  common: string;
}

/** More than these, and a list is one long petition: it stays whole for a person to take apart. */
const mostProblems = 5;

/**
 * Parts a text where the resident does: at the items of a numbered list, at "a second problem", or, where what follows is
 * about another category, at "also". In doubt it stays whole; a reviewer can split a ticket, but hardly glue two.
 */
export function splitProblems(classifier: Classifier, text: string): Parts {
  const whole = { parts: [text], common: '' };
  const found = listItems(text) ?? { parts: cut(classifier, text), common: '' };
  return found.parts.length > 1 && found.parts.length <= mostProblems ? found : whole;
}

/** Problems are listed in a line each. Longer items, in UTF-16 units, are the points that one petition makes. */
const longestItem = 120;

/** The items of a numbered list of at least two, each long enough to tell of something; else null. */
function listItems(text: string): Parts | null {
  const marks = [...text.matchAll(listMark)];
  const parts = marks.map(({ index, 0: mark }, at) =>
    text.slice(index + mark.length, marks[at + 1]?.index).trim(),
  );
  const told = parts.every((part) => clausesOf(part).join('').length >= 4 && part.length <= longestItem);
  return marks.length >= 2 && told ? { parts, common: text.slice(0, marks[0]!.index) } : null;
}

const listMark =
  /(?:^|(?<=[\n。；;：:!！,，\s]))(?:[1-9]\s?[.、)）](?!\d)|[一二三四五六七八九]、|[①②③④⑤⑥⑦⑧⑨])\s*/gu;

function cut(classifier: Classifier, text: string): string[] {
  const marks = [...text.matchAll(nextProblem)];
  const starts = [0];
  const ends: number[] = [];
  for (const [at, { index, 0: mark, groups }] of marks.entries()) {
    const next = text.slice(index + mark.length, marks[at + 1]?.index);
    const before = text.slice(starts.at(-1), index);
    if (!isLongEnough(before) || !isLongEnough(next)) continue;
    if (!groups?.plain && !isAboutOther(classifier, before, next)) continue;
    ends.push(index);
    starts.push(index + mark.length);
  }
  return starts.map((start, at) =>
    text.slice(start, ends[at]).replace(/^[\s，,：:]+|[\s，,；;：:]+(?:and\s*)?$/g, ''),
  );
}

/** `plain`: says by itself that another problem follows. The others do only if it is about something else. */
const nextProblem = new RegExp(
  [
    '(?:^|(?<=[\\n。！？；，,.!?;\\s]))(?:',
    '(?<plain>(?:以及|还有)?另外?(?:还有)?一[件个]事情?|[还再]有一[件个]事情?|(?:还有|另外|再有)(?:还?有)?一?个问题|第[二三四五](?:个问题|件事|[，、,：:])',
    '|(?:and )?(?:the |a |an)?(?:second|third|another|other|next) (?:problem|issue|complaint|matter)(?: is)?|(?:and )?one more (?:thing|problem|issue)|secondly|thirdly)',
    '|另外|此外|其次|还有(?:就是)?(?![人些几谁没多])|顺便(?:说|反映|问)?(?:一下)?|(?:and )?also\\b|besides\\b|in addition\\b|by the way\\b',
    ')',
  ].join(''),
  'giu',
);

/** A remark ("also at night") is no problem of its own. */
function isLongEnough(part: string): boolean {
  const hans = part.match(/\p{Script=Han}/gu)?.length ?? 0;
  return hans >= 4 || part.trim().split(/\s+/).length >= 4;
}

/** As much as a category's words must weigh in both parts before they count as two. */
const clearScore = 0.03;

function isAboutOther(classifier: Classifier, before: string, next: string): boolean {
  const [first] = classifier.rank(before).ranked;
  const [other, runnerUp] = classifier.rank(next).ranked;
  const related = [other!.code, runnerUp?.code].includes(first!.code);
  return !related && other!.score >= clearScore && first!.score >= clearScore;
}
