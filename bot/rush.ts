/** Whether something is brought just now, or was a moment ago: handling then stands back. */
export interface Rush {
  isOn: () => boolean;
  /** Does what somebody waits for. */
  during: <T>(work: () => Promise<T>) => Promise<T>;
  close: () => void;
}

/** A rush is over when nothing has been brought for so long, in milliseconds. */
const calm = 50;
/** While it lasts, there is room for one more so often: who waits for Telegram keeps nobody waiting. In milliseconds. */
const apart = 25;
/** With so many brought at once there is no room for more: Telegram brings them as fast as we take them. */
const crowd = 4;

/** Calls `still` now and then while a rush lasts, and `over` at its end. */
export function openRush({ still, over }: { still: () => void; over: () => void }): Rush {
  let storing = 0;
  let last = 0;
  let timer: NodeJS.Timeout | null = null;
  const close = () => {
    if (timer) clearInterval(timer);
    timer = null;
  };
  const look = () => {
    if (storing >= crowd) return;
    if (storing > 0 || performance.now() - last < calm) return still();
    close();
    over();
  };
  return {
    isOn: () => timer !== null,
    during: async (work) => {
      storing += 1;
      timer ??= setInterval(look, apart);
      return work().finally(() => {
        storing -= 1;
        last = performance.now();
      });
    },
    close,
  };
}
