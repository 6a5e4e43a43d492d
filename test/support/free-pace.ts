import type { Pace } from '../../infra/telegram/pace.ts';

/** Keeps nobody waiting, and counts nothing. */
export const freePace: Pace = {
  wait: async () => null,
  take: async () => ({ kind: 'turn', end: async () => undefined }),
};
