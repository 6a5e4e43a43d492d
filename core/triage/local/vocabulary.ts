/** So many features get a number of their own; beyond them, new ones share the numbers of old ones, which bounds the memory. */
export const mostFeatures = 1 << 17;

export interface Vocabulary {
  /** The number of a feature, given it now if it has none. */
  add: (hash: number) => number;
  /** The number of a feature, or -1 where it has none. */
  find: (hash: number) => number;
  size: () => number;
}

/** Numbers the features in the order in which they are first seen: a hash table with open addressing, as a Map of as many takes five times the memory. */
export function createVocabulary(): Vocabulary {
  let slots = new Int32Array(1 << 12);
  let hashes = new Uint32Array(1 << 11);
  let size = 0;

  /** The slot of a feature, or the empty one where it belongs. A slot holds the feature's number plus one. */
  function slotOf(hash: number): number {
    const mask = slots.length - 1;
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 8) & mask;
    while (slots[slot] !== 0 && hashes[slots[slot]! - 1] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const known = hashes;
    hashes = new Uint32Array(known.length * 2);
    hashes.set(known);
    slots = new Int32Array(slots.length * 2);
    for (let number = 0; number < size; number++) slots[slotOf(hashes[number]!)] = number + 1;
  }

  function find(hash: number): number {
    const number = slots[slotOf(hash)]! - 1;
    return number < 0 && size === mostFeatures ? hash % mostFeatures : number;
  }

  return {
    add(hash) {
      const known = find(hash);
      if (known >= 0) return known;
      if (size === hashes.length) grow();
      hashes[size] = hash;
      slots[slotOf(hash)] = size + 1;
      return size++;
    },
    find,
    size: () => size,
  };
}
