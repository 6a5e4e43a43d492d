import type { Ticket } from '../../prisma/generated/client.ts';
import type { Step } from '../tickets/life.ts';
import type { Unit } from '../unit.ts';
import { showMembers } from './group.ts';
import { giveBack } from './leave-group.ts';
import { askGroupAgain } from './say-of-group.ts';

/** What a step of a lead means for all that is merged into it, in the transaction of the step. */
export async function followLead(unit: Unit, lead: Ticket, step: Step): Promise<void> {
  if (lead.joined === 0) return;
  if (step === 'reject' || step === 'withdraw' || step === 'pass_on') return giveBack(unit, lead);
  if (step === 'reopen' || step === 'ask_again' || step === 'escalate') await askGroupAgain(unit, lead);
  await showMembers(unit, lead);
}
