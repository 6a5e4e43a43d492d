/**
 * A pattern's source that takes its letters large or small. Not by `(?i:…)`: V8 forgets that flag in all alternatives but the first once
 * a process has compiled so many patterns that it no longer optimizes new ones (seen in Node 24 with `--no-regexp-optimization`).
 */
export function inAnyCase(source: string): string {
  return source.replace(/\\.|[a-z]/g, (one) => (one.length > 1 ? one : `[${one}${one.toUpperCase()}]`));
}
