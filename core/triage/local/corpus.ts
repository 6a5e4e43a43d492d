import type { Features } from './features.ts';
import { grown } from './grown.ts';
import { Postings } from './postings.ts';
import { createVocabulary } from './vocabulary.ts';

/** A text as a vector: the numbers of its features, and the weight of each. All weights together have length 1. */
export interface Vector {
  features: Uint32Array;
  weights: Float32Array;
}

/** Features by their numbers in the corpus, -1 where it has none, and how often each stands in the text. */
interface Numbered {
  numbers: Int32Array;
  counts: Float32Array;
}

export interface Neighbour {
  text: number;
  /** Cosine, 0 to 1. */
  likeness: number;
}

/** So many places are looked at for a text before its common features are left out. */
const patience = 50_000;
/** So many texts are compared whole for each that is wanted. */
const candidatesEach = 4;

/**
 * The texts that were learned, weighted by TF-IDF, one after another in flat arrays, and an inverted index of them, which finds the texts
 * most like another.
 */
export class Corpus {
  readonly #vocabulary = createVocabulary();
  readonly #postings = new Postings();
  /** In how many texts each feature stands. */
  #holding = new Float32Array(1 << 11);
  #features = new Uint32Array(1 << 12);
  #weights = new Float32Array(1 << 12);
  /** The first place of each text, and the first that is free. */
  readonly #starts = [0];
  #counted = 0;
  #sums = new Float32Array(1 << 8);
  #spread = new Float32Array(1 << 11);

  /** How many features have a number. */
  get size(): number {
    return this.#vocabulary.size();
  }

  /** Notes that one more text holds these features: how rare each is depends on it. Returns their numbers. */
  count({ hashes, counts }: Features): Numbered {
    this.#counted++;
    const numbers = new Int32Array(hashes.length);
    for (let at = 0; at < hashes.length; at++) {
      const feature = this.#vocabulary.add(hashes[at]!);
      if (feature === this.#holding.length) this.#holding = grown(this.#holding);
      this.#holding[feature]! += 1;
      numbers[at] = feature;
    }
    return { numbers, counts };
  }

  /** The numbers of features, as far as a text has shown them. */
  number({ hashes, counts }: Features): Numbered {
    const numbers = new Int32Array(hashes.length);
    for (let at = 0; at < hashes.length; at++) numbers[at] = this.#vocabulary.find(hashes[at]!);
    return { numbers, counts };
  }

  /** The vector of a text. Features that no text has shown yet are left out, but make the others lighter. */
  weigh({ numbers, counts }: Numbered): Vector {
    const features = new Uint32Array(numbers.length);
    const weights = new Float32Array(numbers.length);
    let known = 0;
    let square = 0;
    for (let at = 0; at < numbers.length; at++) {
      const feature = numbers[at]!;
      // Counts are damped by the logarithm: ten times is not ten times as telling.
      const weight = (1 + Math.log(counts[at]!)) * this.#rarity(feature);
      square += weight * weight;
      if (feature < 0) continue;
      features[known] = feature;
      weights[known++] = weight;
    }
    const length = Math.sqrt(square) || 1;
    for (let at = 0; at < known; at++) weights[at]! /= length;
    return { features: features.subarray(0, known), weights: weights.subarray(0, known) };
  }

  /** What stands in every text says little, what stands in few says much. A feature never seen is the rarest. */
  #rarity(feature: number): number {
    const holding = feature < 0 ? 0 : this.#holding[feature]!;
    return Math.log((this.#counted + 1) / (holding + 1)) + 1;
  }

  /** Keeps a text, whose features were counted before. Returns its number: 0, 1, 2 and so on. */
  keep({ features, weights }: Vector): number {
    const text = this.#starts.length - 1;
    const from = this.#starts[text]!;
    const to = from + features.length;
    while (to > this.#features.length) {
      this.#features = grown(this.#features);
      this.#weights = grown(this.#weights);
    }
    this.#features.set(features, from);
    this.#weights.set(weights, from);
    for (let at = 0; at < features.length; at++)
      this.#postings.add(features[at]!, text, weights[at]!, this.#holding[features[at]!]!);
    this.#starts.push(to);
    return text;
  }

  vector(text: number): Vector {
    const [from, to] = [this.#starts[text]!, this.#starts[text + 1]!];
    return { features: this.#features.subarray(from, to), weights: this.#weights.subarray(from, to) };
  }

  /** Takes a text out: its features stand nowhere any more, and it is like no other. */
  drop(text: number): void {
    const { features, weights } = this.vector(text);
    for (const feature of features) {
      this.#holding[feature]! -= 1;
      this.#postings.drop(feature, text);
    }
    weights.fill(0);
    this.#counted--;
  }

  /** The texts most like this vector, the most alike first; none that shares nothing. */
  nearest(vector: Vector, most: number): Neighbour[] {
    const candidates = this.#likely(vector, most * candidatesEach);
    const query = this.#query(vector);
    for (const candidate of candidates) candidate.likeness = this.#cosine(candidate.text, query);
    for (const feature of vector.features) query[feature] = 0;
    return candidates.sort((a, b) => b.likeness - a.likeness).slice(0, most);
  }

  /**
   * The texts that share most of what is telling. Rare features are followed first, and common ones only as far as there is patience:
   * what stands in half of all texts tells little of any, and would take the longest.
   */
  #likely({ features, weights }: Vector, most: number): Neighbour[] {
    const all = this.#starts.length - 1;
    if (this.#sums.length < all) this.#sums = new Float32Array(all * 2);
    const sums = this.#sums.subarray(0, all).fill(0);
    const rarest = Uint32Array.from(features.keys()).sort((a, b) => weights[b]! - weights[a]!);
    let left = patience;
    for (const at of rarest) {
      if (left <= 0) break;
      left -= this.#postings.addTo(sums, features[at]!, weights[at]!);
    }
    return best(sums, most);
  }

  /** The vector spread out, by the number of each feature. Whoever takes it clears it again. */
  #query({ features, weights }: Vector): Float32Array {
    if (this.#spread.length < this.size) this.#spread = new Float32Array(this.#holding.length);
    for (let at = 0; at < features.length; at++) this.#spread[features[at]!] = weights[at]!;
    return this.#spread;
  }

  #cosine(text: number, query: Float32Array): number {
    const [features, weights] = [this.#features, this.#weights];
    const end = this.#starts[text + 1]!;
    let sum = 0;
    for (let place = this.#starts[text]!; place < end; place++)
      sum += weights[place]! * query[features[place]!]!;
    return sum;
  }
}

function best(sums: Float32Array, most: number): Neighbour[] {
  const best: Neighbour[] = [];
  let least = 0;
  for (let text = 0; text < sums.length; text++) {
    const likeness = sums[text]!;
    if (likeness <= least) continue;
    let at = best.length;
    while (at > 0 && best[at - 1]!.likeness < likeness) at--;
    best.splice(at, 0, { text, likeness });
    if (best.length > most) best.pop();
    if (best.length === most) least = best[most - 1]!.likeness;
  }
  return best;
}
