/** The same numbers in an array of twice the length, with zeros after them. */
export function grown<T extends Uint32Array | Int32Array | Float32Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}
