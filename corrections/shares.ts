/** A share in whole per cent. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** A share with its 95 % interval, or nothing where nothing was seen. */
export function rate({
  of,
  share,
  interval: [low, high],
}: {
  of: number;
  share: number;
  interval: [number, number];
}): string {
  return of === 0 ? '–' : `${percent(share)} (${Math.round(100 * low)}–${Math.round(100 * high)})`;
}
