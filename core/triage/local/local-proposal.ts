import type { Catalog, CatalogCategory } from '../../catalog/catalog.ts';
import { findCategory } from '../../catalog/catalog.ts';
import type { Kind, Problem, Proposal, Reading, Weighed } from '../proposal.ts';
import { beginningOf } from '../words/beginning.ts';
import { clausesOf } from '../words/clauses.ts';
import { draftByRules, sinceIn } from '../words/draft.ts';
import { elsewhereIn } from '../words/elsewhere.ts';
import { askingClause, kindOf } from '../words/kind.ts';
import { placeIn } from '../words/place.ts';
import { splitProblems } from '../words/split-problems.ts';
import { aboutIn } from './about.ts';
import type { Classifier } from './classifier.ts';
import { dutyFor } from './duty.ts';
import { isKnown, runnerUpOf } from './ranking.ts';

/**
 * Understands a complaint without a model: category by the local classifier, all else by simple rules, in the resident's own
 * words and language. A category is null where nothing in the words speaks for one. `whole`: as one problem, however many it tells of.
 */
export function proposeLocally(
  classifier: Classifier,
  catalog: Catalog,
  told: Reading,
  { whole = false } = {},
): Proposal {
  const reading = { ...told, text: beginningOf(told.text) };
  const kind = kindOf(reading.text);
  const sorted = kind !== 'not_for_us';
  const { parts, common } =
    whole || kind === 'thanks' || kind === 'not_for_us'
      ? { parts: [reading.text], common: '' }
      : splitProblems(aboutIn(classifier, catalog), reading.text);
  return {
    source: 'local',
    failure: null,
    language: languageOf(reading),
    kind,
    problems: parts.map((part) => {
      const { category, ...guess } = sorted ? sort(classifier, catalog, part) : unknown;
      const telling = (kind === 'question' && askingClause(part)) || guess.evidence[0];
      const problem = draft(part, reading, telling, common);
      return {
        ...problem,
        ...guess,
        category: category?.code ?? null,
        elsewhere: sorted ? elsewhereIn(catalog, part) : null,
        missing: missingFor(kind, category, problem, reading),
        // Who asks how to claim for an injury waits for an answer, not for help.
        urgency: kind === 'complaint' ? problem.urgency : 'normal',
      };
    }),
  };
}

type Guess = Pick<Problem, 'runnerUp' | 'duty' | 'evidence' | keyof Weighed> & { category?: CatalogCategory };

const unknown: Guess = {
  runnerUp: null,
  duty: null,
  evidence: [],
  source: 'local',
  confidence: null,
  unsure: false,
  local: null,
  model: null,
};

function sort(classifier: Classifier, catalog: Catalog, text: string): Guess {
  const ranking = classifier.rank(text);
  const { ranked, confidence, unsure } = ranking;
  const category = isKnown(ranking, text) ? findCategory(catalog, ranked[0]?.code) : undefined;
  if (!category) return unknown;
  return {
    category,
    runnerUp: runnerUpOf(ranked),
    duty: dutyFor(catalog, category.code, text),
    evidence: [tellingClause(classifier, text, category.code)],
    source: 'local',
    confidence,
    unsure,
    local: { code: category.code, confidence },
    model: null,
  };
}

/** The clause that speaks most clearly for the category. */
function tellingClause(classifier: Classifier, text: string, code: string): string {
  const clauses = clausesOf(text).map((clause) => ({ clause, lead: classifier.lead(clause, code) }));
  return clauses.reduce((best, next) => (next.lead > best.lead ? next : best)).clause;
}

function draft(part: string, reading: Reading, telling: string | undefined, common: string) {
  const own = draftByRules(part, telling);
  const title = own.title || titleWithoutWords(reading);
  return {
    ...own,
    title,
    description: own.description || title,
    place: own.place ?? placeIn(common),
    since: own.since ?? sinceIn(common),
  };
}

function titleWithoutWords({ photos, voices, hasPlace, language }: Reading): string {
  const chinese = language.startsWith('zh');
  if (photos > 0) return chinese ? '只有照片，没有文字' : 'A photo without words';
  if (voices > 0) return chinese ? '语音留言，没有文字' : 'A voice message without words';
  if (hasPlace) return chinese ? '只有位置，没有文字' : 'A place without words';
  return chinese ? '没有文字' : 'No words';
}

function missingFor(
  kind: Kind,
  category: CatalogCategory | undefined,
  { place, since }: { place: string | null; since: string | null },
  { hasPlace, photos }: Reading,
): Problem['missing'] {
  if (kind !== 'complaint' && kind !== 'suggestion') return [];
  const known = { place: hasPlace || place !== null, since: since !== null, photo: photos > 0 };
  return (category?.needs ?? (['place'] as const)).filter((what) => !known[what]);
}

/** By script: Chinese characters are Chinese, letters are the person's own language, or English where that is Chinese. */
function languageOf({ text, language }: Reading): string {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  if (chinese > letters) return 'zh';
  return letters > 0 && language.startsWith('zh') ? 'en' : language;
}
