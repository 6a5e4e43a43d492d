import type { Catalog } from '../core/catalog/catalog.ts';
import { createBlend } from '../core/triage/blend.ts';
import type { Foresight } from '../core/triage/local/classifier.ts';
import type { Ranking } from '../core/triage/local/ranking.ts';
import type { Precedent } from '../core/triage/model/precedents.ts';
import { isSure } from '../core/triage/unsorted.ts';
import { inParallel } from './in-parallel.ts';
import { openLessons } from './lessons.ts';
import type { Ask } from './model-suggester.ts';
import { nothing, rankLocally, type Suggested, type Suggester, suggestedBy } from './suggester.ts';

/** The model's skill is weighed on the newest so many of the rows that are learned at once: each is a call. */
const mostWeighed = 300;

/**
 * Both together, as triage blends them: each weighed by how right it has been, on rows that the local classifier had not learned when it
 * judged them. Where the model gives no answer the local classifier stands alone where it is sure, and nothing is suggested where it is not.
 */
export function suggestByBoth(catalog: Catalog, ask: Ask, atOnce: number): Suggester {
  const { classifier, lessonOf, precedentsFor } = openLessons(catalog);
  const blend = createBlend(catalog);

  async function weigh({ lesson, ranking }: Foresight, precedents: Precedent[]): Promise<void> {
    const { ranked, call } = await ask(lesson, precedents);
    if (call?.failure) return;
    blend.note({ id: lesson.id, local: ranking, model: ranked[0] ?? null, category: lesson.category });
  }

  return {
    atOnce,
    learnAll: async (rows) => {
      const foreseen = [...classifier.learnAll(rows.map(lessonOf))].flatMap((one) => one ?? []);
      await inParallel(foreseen.slice(-mostWeighed), atOnce, (one) =>
        weigh(one, precedentsFor(one.lesson, one.lesson)),
      );
    },
    learn: async (row) => {
      // As before it was learned: in a stream that was asked already.
      const precedents = precedentsFor(row);
      const foresight = classifier.learn(lessonOf(row));
      if (foresight) await weigh(foresight, precedents);
    },
    suggest: async (words) => {
      const { ranking, suggested } = rankLocally(classifier, words);
      const answer = await ask(words, precedentsFor(words));
      return {
        ...together(ranking, suggested, answer),
        local: { suggested: suggested.ranked[0] ?? null, confidence: suggested.confidence },
        call: answer.call,
      };
    },
  };

  function together(ranking: Ranking, local: Suggested, { ranked, call }: Suggested): Suggested {
    const said = ranked[0] ?? null;
    const nobodyKnows = local.ranked.length === 0 && said === null;
    if (call?.failure) return isSure(local) ? local : nothing;
    if (nobodyKnows) return local;
    return suggestedBy(blend.combine(ranking, said));
  }
}
