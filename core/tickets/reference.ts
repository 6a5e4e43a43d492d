import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that what is read aloud is written down the same. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new reference such as `7K4-2QD`: 30 random bits, so that nobody finds a stranger's by counting. */
export function newReference(): string {
  const letters = Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${letters.slice(0, 3)}-${letters.slice(3)}`;
}

/** The reference of a complaint's n-th ticket: the first bears the complaint's own. */
export function ticketReference(complaintReference: string, ordinal: number): string {
  return ordinal === 1 ? complaintReference : `${complaintReference}-${ordinal}`;
}

/** Reads a reference as people write it (`7k4 2qd`, `7K42QD-2`, full width, O for 0, I or L for 1), or null. */
export function readReference(text: string): string | null {
  const clean = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[\s\-–—_#]+/g, '');
  const match = /^([0-9A-HJKMNP-TV-Z]{3})([0-9A-HJKMNP-TV-Z]{3})([1-9]\d?)?$/.exec(clean);
  if (!match) return null;
  return `${match[1]}-${match[2]}${match[3] ? `-${match[3]}` : ''}`;
}

/** The first reference in a text of ours, or null. */
export function referenceWithin(text: string): string | null {
  return (
    /(?<![0-9A-Z-])[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}(?:-[1-9]\d?)?(?![0-9A-Z-])/.exec(text)?.[0] ??
    null
  );
}
