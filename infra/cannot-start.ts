/** Stops the start with one sentence for whoever started it: what is wrong and what to do. No stack is shown for it. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}
