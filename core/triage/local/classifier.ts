import type { Catalog } from '../../catalog/catalog.ts';
import { type Calibration, calibrate, type Outcome } from './calibration.ts';
import { featuresOf } from './features.ts';
import type { Example, Learner } from './learner.ts';
import { isUnsure, type Ranking } from './ranking.ts';
import { readingOf } from './reading.ts';
import { toldWordsIn } from './told-words.ts';

/** What a person decided on a text. */
export interface Lesson {
  /** Of the review. */
  id: number;
  text: string;
  title?: string;
  /** Its code. One that the catalogue does not have is passed over. */
  category: string;
  /** 1; less for what has faded, more for what was ruled. */
  importance?: number;
}

type Judgement = Pick<Ranking, 'ranked' | 'likeness'>;

/** How a lesson was ranked by a classifier that had not learned it. */
export interface Foresight {
  lesson: Lesson;
  ranking: Ranking;
}

/** So many of the newest outcomes count, since the classifier that they speak of is the one of now. */
const outcomesKept = 2000;
/** Up to so many lessons at once are judged by learners that have seen only the others; beyond, the newest are held out. */
const fewLessons = 2000;
const folds = 4;
const heldOut = 500;
/** How much the catalogue's everyday words say beyond what was learned of them: 0 nothing; at 1, one that stands there doubles a share. */
const keywordsSay = 1.5;
/**
 * The local classifier: needs no model. It starts from the catalogue's own words, so that it knows every category from the first day,
 * and learns each decision at once.
 */
