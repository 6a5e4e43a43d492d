import { Corpus, type Neighbour, type Vector } from './corpus.ts';
import { type Features, featuresOf } from './features.ts';
import { type Lesson, Linear } from './linear.ts';

/** A text with the class that it is of. */
export interface Example extends Labelled {
  text: string;
  title?: string;
}

interface Labelled {
  label: number;
  /** 1, or as much more or less as it counts. */
  importance: number;
}

export interface Judgement {
  /** For each class the logarithm of its share; the shares sum to 1. */
  logShares: Float64Array;
  /** Cosine with the most alike text that was learned, 0 to 1. */
  likeness: number;
}

interface Kept extends Labelled {
  /** How far each class leans on it. */
  duals: Float32Array;
}

/** Passes over the texts when some are learned at once, and when they are very many, which teach as much in fewer. */
const passes = { some: 4, many: 2 };
const many = 4000;
/** When one more text is learned, so many older ones are gone over again, so that they are not forgotten over it. */
const rehearsed = 6;
/** How steep the linear scores are as evidence. */
const steepness = 3;
/** So many of the most alike texts have a say, each by the square of its likeness. */
const neighbours = 15;
/** What the neighbours' say is blurred by, so that none of them can rule a class out. */
const doubt = 0.02;
/** How much of a class's size is taken out of its score: at 0 the big classes swallow the small, at 1 all count as equal. */
const evening = 0.52;

/**
 * Learns texts and judges others: the linear classifier and the nearest texts each have their say, as logarithms of shares, added up.
 * Small classes are evened up by their size (logit adjustment; Menon and others, 2021). The numbers above were chosen by
 * cross-validation; docs/triage.md says on what.
 */
export class Learner {
  readonly #classes: number;
  readonly #corpus = new Corpus();
  readonly #linear: Linear;
  readonly #sizes: Float64Array;
  readonly #kept: (Kept | null)[] = [];
  #turn = 0;

  constructor(classes: number) {
    this.#classes = classes;
    this.#linear = new Linear(classes);
    this.#sizes = new Float64Array(classes);
  }

  /** Learns many texts at once, and yields now and then, so that others may run. Returns the number of each. */
  *learnAll(examples: Example[]): Generator<undefined, number[]> {
    const read = [];
    for (const example of examples) {
      const features = this.#corpus.count(featuresOf(example.text, example.title));
      if (read.push({ features, example }) % chunk === 0) yield;
    }
    if (read.length === 0) return [];
    const texts = read.map(({ features, example }) => this.#keep(this.#corpus.weigh(features), example));
    yield;
    this.#linear.refresh(upTo(this.#corpus.size));
    const norms = texts.map((text) => this.#linear.norms(this.#corpus.vector(text)));
    for (let pass = 0; pass < (texts.length < many ? passes.some : passes.many); pass++) {
      for (const [at, text] of shuffled(texts, pass).entries()) {
        this.#step(text, norms[text - texts[0]!]);
        if (at % chunk === 0) yield;
      }
    }
    // What was learned before is gone over once, or it would be forgotten over much that is new.
    const before = texts.length > texts[0]! / 4 ? texts[0]! : 0;
    for (let text = 0; text < before; text++) {
      this.#step(text);
      if (text % chunk === 0) yield;
    }
    return texts;
  }

  /** Learns one more, which holds these features. Returns its number. */
  learn(features: Features, example: Labelled): number {
    const text = this.#keep(this.#corpus.weigh(this.#corpus.count(features)), example);
    this.#linear.refresh(this.#corpus.vector(text).features);
    const norms = this.#linear.norms(this.#corpus.vector(text));
    for (let count = 0; count < 2; count++) this.#step(text, norms);
    this.#rehearse();
    return text;
  }

  /** Takes a text back: it has no say any more, wherever it was counted. */
  forget(text: number): void {
    const lesson = this.#lesson(text);
    if (!lesson) return;
    this.#linear.undo(lesson, this.#kept[text]!.duals);
    this.#linear.count(lesson, -1);
    this.#linear.refresh(lesson.features);
    this.#sizes[lesson.label]! -= lesson.importance;
    this.#kept[text] = null;
    this.#corpus.drop(text);
  }

  judge(features: Features): Judgement {
    const vector = this.#vector(features);
    const near = this.#corpus.nearest(vector, neighbours);
    const said = logShares(this.#linear.score(vector).map((score) => score * steepness));
    const alike = this.#votes(near);
    const all = this.#sizes.reduce((sum, size) => sum + size, this.#classes);
    const together = said.map(
      (one, label) => (one + alike[label]!) / 2 - evening * Math.log((this.#sizes[label]! + 1) / all),
    );
    return { logShares: logShares(together), likeness: near[0]?.likeness ?? 0 };
  }

  /** The learned texts most like this one, by their numbers. */
  nearest(text: string, most: number): Neighbour[] {
    return this.#corpus.nearest(this.#vector(featuresOf(text)), most);
  }

  /** How far the words speak for each class; more words of the same kind say more. */
  leanings(text: string): Float64Array {
    const vector = this.#vector(featuresOf(text));
    return this.#linear.score(vector).map((score) => score * Math.sqrt(vector.features.length));
  }

  #keep(vector: Vector, { label, importance }: Labelled): number {
    const text = this.#corpus.keep(vector);
    this.#kept[text] = { label, importance, duals: new Float32Array(this.#classes) };
    this.#sizes[label]! += importance;
    this.#linear.reach(this.#corpus.size);
    this.#linear.count(this.#lesson(text)!, 1);
    return text;
  }

  #vector(features: Features): Vector {
    return this.#corpus.weigh(this.#corpus.number(features));
  }

  #lesson(text: number): Lesson | null {
    const known = this.#kept[text];
    return known ? { ...this.#corpus.vector(text), label: known.label, importance: known.importance } : null;
  }

  #step(text: number, norms?: Float32Array): void {
    const lesson = this.#lesson(text);
    if (lesson) this.#linear.step(lesson, this.#kept[text]!.duals, norms);
  }

  #rehearse(): void {
    for (let count = 0; count < Math.min(rehearsed, this.#kept.length); count++) {
      // A stride that shares no divisor with most sizes visits all in an order that is no order.
      this.#turn = (this.#turn + 7919) % this.#kept.length;
      this.#step(this.#turn);
    }
  }

  #votes(near: Neighbour[]): Float64Array {
    const votes = new Float64Array(this.#classes);
    for (const { text, likeness } of near) {
      const { label, importance } = this.#kept[text]!;
      votes[label]! += importance * likeness ** 2;
    }
    const sum = votes.reduce((all, one) => all + one, 0) || 1;
    return votes.map((one) => Math.log((one / sum + doubt) / (1 + this.#classes * doubt)));
  }
}

/** So many texts between two pauses. */
const chunk = 100;

function logShares(scores: Float64Array): Float64Array {
  const most = Math.max(...scores);
  const sum = scores.reduce((total, one) => total + Math.exp(one - most), 0);
  return scores.map((one) => one - most - Math.log(sum));
}

function* upTo(count: number): Iterable<number> {
  for (let number = 0; number < count; number++) yield number;
}

/** The same disorder every time: what is learned must not depend on chance. */
function shuffled<T>(list: T[], seed: number): T[] {
  const out = [...list];
  let state = seed * 2654435761 + 12345;
  for (let at = out.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (at + 1);
    [out[at], out[other]] = [out[other]!, out[at]!];
  }
  return out;
}
