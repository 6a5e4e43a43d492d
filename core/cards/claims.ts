import type { Event } from '../../prisma/generated/client.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps, Texts } from '../deps.ts';
import { hasSupervisor } from '../people/roles.ts';
import { type Supervised, supervised } from '../review/supervised.ts';

/** One department's "not ours": why, by which duty, and whose they think it is. Null where they could not say. */
export interface Claim {
  department: Texts;
  words: string;
  duty: Texts | null;
  suggested: Texts | null;
  at: Date;
}

/** A department that may be given the ticket, by the category that would make it theirs. */
export interface Party {
  category: { code: string; name: Texts };
  department: Texts;
}

/** What only a supervisor decides: why, what the departments say of it in order, and whose it may be. */
export interface Question {
  because: Supervised;
  /** The town has no supervisor: admins decide. */
  admins: boolean;
  claims: Claim[];
  parties: Party[];
}

type Asked = { id: number; hops: number; reopenings: number; categoryCode: string | null };

/** What a supervisor is asked about a ticket that is in review; null where anybody of the staff decides. */
export async function questionFor({ db }: Pick<Deps, 'db'>, ticket: Asked): Promise<Question | null> {
  const because = await supervised(db, ticket);
  if (!because) return null;
  const events = await db.event.findMany({
    where: { ticketId: ticket.id, type: { in: ['confirmed', 'ruled', 'returned'] } },
    orderBy: { id: 'asc' },
  });
  const codes = because === 'arbitration' ? await claimed(db, events) : [];
  return {
    because,
    admins: !(await hasSupervisor(db)),
    claims: because === 'arbitration' ? await claimsIn(db, events) : [],
    parties: await partiesOf(db, because === 'arbitration' ? codes : [ticket.categoryCode]),
  };
}

type Returned = { duty: string | null; department: string | null; from: string };

/** The "not ours" among a ticket's events, in order. */
export async function claimsIn(db: Deps['db'], events: Event[]): Promise<Claim[]> {
  const returns = events.filter(({ type }) => type === 'returned');
  const told = returns.map(({ data }) => data as Returned);
  const departments = await db.department.findMany({
    where: { code: { in: told.flatMap(({ from, department }) => [from ?? [], department ?? []].flat()) } },
  });
  const duties = await db.duty.findMany({ where: { code: { in: told.flatMap(({ duty }) => duty ?? []) } } });
  const messages = await db.message.findMany({
    where: { id: { in: returns.flatMap(({ messageId }) => messageId ?? []) } },
  });
  const name = (code: string | null) => {
    const row = departments.find((one) => one.code === code);
    return row ? textsOf(row.names) : null;
  };
  return returns.map(({ at, messageId }, index) => {
    const { from, department, duty } = told[index]!;
    const row = duties.find(({ code }) => code === duty);
    return {
      department: name(from) ?? { zh: from, en: from },
      words: messages.find(({ id }) => id === messageId)?.text ?? '',
      duty: row ? textsOf(row.texts) : null,
      suggested: name(department),
      at,
    };
  });
}

/** The categories under which departments had the ticket when they returned it, and those of the duties that they named. */
async function claimed(db: Deps['db'], events: Event[]): Promise<string[]> {
  const had = events.flatMap(({ type, data }, at) => {
    if (type !== 'returned') return [];
    const given = events.slice(0, at).findLast((event) => event.type !== 'returned');
    const { category } = (given?.data ?? {}) as { category?: string };
    return [{ category, duty: (data as Returned).duty }];
  });
  const duties = await db.duty.findMany({
    where: { code: { in: had.flatMap(({ duty }) => duty ?? []) }, retiredAt: null },
  });
  return [...had.flatMap(({ category }) => category ?? []), ...duties.map((duty) => duty.categoryCode)];
}

async function partiesOf(db: Deps['db'], codes: (string | null)[]): Promise<Party[]> {
  const wanted = [...new Set(codes.flatMap((code) => code ?? []))];
  const rows = await db.category.findMany({
    where: { code: { in: wanted }, retiredAt: null },
    include: { department: true },
  });
  return wanted.flatMap((code) => {
    const row = rows.find((one) => one.code === code);
    if (!row) return [];
    return { category: { code, name: textsOf(row.names) }, department: textsOf(row.department.names) };
  });
}
