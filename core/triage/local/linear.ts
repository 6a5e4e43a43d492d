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
  /** Of the classifier, times the ratio that the feature had when it was learned. */
  #weight: Float32Array;
  #total = new Float32Array(1 << 11);
  readonly #mass: Float64Array;
  readonly #shift: Float64Array;
  readonly #scores: Float64Array;
  /** The classes that a step moves, and by how much. */
  readonly #moved: Uint32Array;
  readonly #changes: Float64Array;
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
    this.#moved = new Uint32Array(classes);
    this.#changes = new Float64Array(classes);
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
      const total = this.#total[feature]!;
      // Most classes hold nothing of most features: the same logarithm for all of them.
      const ofNone = Math.log(smoothing / atLeast(total, smoothing));
      for (let label = 0; label < this.#classes; label++) {
        const own = this.#held[row + label]!;
        const leaning =
          own === 0 ? ofNone : Math.log(atLeast(own, smoothing) / atLeast(total - own, smoothing));
        const ratio = leaning - this.#shift[label]!;
        const before = this.#ratio[row + label]!;
        this.#ratio[row + label] = ratio;
        // What was learned with the ratio of then is worth what the ratio of now makes of it.
        if (before !== 0) this.#weight[row + label]! *= ratio / before;
      }
    }
  }

  /** How far a vector lies on each class's side. The array is used again by the next call. */
  score({ features, weights }: Vector): Float64Array {
    const [classes, weight, scores] = [this.#classes, this.#weight, this.#scores.fill(0)];
    // Four features at a time, which spares most of the reading and writing of scores: training spends its time here.
    const fours = features.length - (features.length % 4);
    for (let at = 0; at < fours; at += 4) {
      const [a, b, c, d] = [weights[at]!, weights[at + 1]!, weights[at + 2]!, weights[at + 3]!];
      let [rowA, rowB] = [features[at]! * classes, features[at + 1]! * classes];
      let [rowC, rowD] = [features[at + 2]! * classes, features[at + 3]! * classes];
      for (let label = 0; label < classes; label++)
        scores[label]! +=
          a * weight[rowA++]! + b * weight[rowB++]! + c * weight[rowC++]! + d * weight[rowD++]!;
    }
    for (let at = fours; at < features.length; at++) {
      const row = features[at]! * classes;
      for (let label = 0; label < classes; label++) scores[label]! += weights[at]! * weight[row + label]!;
    }
    return scores;
  }

  /** The square of a vector's length as each class weights it: what its steps are measured by. */
  norms({ features, weights }: Vector): Float32Array {
    const [classes, ratio] = [this.#classes, this.#ratio];
    const norms = new Float32Array(classes);
    for (let at = 0; at < features.length; at++) {
      const row = features[at]! * classes;
      const amount = weights[at]!;
      for (let label = 0; label < classes; label++) {
        const value = amount * ratio[row + label]!;
        norms[label]! += value * value;
      }
    }
    return norms;
  }

  /**
   * One step of descent for a text and every class. `duals` are that text's own, kept by whoever keeps the text; `norms` are of the
   * ratios of now, or a step may leap far beyond its aim.
   */
  step(lesson: Lesson, duals: Float32Array, norms = this.norms(lesson)): void {
    const scores = this.score(lesson);
    const slack = 0.5 / (penalty * lesson.importance);
    let moved = 0;
    for (let label = 0; label < this.#classes; label++) {
      const sign = label === lesson.label ? 1 : -1;
      const gradient = sign * scores[label]! - 1 + slack * duals[label]!;
      const next = Math.max(0, duals[label]! - gradient / (norms[label]! + slack));
      const change = sign * (next - duals[label]!);
      duals[label] = next;
      if (change === 0) continue;
      this.#moved[moved] = label;
      this.#changes[moved++] = change;
    }
    this.#move(lesson, moved);
  }

  /** Takes back what a text's steps have moved, as nearly as the ratios of now tell. */
  undo(lesson: Lesson, duals: Float32Array): void {
    for (let label = 0; label < this.#classes; label++) {
      this.#moved[label] = label;
      this.#changes[label] = label === lesson.label ? -duals[label]! : duals[label]!;
    }
    this.#move(lesson, this.#classes);
    duals.fill(0);
  }

  /** Moves the weights of the first `moved` classes noted, by what was noted. Row by row, as the memory lies. */
  #move({ features, weights }: Vector, moved: number): void {
    const [ratio, weight] = [this.#ratio, this.#weight];
    for (let at = 0; at < features.length; at++) {
      const row = features[at]! * this.#classes;
      for (let one = 0; one < moved; one++) {
        const label = this.#moved[one]!;
        weight[row + label]! += this.#changes[one]! * weights[at]! * ratio[row + label]! ** 2;
      }
    }
  }
}

/** Taking back leaves crumbs of rounding, which may be below nothing. */
function atLeast(amount: number, base: number): number {
  return Math.max(0, amount) + base;
}