export class Classifier {
  readonly #catalog: Catalog;
  readonly #codes: string[];
  readonly #labels: Map<string, number>;
  readonly #learner: Learner;
  readonly #toldWords: (text: string) => number[];
  /** The learner's numbers of the lessons, by their ids, and back. */
  readonly #texts = new Map<number, number>();
  readonly #ids = new Map<number, number>();
  readonly #outcomes = new Map<number, Outcome>();
  #calibration: Calibration | null = null;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
    this.#codes = catalog.categories.map(({ code }) => code);
    this.#labels = new Map(this.#codes.map((code, label) => [code, label]));
    this.#learner = readingOf(catalog);
    this.#toldWords = toldWordsIn(catalog);
  }

  /**
   * Learns many texts at once, the oldest first. It takes seconds for thousands, so it goes on each time that the generator is asked,
   * and says on the way what it would have said of a lesson before it knew it.
   */
  *learnAll(lessons: Lesson[]): Generator<Foresight | undefined, void> {
    const fresh = lessons.filter((lesson) => this.#isNew(lesson));
    if (fresh.length <= fewLessons) {
      yield* this.#foresee(fresh, yield* this.#learnersWithout(fresh));
      yield* this.#teach(fresh);
      return;
    }
    yield* this.#teach(fresh.slice(0, -heldOut));
    yield* this.#foresee(fresh.slice(-heldOut), () => this.#learner);
    yield* this.#teach(fresh.slice(-heldOut));
  }

  /** Learns one more. Returns what it would have said of it before; null where the id is known already, or the category is not. */
  learn(lesson: Lesson): Foresight | null {
    if (!this.#isNew(lesson)) return null;
    const features = featuresOf(lesson.text, lesson.title);
    const judgement = this.#judge(this.#learner, lesson, features);
    const ranking = this.#sure(judgement);
    this.#note(lesson, judgement);
    this.#keep(lesson.id, this.#learner.learn(features, this.#exampleOf(lesson)));
    return { lesson, ranking };
  }

  /** Takes back what was learned under an id, if anything. */
  forget(id: number): void {
    const text = this.#texts.get(id);
    if (text === undefined) return;
    this.#learner.forget(text);
    this.#texts.delete(id);
    this.#ids.delete(text);
    this.#outcomes.delete(id);
    this.#calibration = null;
  }

  rank(text: string, title?: string): Ranking {
    return this.#sure(this.#judge(this.#learner, { text, ...(title !== undefined && { title }) }));
  }

  /** The lessons most like this text, the most alike first: their ids. */
  nearest(text: string, most: number): { id: number; likeness: number }[] {
    // Some of the nearest are the catalogue's own words.
    const near = this.#learner.nearest(text, most * 4);
    return near
      .flatMap(({ text, likeness }) => (this.#ids.has(text) ? [{ id: this.#ids.get(text)!, likeness }] : []))
      .slice(0, most);
  }

  /** How much more the words speak for a category than for the other that they speak most for. */
  lead(text: string, code: string): number {
    const leanings = this.#learner.leanings(text);
    const own = this.#labels.get(code)!;
    return leanings[own]! - Math.max(...leanings.filter((_, label) => label !== own));
  }

  #judge(
    by: Learner,
    { text, title }: Pick<Lesson, 'text' | 'title'>,
    features = featuresOf(text, title),
  ): Judgement {
    const { logShares, likeness } = by.judge(features);
    const told = this.#toldWords(title ? `${title}\n${text}` : text);
    const weights = this.#codes.map(
      (_, label) => Math.exp(logShares[label]!) * (1 + told[label]!) ** keywordsSay,
    );
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const ranked = this.#codes
      .map((code, label) => ({ code, share: weights[label]! / sum }))
      .sort((a, b) => b.share - a.share);
    return { ranked, likeness };
  }

  #sure({ ranked, likeness }: Judgement): Ranking {
    const { code, share } = ranked[0]!;
    this.#calibration ??= calibrate([...this.#outcomes.values()], this.#codes.length);
    const confidence = this.#calibration(share, this.#labels.get(code)!);
    return { ranked, likeness, confidence, unsure: isUnsure(this.#catalog, { code, share, confidence }) };
  }

  #note({ id, category }: Lesson, { ranked }: Judgement): void {
    const { code, share } = ranked[0]!;
    this.#outcomes.set(id, { label: this.#labels.get(code)!, share, right: code === category });
    if (this.#outcomes.size > outcomesKept) this.#outcomes.delete(this.#outcomes.keys().next().value!);
    this.#calibration = null;
  }

  #isNew({ id, category }: Lesson): boolean {
    return !this.#texts.has(id) && this.#labels.has(category);
  }

  #exampleOf({ text, title, category, importance = 1 }: Lesson): Example {
    return { text, ...(title !== undefined && { title }), label: this.#labels.get(category)!, importance };
  }

  #keep(id: number, text: number): void {
    this.#texts.set(id, text);
    this.#ids.set(text, id);
  }

  *#teach(lessons: Lesson[]): Generator<undefined, void> {
    const texts = yield* this.#learner.learnAll(lessons.map((lesson) => this.#exampleOf(lesson)));
    for (const [at, { id }] of lessons.entries()) this.#keep(id, texts[at]!);
  }

  /** Has lessons judged by learners that have not seen them, then says how sure it would have been. */
  *#foresee(lessons: Lesson[], by: (lesson: Lesson) => Learner): Generator<Foresight | undefined, void> {
    const judged = [];
    for (const lesson of lessons) {
      const judgement = this.#judge(by(lesson), lesson);
      this.#note(lesson, judgement);
      judged.push({ lesson, judgement });
      yield;
    }
    for (const { lesson, judgement } of judged) yield { lesson, ranking: this.#sure(judgement) };
  }

  /** For each lesson a learner that has learned others, but not it. */
  *#learnersWithout(lessons: Lesson[]): Generator<undefined, (lesson: Lesson) => Learner> {
    const without = new Map<Lesson, Learner>();
    // Each has to read the whole catalogue: none without a lesson to judge.
    for (let fold = 0; fold < Math.min(folds, lessons.length); fold++) {
      const inFold = (at: number) => at % folds === fold;
      const learner = readingOf(this.#catalog);
      const others = lessons.filter((_, at) => !inFold(at));
      yield* learner.learnAll(others.map((lesson) => this.#exampleOf(lesson)));
      for (const lesson of lessons.filter((_, at) => inFold(at))) without.set(lesson, learner);
    }
    return (lesson) => without.get(lesson)!;
  }
}
