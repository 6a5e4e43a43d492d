import type { Prisma, Ticket } from '../../prisma/generated/client.ts';
import { type CatalogInForce, findDepartment } from '../catalog/catalog.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import type { Calendar } from '../clocks/calendar.ts';
import { endAfterPause, endOf } from '../clocks/reckon.ts';
import { calendarOf, withHours } from '../clocks/written-calendar.ts';
import type { Deps, Tx } from '../deps.ts';
import type { Unit } from '../unit.ts';
import { type Limit, spanFor } from './due.ts';
import type { Step } from './life.ts';

/** Who holds a ticket, since when and until when: the clocks of staff and of departments. (The resident's is `dueAt`.) */
export type Hold = Pick<Ticket, 'heldSince' | 'reviewBy' | 'acceptBy' | 'answerBy' | 'pausedAt'>;
type Held = Pick<Ticket, 'urgency' | 'categoryCode' | 'departmentCode'>;
/** A moment, and where the catalogue is read from. */
type Moment = Pick<Unit, 'at'> & { deps: Pick<Deps, 'db' | 'settings'>; tx: Tx | Deps['db'] };

const nobody: Hold = { heldSince: null, reviewBy: null, acceptBy: null, answerBy: null, pausedAt: null };

/**
 * What a step changes of a ticket's clocks, all that can be said without a calendar. Staff hold a ticket until it has arrived, so that what
 * can't be delivered does not lie about unseen.
 */
export function holdAfter(step: Step): Partial<Hold> {
  switch (step) {
    case 'confirm':
    case 'rule':
      return {};
    case 'accept':
      return { acceptBy: null };
    default:
      return nobody;
  }
}

/** Staff have it from now on. */
export async function heldByStaff(unit: Moment, ticket: Held): Promise<Hold> {
  const limit = await limitsFrom(unit, ticket);
  return { ...nobody, heldSince: unit.at, reviewBy: limit('review') };
}

/** A department has it from now on: its clock does not know how long others had it. */
export async function heldByDepartment(unit: Moment, ticket: Held): Promise<Hold> {
  const limit = await limitsFrom(unit, ticket);
  return { ...nobody, heldSince: unit.at, acceptBy: limit('accept'), answerBy: limit('answer') };
}

/** It has become more urgent while somebody holds it: what is left is no longer than if they had got it now. */
export async function hurried(unit: Unit, ticket: Held & Hold): Promise<Partial<Hold>> {
  const limit = await limitsFrom(unit, ticket);
  const sooner = (name: Limit, before: Date | null) => {
    const now = before && limit(name);
    return now && now < before ? now : before;
  };
  return {
    reviewBy: sooner('review', ticket.reviewBy),
    acceptBy: sooner('accept', ticket.acceptBy),
    answerBy: sooner('answer', ticket.answerBy),
  };
}

/** The resident has spoken, or was waited for long enough: the clocks that stood still for that go on. Returns which tickets' did. */
export async function resume(unit: Unit, where: Prisma.TicketWhereInput): Promise<Ticket[]> {
  const paused = await unit.tx.ticket.findMany({ where: { ...where, pausedAt: { not: null } } });
  const going = [];
  for (const ticket of paused) {
    const { id, pausedAt } = ticket;
    const [resumed] = await unit.tx.ticket.updateManyAndReturn({
      where: { id, pausedAt },
      data: await putOff(unit, ticket),
    });
    if (resumed) going.push(resumed);
  }
  return going;
}

/** All that the department has to do is put off by as long as it had to wait. */
async function putOff(unit: Unit, ticket: Held & Hold): Promise<Partial<Hold>> {
  const { pausedAt } = ticket;
  const catalog = await catalogOf(unit);
  if (!catalog || pausedAt === null) return { pausedAt: null };
  const calendar = calendarFor(catalog, unit, ticket.departmentCode);
  const later = (limit: Limit, end: Date | null) =>
    end && endAfterPause(calendar, spanFor(catalog, limit, ticket), end, { from: pausedAt, to: unit.at });
  return {
    acceptBy: later('accept', ticket.acceptBy),
    answerBy: later('answer', ticket.answerBy),
    pausedAt: null,
  };
}

/** When each limit is over that begins now; null while there is no catalogue. */
async function limitsFrom(moment: Moment, ticket: Held): Promise<(limit: Limit) => Date | null> {
  const catalog = await catalogOf(moment);
  if (!catalog) return () => null;
  return (limit) => {
    // Staff are at work when the town is.
    const calendar = calendarFor(catalog, moment, limit === 'review' ? null : ticket.departmentCode);
    return endOf(calendar, moment.at, spanFor(catalog, limit, ticket));
  };
}

function calendarFor(catalog: CatalogInForce, { deps }: Moment, departmentCode: string | null): Calendar {
  const own = findDepartment(catalog, departmentCode)?.worktime;
  return calendarOf(withHours(catalog.calendar, own), deps.settings.timeZone);
}

function catalogOf({ deps, tx }: Moment) {
  return catalogInForce(deps, tx);
}
