import type { Vector } from './corpus.ts';
import { grown } from './grown.ts';

export interface Lesson extends Vector {
  label: number;
  /** Its share in the loss: 1, or less for what has faded. */
  importance: number;
}

/** How dear an error is against small weights. */
const penalty = 1;
/** What each class is taken to hold of each feature before anything is learned. */
const smoothing = 0.2;

/**
 * A linear classifier, one against the rest for each class, over features that are first weighted by how much more of each the class
 * holds than the others do (the log ratio of naive Bayes; Wang and Manning, "Baselines and Bigrams", 2012). Trained by dual coordinate
 * descent (Hsieh and others, 2008), which takes in one more text by a few more steps.
 */
export class Linear {
  readonly #classes: number;
  // A row a feature, a column a class.
  #held: Float32Array;
  #ratio: Float32Array;
  #weight: Float32Array;
  #total = new Float32Array(1 << 11);
  readonly #mass: Float64Array;
  readonly #shift: Float64Array;
  readonly #scores: Float64Array;
  readonly #norms: Float64Array;
  #seen = 0;

  constructor(classes: number) {
    this.#classes = classes;
    const cells = classes * this.#total.length;
    this.#held = new Float32Array(cells);
    this.#ratio = new Float32Array(cells);
    this.#weight = new Float32Array(cells);
    this.#mass = new Float64Array(classes);
    this.#shift = new Float64Array(classes);
    this.#scores = new Float64Array(classes);
    this.#norms = new Float64Array(classes);
  }

  /** Makes room for so many features. */
  reach(features: number): void {
    while (this.#total.length < features) {
      this.#total = grown(this.#total);
      this.#held = grown(this.#held);
      this.#ratio = grown(this.#ratio);
      this.#weight = grown(this.#weight);
    }
  }

  /** The naive Bayes part: what each class holds of each feature. `sign` -1 takes a lesson out again. */
  count({ features, weights, label, importance }: Lesson, sign: 1 | -1): void {
    for (let at = 0; at < features.length; at++) {
      const feature = features[at]!;
      const amount = sign * importance * weights[at]!;
      if (this.#total[feature] === 0) this.#seen++;
      this.#held[feature * this.#classes + label]! += amount;
      this.#total[feature]! += amount;
      this.#mass[label]! += amount;
    }
  }

  /** Works out the ratios of these features anew, after counting. */
  refresh(features: Iterable<number>): void {
    const all = this.#mass.reduce((sum, one) => sum + one, 0);
    const base = smoothing * this.#seen;
    for (let label = 0; label < this.#classes; label++) {
      const own = this.#mass[label]!;
      this.#shift[label] = Math.log(atLeast(own, base) / atLeast(all - own, base));
    }
    for (const feature of features) {
      const row = feature * this.#classes;
      for (let label = 0; label < this.#classes; label++) {
        const own = this.#held[row + label]!;
        const others = this.#total[feature]! - own;
        this.#ratio[row + label] = Math.log(atLeast(own, smoothing) / atLeast(others, smoothing));
      }
    }
  }

  /** How far a vector lies on each class's side. The array is used again by the next call. */
  score({ features, weights }: Vector): Float64Array {
    const [classes, ratio, weight, shift] = [this.#classes, this.#ratio, this.#weight, this.#shift];
    const [scores, norms] = [this.#scores.fill(0), this.#norms.fill(0)];
    for (let at = 0; at < features.length; at++) {
      const row = features[at]! * classes;
      const amount = weights[at]!;
      for (let label = 0; label < classes; label++) {
        const value = amount * (ratio[row + label]! - shift[label]!);
        scores[label]! += value * weight[row + label]!;
        norms[label]! += value * value;
      }
    }
    return scores;
  }

  /** One step of descent for a text and every class; `duals` are that text's own, kept by whoever keeps the text. */
  step(lesson: Lesson, duals: Float32Array): void {
    this.score(lesson);
    const slack = 0.5 / (penalty * lesson.importance);
    for (let label = 0; label < this.#classes; label++) {
      const sign = label === lesson.label ? 1 : -1;
      const gradient = sign * this.#scores[label]! - 1 + slack * duals[label]!;
      const next = Math.max(0, duals[label]! - gradient / (this.#norms[label]! + slack));
      this.#move(lesson, label, sign * (next - duals[label]!));
      duals[label] = next;
    }
  }

  /** Takes back what a text's steps have moved, as nearly as the ratios of now tell. */
  undo(lesson: Lesson, duals: Float32Array): void {
    for (let label = 0; label < this.#classes; label++)
      this.#move(lesson, label, label === lesson.label ? -duals[label]! : duals[label]!);
    duals.fill(0);
  }

  #move({ features, weights }: Vector, label: number, by: number): void {
    if (by === 0) return;
    const [classes, ratio, weight, shift] = [this.#classes, this.#ratio, this.#weight, this.#shift[label]!];
    for (let at = 0; at < features.length; at++) {
      const cell = features[at]! * classes + label;
      weight[cell]! += by * weights[at]! * (ratio[cell]! - shift);
    }
  }
}

/** Taking back leaves crumbs of rounding, which may be below nothing. */
function atLeast(amount: number, base: number): number {
  return Math.max(0, amount) + base;
}
