import { z } from 'zod';

/**
 * A misfortune for coming calls of the bot.
 * 429 / 500 / 502 / 403 answer so without doing the work; `drop` does the work and cuts the connection without an
 * answer; `hang` never answers and does no work; `migrate` turns the group into a supergroup first.
 */
export const faultSchema = z.object({
  method: z.string().default('*').describe('a method name, or * for any'),
  chat: z.number().optional(),
  times: z.number().int().positive().default(1),
  kind: z.enum(['429', '500', '502', '403', 'drop', 'hang', 'migrate']),
  retryAfter: z.number().int().nonnegative().default(3).describe('seconds, for 429'),
});
export type Fault = z.infer<typeof faultSchema>;

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
  list(): Fault[];
  /** The first fault that fits this call, used up by one. */
  take(method: string, chat: number | undefined): Fault | undefined;
};

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => void faults.push({ ...fault }),
    clear: () => {
      faults = [];
    },
    list: () => faults.map((fault) => ({ ...fault })),
    take: (method, chat) => {
      const fault = faults.find(
        (candidate) =>
          (candidate.method === '*' || candidate.method.toLowerCase() === method.toLowerCase()) &&
          (candidate.chat === undefined || candidate.chat === chat),
      );
      if (!fault) return undefined;
      fault.times -= 1;
      if (fault.times === 0) faults = faults.filter((other) => other !== fault);
      return fault;
    },
  };
}
