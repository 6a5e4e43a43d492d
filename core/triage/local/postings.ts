import { grown } from './grown.ts';

/**
 * For each feature, in which texts it stands and how much it weighs there: side by side in flat arrays, as following them through
 * memory is what finding neighbours takes its time for. A list that outgrows its room moves to the end and leaves its place empty.
 */
export class Postings {
  #texts = new Uint32Array(1 << 12);
  #weights = new Float32Array(1 << 12);
  #end = 0;
  #empty = 0;
  #starts = new Uint32Array(1 << 11);
  #lengths = new Uint32Array(1 << 11);
  #rooms = new Uint32Array(1 << 11);

  /** `expected`: in how many texts the feature stands, as far as that is known; room is made for as many. */
  add(feature: number, text: number, weight: number, expected: number): void {
    while (feature >= this.#starts.length) {
      this.#starts = grown(this.#starts);
      this.#lengths = grown(this.#lengths);
      this.#rooms = grown(this.#rooms);
    }
    const length = this.#lengths[feature]!;
    if (length === this.#rooms[feature]!) this.#move(feature, Math.max(expected, Math.ceil(length * 1.25)));
    const place = this.#starts[feature]! + length;
    this.#texts[place] = text;
    this.#weights[place] = weight;
    this.#lengths[feature] = length + 1;
  }

  /** Adds to each text's sum what it shares with a feature of this weight. Returns how many texts that were. */
  addTo(sums: Float32Array, feature: number, weight: number): number {
    const [texts, weights] = [this.#texts, this.#weights];
    const start = this.#starts[feature]!;
    const end = start + this.#lengths[feature]!;
    for (let place = start; place < end; place++) sums[texts[place]!]! += weight * weights[place]!;
    return end - start;
  }

  /** The text weighs nothing here any more. */
  drop(feature: number, text: number): void {
    const start = this.#starts[feature]!;
    const place = this.#texts.subarray(start, start + this.#lengths[feature]!).indexOf(text);
    if (place >= 0) this.#weights[start + place] = 0;
  }

  #move(feature: number, room: number): void {
    if (this.#end + room > this.#texts.length) {
      if (this.#empty > this.#end / 2) this.#gather();
      while (this.#end + room > this.#texts.length) {
        this.#texts = grown(this.#texts);
        this.#weights = grown(this.#weights);
      }
    }
    const start = this.#starts[feature]!;
    const end = start + this.#lengths[feature]!;
    this.#texts.copyWithin(this.#end, start, end);
    this.#weights.copyWithin(this.#end, start, end);
    this.#empty += this.#rooms[feature]!;
    this.#starts[feature] = this.#end;
    this.#rooms[feature] = room;
    this.#end += room;
  }

  /** Brings the lists together again, without the empty places between them. */
  #gather(): void {
    const [texts, weights] = [new Uint32Array(this.#texts.length), new Float32Array(this.#texts.length)];
    let end = 0;
    for (let feature = 0; feature < this.#starts.length; feature++) {
      const start = this.#starts[feature]!;
      const length = this.#lengths[feature]!;
      texts.set(this.#texts.subarray(start, start + length), end);
      weights.set(this.#weights.subarray(start, start + length), end);
      this.#starts[feature] = end;
      end += this.#rooms[feature]!;
    }
    this.#texts = texts;
    this.#weights = weights;
    this.#end = end;
    this.#empty = 0;
  }
}
