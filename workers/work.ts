import type { Board } from '../core/cards/board.ts';
import { showCard } from '../core/cards/show-card.ts';
import type { Deps, Ring } from '../core/deps.ts';
import type { Courier } from '../core/dispatch/courier.ts';
import { dispatchDelivery } from '../core/dispatch/dispatch-delivery.ts';
import { type Machines, triageComplaint } from '../core/triage/triage-complaint.ts';

export type WorkerDeps = Deps & Machines & { board: Board; courier: Courier };

/** What a processor answers: `again` asks for another ring after so many milliseconds. */
export type Processor = (id: number) => Promise<{ again: number } | undefined>;

/** The processors, one a door: each reads a job, calls one verb, returns. */
export function processors(deps: WorkerDeps): Record<Ring['at'], Processor> {
  return {
    triage: async (id) => againOf(await triageComplaint(deps, id)),
    dispatch: async (id) => againOf(await dispatchDelivery(deps, id)),
    notify: async (id) => againOf(await showCard(deps, id)),
  };
}

function againOf(outcome: { kind: string; in?: number }): { again: number } | undefined {
  return outcome.kind === 'again' ? { again: outcome.in ?? 0 } : undefined;
}
