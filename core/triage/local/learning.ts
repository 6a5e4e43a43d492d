import { type Catalog, catalogSchema } from '../../catalog/catalog.ts';
import type { Db } from '../../deps.ts';
import { type Blend, createBlend } from '../blend.ts';
import { Classifier, type Foresight, type Lesson } from './classifier.ts';
import type { Decision } from './decisions.ts';
import { type Fading, fading } from './fading.ts';

/** What reviews have taught. */
export interface Learned {
  classifier: Classifier;
  blend: Blend;
}

export interface Learning extends Learned {
  /** Learns many at once, the oldest first, into what knows nothing yet. */
  begin: (decisions: Decision[]) => Promise<void>;
  /** Learns more, one after the other. Returns how many of them were new. */
  goOn: (decisions: Decision[]) => Promise<number>;
  forget: (reviewId: number) => void;
}

/**
 * The local classifier, and the blend of it with the model, under this catalogue: a decision counts by how far the catalogue that it was
 * made under still holds. `version` is this catalogue's own; null where it was never imported.
 */
export function startLearning(db: Db, catalog: Catalog, version: number | null): Learning {
  const classifier = new Classifier(catalog);
  const blend = createBlend(catalog);
  /** How much decisions under each version of the catalogue still count. */
  const faded = new Map<number | null, Fading>([[version, () => 1]]);

  async function lookAtVersions(decisions: Decision[]): Promise<void> {
    const used = new Set(decisions.map(({ catalogVersion }) => catalogVersion));
    const missing = [...used].filter((one) => !faded.has(one));
    if (missing.length === 0) return;
    for (const { id, content } of await db.catalogVersion.findMany({ where: { id: { in: missing } } }))
      faded.set(id, fading(catalogSchema.safeParse(content).data ?? null, catalog));
  }

  function lessonOf(decision: Decision): Required<Omit<Lesson, 'title'>> {
    const { id, text, category, ruling, catalogVersion } = decision;
    const weight = ruling ? rulingsWeigh : 1;
    return { id, text, category, importance: weight * faded.get(catalogVersion)!(decision) };
  }

  /** Where the model had been asked, how right it was counts as well. */
  function noteModel({ id, category, model }: Decision, { ranking }: Foresight): void {
    if (model) blend.note({ id, local: ranking, model: model.said, category });
  }

  function forget(reviewId: number): void {
    classifier.forget(reviewId);
    blend.forget(reviewId);
  }

  /** Whether it is new. */
  function learn(decision: Decision): boolean {
    // A ticket that came back was reviewed again: only the last word counts.
    if (decision.supersedes.some((other) => other > decision.id)) return false;
    for (const other of decision.supersedes) forget(other);
    const lesson = lessonOf(decision);
    const foresight = lesson.importance > 0 ? classifier.learn(lesson) : null;
    if (foresight) noteModel(decision, foresight);
    return foresight !== null;
  }

  return {
    classifier,
    blend,
    async begin(decisions) {
      await lookAtVersions(decisions);
      const known = new Map(decisions.map((decision) => [decision.id, decision]));
      const lessons = [];
      for (const [at, decision] of decisions.entries()) {
        if (at % atOnce === 0) await breath();
        const lesson = lessonOf(decision);
        if (lesson.importance > 0) lessons.push(lesson);
      }
      for (const foresight of classifier.learnAll(lessons)) {
        if (foresight) noteModel(known.get(foresight.lesson.id)!, foresight);
        else await breath();
      }
    },
    async goOn(decisions) {
      await lookAtVersions(decisions);
      return decisions.filter(learn).length;
    },
    forget,
  };
}

/** What departments have argued about, and a supervisor has settled, says as much as so many decisions that nobody doubted. */
const rulingsWeigh = 2;

/** So many decisions between two pauses. */
const atOnce = 100;

/** Thousands take seconds, in which a worker still has to say that it lives. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
