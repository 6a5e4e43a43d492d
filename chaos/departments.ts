import { setTimeout as pause } from 'node:timers/promises';
import { signed, startDepartmentServer } from '../test/support/department-server.ts';
import type { Chance } from './chance.ts';

export interface System {
  department: string;
  server: Awaited<ReturnType<typeof startDepartmentServer>>;
  /** Calls the bots back about what is in its books, until `stopped`. */
  work: (at: { callback: string; secret: string }, stopped: AbortSignal) => Promise<void>;
  calm: () => void;
}

/** A department's own system: it keeps its books, is moody, and tells the bots what it does. It returns some tickets the first time. */
export async function startSystem(department: string, chance: Chance): Promise<System> {
  let calm = false;
  const server = await startDepartmentServer({
    moodOf: () => {
      if (calm || !chance.happens(0.25)) return { status: 200 };
      return chance.pick([
        { hangUp: 'after' },
        { hangUp: 'before' },
        { status: 503 },
        { status: 429, retryAfter: '2' },
        'hang',
      ] as const);
    },
  });
  return {
    department,
    server,
    calm: () => {
      calm = true;
    },
    work: async ({ callback, secret }, stopped) => {
      const plans = new Map<string, object[]>();
      while (!stopped.aborted) {
        for (const [key, posted] of server.books()) {
          if (posted.event !== 'service_request.dispatched') continue;
          const reference = posted.service_request.service_request_id as string;
          const { round } = posted.service_request.extended_attributes;
          const plan = plans.get(key) ?? planFor(reference, round, chance);
          plans.set(key, plan);
          const next = plan[0];
          if (next && (await tell(next, { callback, secret, department, reference, key }))) plan.shift();
        }
        await pause(300);
      }
    },
  };
}

function planFor(reference: string, round: number, chance: Chance): object[] {
  const about = { service_request_id: reference };
  if (round === 1 && chance.happens(0.1))
    return [{ ...about, action: 'return', reason: '不属于本部门职责', duty: null, department: null }];
  return [
    { ...about, action: 'accept' },
    { ...about, action: 'answer', text: '已派人处理完毕。' },
  ];
}

interface Call {
  callback: string;
  secret: string;
  department: string;
  reference: string;
  key: string;
}

/** Whether the step is behind us: taken, or overtaken. */
async function tell(step: object, { callback, secret, department, reference, key }: Call): Promise<boolean> {
  const body = JSON.stringify(step);
  const id = `${key}-${(step as { action: string }).action}`;
  const response = await fetch(`${callback}/departments/${department}/tickets/${reference}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed(body, { secret, id }) },
    body,
    signal: AbortSignal.timeout(20_000),
  }).catch(() => null);
  await response?.body?.cancel().catch(() => undefined);
  return response !== null && (response.ok || response.status === 409 || response.status === 404);
}
