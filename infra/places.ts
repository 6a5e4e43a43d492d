/** So many places, taken in the order of asking. */
export interface Places {
  /** Whether a place came free before `deadline`, in milliseconds since the epoch; without one, for as long as it takes. */
  take: (deadline?: number) => Promise<boolean>;
  give: () => void;
}

export function openPlaces(count: number, now: () => number = Date.now): Places {
  const waiting = new Set<() => void>();
  let free = count;
  return {
    take: async (deadline) => {
      if (free > 0) {
        free -= 1;
        return true;
      }
      return new Promise((resolve) => {
        const giveUp = () => {
          waiting.delete(come);
          resolve(false);
        };
        const timer = deadline === undefined ? undefined : setTimeout(giveUp, Math.max(0, deadline - now()));
        const come = () => {
          clearTimeout(timer);
          resolve(true);
        };
        waiting.add(come);
      });
    },
    give: () => {
      const [next] = waiting;
      if (!next) {
        free += 1;
        return;
      }
      waiting.delete(next);
      next();
    },
  };
}
