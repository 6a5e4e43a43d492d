/** Whether so much is brought just now that handling has to stand back. */
export interface Rush {
  isOn: () => boolean;
  /** Does what somebody waits for. */
  during: <T>(work: () => Promise<T>) => Promise<T>;
  close: () => void;
}

/** So many that are waited for at once are a rush: at a quiet rate each is stored before the next one comes. */
const many = 2;
/** A rush is over when there have been fewer for so long, in milliseconds. */
const calm = 100;

/** Calls `over` at the end of each rush. */
export function openRush(over: () => void): Rush {
  let storing = 0;
  let timer: NodeJS.Timeout | null = null;
  const end = () => {
    timer = null;
    if (storing >= many) begin();
    else over();
  };
  const begin = () => {
    if (timer) timer.refresh();
    else timer = setTimeout(end, calm);
  };
  return {
    isOn: () => timer !== null,
    during: async (work) => {
      storing += 1;
      if (storing >= many) begin();
      return work().finally(() => {
        storing -= 1;
      });
    },
    close: () => {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
