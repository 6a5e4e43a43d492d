import type { Features } from './features.ts';
import { grown } from './grown.ts';
import { createVocabulary } from './vocabulary.ts';

/** A text as a vector: the numbers of its features, and the weight of each. All weights together have length 1. */
export interface Vector {
  features: Uint32Array;
  weights: Float32Array;
}

export interface Neighbour {
  text: number;
  /** Cosine, 0 to 1. */
  likeness: number;
}

/**
 * The texts that were learned, weighted by TF-IDF, one after another in flat arrays, with a chain through all places where a feature
 * stands: the inverted index that finds the texts most like another.
 */
export class Corpus {
  readonly #vocabulary = createVocabulary();
  /** In how many texts each feature stands, and the last place of its chain. */
  #holding = new Float32Array(1 << 11);
  #heads = new Int32Array(1 << 11).fill(-1);
  // A place is a feature in a text.
  #features = new Uint32Array(1 << 12);
  #weights = new Float32Array(1 << 12);
  #texts = new Uint32Array(1 << 12);
  #chain = new Int32Array(1 << 12);
  /** The first place of each text, and the first that is free. */
  readonly #starts = [0];
  #counted = 0;
  #sums = new Float32Array(1 << 8);

  /** How many features have a number. */
  get size(): number {
    return this.#vocabulary.size();
  }

  /** Notes that one more text holds these features: how rare each is depends on it. */
  count({ hashes }: Features): void {
    this.#counted++;
    for (const hash of hashes) {
      const feature = this.#vocabulary.add(hash);
      if (feature === this.#holding.length) {
        this.#holding = grown(this.#holding);
        this.#heads = grown(this.#heads).fill(-1, feature);
      }
      this.#holding[feature]! += 1;
    }
  }

  /** The vector of a text. Features that no text has shown yet are left out, but make the others lighter. */
  weigh({ hashes, counts }: Features): Vector {
    const features = new Uint32Array(hashes.length);
    const weights = new Float32Array(hashes.length);
    let known = 0;
    let square = 0;
    for (let at = 0; at < hashes.length; at++) {
      const feature = this.#vocabulary.find(hashes[at]!);
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
      this.#texts = grown(this.#texts);
      this.#chain = grown(this.#chain);
    }
    this.#features.set(features, from);
    this.#weights.set(weights, from);
    this.#texts.fill(text, from, to);
    for (let place = from; place < to; place++) {
      const feature = this.#features[place]!;
      this.#chain[place] = this.#heads[feature]!;
      this.#heads[feature] = place;
    }
    this.#starts.push(to);
    return text;
  }

  vector(text: number): Vector {
    const [from, to] = [this.#starts[text]!, this.#starts[text + 1]!];
    return { features: this.#features.subarray(from, to), weights: this.#weights.subarray(from, to) };
  }

  /** Takes a text out. Chains go on through its places, which weigh nothing then. */
  drop(text: number): void {
    const { features, weights } = this.vector(text);
    for (const feature of features) this.#holding[feature]! -= 1;
    weights.fill(0);
    this.#counted--;
  }

  /** The texts most like this vector, the most alike first; none that shares nothing. */
  nearest({ features, weights }: Vector, most: number): Neighbour[] {
    const all = this.#starts.length - 1;
    if (this.#sums.length < all) this.#sums = new Float32Array(all * 2);
    const sums = this.#sums.subarray(0, all).fill(0);
    for (let at = 0; at < features.length; at++) {
      const weight = weights[at]!;
      for (let place = this.#heads[features[at]!]!; place >= 0; place = this.#chain[place]!)
        sums[this.#texts[place]!]! += weight * this.#weights[place]!;
    }
    return best(sums, most);
  }
}

function best(sums: Float32Array, most: number): Neighbour[] {
  const best: Neighbour[] = [];
  for (let text = 0; text < sums.length; text++) {
    const likeness = sums[text]!;
    if (likeness <= 0 || (best.length === most && likeness <= best[most - 1]!.likeness)) continue;
    let at = best.length;
    while (at > 0 && best[at - 1]!.likeness < likeness) at--;
    best.splice(at, 0, { text, likeness });
    if (best.length > most) best.pop();
  }
  return best;
}
