import type { Catalog } from '../core/catalog/catalog.ts';
import { createBlend } from '../core/triage/blend.ts';
import { Classifier, type Foresight } from '../core/triage/local/classifier.ts';
import { inParallel } from './in-parallel.ts';
import type { Ask } from './model-suggester.ts';
import { numberLessons, type Suggester } from './suggester.ts';

/** The model's skill is weighed on the newest so many of the rows that are learned at once: each is a call. */
const mostWeighed = 300;

/**
 * Both together, as triage blends them: each weighed by how right it has been, on rows that the local classifier had not learned when it
 * judged them. Where the model gives no answer the local classifier stands alone.
 */
export function suggestByBoth(catalog: Catalog, ask: Ask, atOnce: number): Suggester {
  const classifier = new Classifier(catalog);
  const blend = createBlend(catalog);
  const lessonOf = numberLessons();

  async function weigh({ lesson, ranking }: Foresight): Promise<void> {
    const { ranked, call } = await ask(lesson);
    if (call?.failure) return;
    blend.note({ id: lesson.id, local: ranking, model: ranked[0] ?? null, category: lesson.category });
  }

  return {
    atOnce,
    learnAll: async (rows) => {
      const foreseen = [...classifier.learnAll(rows.map(lessonOf))].flatMap((one) => one ?? []);
      await inParallel(foreseen.slice(-mostWeighed), atOnce, weigh);
    },
    learn: async (row) => {
      const foresight = classifier.learn(lessonOf(row));
      if (foresight) await weigh(foresight);
    },
    suggest: async (row) => {
      const local = classifier.rank(row.text, row.title);
      const answer = await ask(row);
      const failed = answer.call?.failure != null;
      const { ranked, confidence, unsure } = failed ? local : blend.combine(local, answer.ranked[0] ?? null);
      return {
        ranked: ranked.map(({ code }) => code),
        confidence,
        unsure,
        local: { suggested: local.ranked[0]!.code, confidence: local.confidence },
        call: answer.call,
      };
    },
  };
}
