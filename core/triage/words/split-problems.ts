import { namesTrouble } from './kind.ts';
import { type Items, listedItems, tidy } from './lists.ts';
import { type About, areApart, type Topic } from './topic.ts';

/** More than these, and a list is one long petition: it stays whole for a person to take apart. */
const mostProblems = 5;

/**
 * Parts a text where it tells of several problems, each part word for word: at the items of a list, at "a second problem", at "also" where
 * what follows is about something else, and where plain sentences speak clearly of different things. What a problem causes, whom it hurts
 * and what was tried is no problem of its own. In doubt a text stays whole: a reviewer can split a ticket, but hardly glue two.
 * `common` is what stands before a list and holds for all its items.
 */
export function splitProblems(about: About, text: string): Items {
  const whole = { parts: [text], common: '' };
  const talk = text.length - (text.match(/\p{Script=Latin}/gu)?.length ?? 0) / 2;
  const listed = talk <= 2 * longestTalk ? listedItems(about, text) : null;
  const found = listed ?? { parts: cut(about, text, talk <= longestTalk), common: '' };
  return found.parts.length > 1 && found.parts.length <= mostProblems ? found : whole;
}

/** A longer text, in Chinese characters or half as many letters, argues one matter from many sides: it parts only where it says so. */
const longestTalk = 160;

/** How plainly a place in a text says that something else follows. */
type Mark = 'plain' | 'weak' | 'stop' | 'comma';

interface Piece {
  from: number;
  to: number;
  /** By what it is parted from the piece before it. */
  mark: Mark;
}

function cut(about: About, text: string, isTalk: boolean): string[] {
  const [first, ...rest] = piecesOf(text, isTalk);
  const problems = [first!];
  for (const [at, piece] of rest.entries()) {
    const before = problems.at(-1)!;
    // What a sentence begins is told by all of it.
    const next = rest.slice(at + 1).findIndex(({ mark }) => mark !== 'comma');
    const last = piece.mark === 'comma' ? piece : next < 0 ? rest.at(-1)! : rest[at + next]!;
    if (begins(about, text, before, { ...piece, to: last.to })) problems.push({ ...piece });
    else before.to = piece.to;
  }
  return problems.map(({ from, to }) => tidy(text.slice(from, to)));
}

function begins(about: About, text: string, before: Piece, { from, to, mark }: Piece): boolean {
  const [one, other] = [tidy(text.slice(before.from, before.to)), tidy(text.slice(from, to))];
  if (!isLongEnough(one) || !isLongEnough(other)) return false;
  if (mark === 'plain') return true;
  const [topic, next] = [about(one), about(other)];
  if (!areApart(topic, next) || leans.test(other)) return false;
  if (mark === 'weak') return next.sure || next.duty !== null;
  return standAlone(topic, next) && !isConsequence(other) && (mark === 'stop' || tellsBeside(one, other));
}

/** Without a word that says so, both have to be told in words that belong to a job. */
function standAlone(one: Topic, other: Topic): boolean {
  return one.duty !== null && other.duty !== null && one.sure && other.sure;
}

/** Leans on what was said before: what it causes, whom it hurts. */
const leans =
  /^(?:所以|因此|因为|导致|结果|害得|弄得|搞得|以至|现在|他|她|它|这|那|也|(?:孩子|大人|老人|我们?|家里人?)(?:[吃喝用住]|上网))|^(?:so|because|it|they|he|she|this|that|then|now|which|who|when|if|my (?:baby|mother|father|son|daughter|wife|husband))\b/i;

/** How somebody goes on who tells what it did to them and theirs. */
function isConsequence(piece: string): boolean {
  return personal.test(piece) || hurt.test(piece);
}

const personal = /^(?:我(?!们?家)|家里)|^(?:i|we|my|our neighbours?|one of|please)\b/i;
const hurt =
  /摔|滑倒|绊|受伤|骨折|住院|送医|感冒|发烧|生病|中毒|\b(?:fell|fallen|slipped|tripped|hurt|injured|ill|sick|hospital|ambulance)\b/i;

/** Within a sentence both have to say that something is wrong, and the second not that it is so as well. */
function tellsBeside(one: string, other: string): boolean {
  return namesTrouble(one) && namesTrouble(other) && !/^[^，。]{1,8}也/.test(other);
}

/** The text at all places where another problem may begin; of one that is no talk, at those that say so. */
function piecesOf(text: string, isTalk: boolean): Piece[] {
  const pieces: Piece[] = [{ from: 0, to: text.length, mark: 'stop' }];
  for (const { index, 0: sign, groups } of text.matchAll(boundary)) {
    const mark = (['plain', 'weak', 'stop'] as const).find((one) => groups?.[one] !== undefined) ?? 'comma';
    if (mark !== 'plain' && (index === 0 || !isTalk)) continue;
    pieces.at(-1)!.to = index;
    pieces.push({ from: index + sign.length, to: text.length, mark });
  }
  return pieces;
}

const boundary = new RegExp(
  [
    // Says by itself that another problem follows.
    '[\\s，,。；;.!！]*(?:^|(?<=[\\n。！？；，,.!?;\\s]))(?<plain>(?:以及|还有)?另外?(?:还有)?一[件个](?:事情?|问题是?)|[还再]有一[件个]事情?|(?:还有|另外|再有)(?:还?有)?一?个问题|(?:and )?(?:the |a |an)?(?:another|other|next) (?:problem|issue|complaint|matter)(?: is)?|(?:and )?one more (?:thing|problem|issue))[：:,，]?\\s*',
    // Says that something follows which may be another problem.
    '[\\s，,。；;.!！]*(?:^|(?<=[\\n。！？；，,.!?;\\s]))(?<weak>另外|此外|除此之外|还有(?:就是)?(?![人些几谁没多])|再有(?:就是)?|再就是|再一个|对了|同时|顺便(?:说|反映|问)?(?:一下)?|(?:and )?also\\b|besides\\b|in addition\\b|another thing(?: is)?\\b|apart from that\\b|on another note\\b|meanwhile\\b|by the way\\b)[：:,，]?\\s*',
    '(?<stop>[。！？!?；;\\n]+\\s*|\\.\\s+)(?:(?:And|But) )?',
    '[，,]\\s*(?:and\\s+)?|\\s+and\\s+(?=the |there |no |nobody |our )',
  ].join('|'),
  'giu',
);

/** A remark ("also at night") is no problem of its own. */
function isLongEnough(part: string): boolean {
  const hans = part.match(/\p{Script=Han}/gu)?.length ?? 0;
  return hans >= 4 || part.trim().split(/\s+/).length >= 4;
}
