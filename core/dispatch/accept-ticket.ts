import type { Deps } from '../deps.ts';
import { commit } from '../unit.ts';
import { type DepartmentInput, departmentStep } from './department-step.ts';

/** The department takes a ticket on. Taking it on again changes nothing and says `already`. */
export async function acceptTicket(deps: Deps, input: DepartmentInput) {
  return commit(deps, (unit) => departmentStep(unit, input, { step: 'accept' }));
}
