import { createHash, randomBytes } from 'node:crypto';

/** What makes a link worth something: 22 characters, of which only a hash is kept. */
export function newToken(): string {
  return randomBytes(16).toString('base64url');
}

export const tokenShape = /^[A-Za-z0-9_-]{22}$/;

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
