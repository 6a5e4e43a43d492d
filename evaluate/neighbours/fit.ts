import { sigmoid } from '../../core/neighbours/likeness.ts';
import { placeWeights, problemWeights } from '../../core/neighbours/weights.ts';
import type { Pair } from './pairs.ts';

const rounds = 600;
const rate = 0.05;
/** Draws weights towards nothing, so that a sign that hardly ever shows is not believed much. */
const shrink = 3e-6;

type Weights = Record<string, number>;

/**
 * The weights under which the pairs come out as they are with the greatest probability (by gradient, with Adam's steps), where a pair is
 * one problem if it is one place and one kind of problem.
 */
export function fit(pairs: Pair[]): { place: Weights; problem: Weights } {
  const sides = [
    new Side(
      placeWeights,
      pairs.map(({ signs }) => signs.place),
    ),
    new Side(
      problemWeights,
      pairs.map(({ signs }) => signs.problem),
    ),
  ] as const;
  const [place, problem] = sides;
  for (let round = 1; round <= rounds; round += 1) {
    const [p, q] = [place.probabilities(), problem.probabilities()];
    place.step(pull(pairs, p, q), round);
    problem.step(pull(pairs, q, p), round);
  }
  return { place: place.written(), problem: problem.written() };
}

/** What the log of each pair's probability gains by a little more of this side's sum. */
function pull(pairs: Pair[], own: Float64Array, other: Float64Array): Float64Array {
  return Float64Array.from(pairs, ({ same }, at) => {
    const [p, q] = [own[at]!, other[at]!];
    return same ? 1 - p : (-p * (1 - p) * q) / Math.max(1 - p * q, 1e-9);
  });
}

/** The weights of one side, and its signs in a row for each pair. */
class Side {
  readonly #names: string[];
  readonly #weights: Float64Array;
  readonly #rows: Float64Array;
  readonly #pairs: number;
  readonly #mean: Float64Array;
  readonly #square: Float64Array;
  /** What a sign speaks for is known before; how much it says is to be found. */
  readonly #directions: Float64Array;

  constructor(weights: Weights, signs: Weights[]) {
    this.#names = Object.keys(weights);
    this.#weights = Float64Array.from(this.#names, (name) => weights[name]!);
    this.#rows = Float64Array.from(signs.flatMap((one) => this.#names.map((name) => one[name]!)));
    this.#pairs = signs.length;
    this.#mean = new Float64Array(this.#names.length);
    this.#square = new Float64Array(this.#names.length);
    this.#directions = Float64Array.from(this.#weights, Math.sign);
  }

  probabilities(): Float64Array {
    const [rows, weights] = [this.#rows, this.#weights];
    return Float64Array.from({ length: this.#pairs }, (_, pair) => {
      let sum = 0;
      for (let at = 0; at < weights.length; at += 1) sum += weights[at]! * rows[pair * weights.length + at]!;
      return sigmoid(sum);
    });
  }

  step(pulls: Float64Array, round: number): void {
    const width = this.#weights.length;
    const gains = new Float64Array(width);
    for (let pair = 0; pair < this.#pairs; pair += 1)
      for (let at = 0; at < width; at += 1) gains[at]! += pulls[pair]! * this.#rows[pair * width + at]!;
    for (let at = 0; at < width; at += 1) {
      const gain = gains[at]! / this.#pairs - shrink * this.#weights[at]!;
      this.#mean[at] = 0.9 * this.#mean[at]! + 0.1 * gain;
      this.#square[at] = 0.99 * this.#square[at]! + 0.01 * gain * gain;
      const pace = Math.sqrt(this.#square[at]! / (1 - 0.99 ** round)) + 1e-12;
      const next = this.#weights[at]! + (rate * this.#mean[at]!) / (1 - 0.9 ** round) / pace;
      this.#weights[at] =
        this.#names[at] === 'bias' ? next : this.#directions[at]! * Math.max(next * this.#directions[at]!, 0);
    }
  }

  written(): Weights {
    return Object.fromEntries(this.#names.map((name, at) => [name, Number(this.#weights[at]!.toFixed(2))]));
  }
}
