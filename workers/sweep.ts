import type { Deps } from '../core/deps.ts';
import { sweep } from '../core/sweep.ts';

const interval = 15_000;

/** Sweeps at start and then every quarter of a minute, until stopped. A sweep that fails is reported, and the next one comes. */
export function keepSweeping(deps: Deps): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout;
  let running = Promise.resolve();
  let stopped = false;
  const turn = () => {
    running = sweep(deps)
      .then(() => undefined)
      .catch((error) => deps.report(error, { at: 'sweep' }))
      .then(() => {
        if (!stopped) timer = setTimeout(turn, interval);
      });
  };
  turn();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
