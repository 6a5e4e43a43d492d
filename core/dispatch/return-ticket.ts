import { catalogInForce } from '../catalog/in-force.ts';
import type { Deps } from '../deps.ts';
import { bringBack } from '../review/bring-back.ts';
import { commit } from '../unit.ts';
import { type DepartmentInput, departmentStep } from './department-step.ts';

export interface Return {
  reason: string;
  /** The duty by which it is another's job; null: none in the catalogue says so. */
  dutyCode: string | null;
  /** Whose they think it is; null: they do not know. Left out with a duty, it is the duty's. */
  departmentCode?: string | null;
}

/**
 * "Not ours": the ticket goes back to the reviewers, on a new card with its photos, with the department's reason and the duty that it rests on.
 * The resident's deadline does not move. What a supervisor has ruled to be a department's does not go back.
 */
export async function returnTicket(deps: Deps, input: DepartmentInput & Return) {
  const whose = await whoseJob(deps, input);
  return commit(deps, async (unit) => {
    const step = await departmentStep(unit, input, {
      step: 'return',
      change: { hops: { increment: 1 } },
      say: { purpose: 'return_reason', text: input.reason },
      data: { duty: input.dutyCode, department: whose, from: input.by.departmentCode },
    });
    if (step.kind !== 'taken') return step;
    await bringBack(unit, step.ticket);
    return step;
  });
}

async function whoseJob(deps: Deps, { dutyCode, departmentCode }: Return): Promise<string | null> {
  if (departmentCode !== undefined) return departmentCode;
  const catalog = await catalogInForce(deps);
  const category = catalog?.categories.find(({ duties }) => duties.some(({ code }) => code === dutyCode));
  return category?.department ?? null;
}
