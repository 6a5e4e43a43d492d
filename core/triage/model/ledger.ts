import type { Complaint } from '../../../prisma/generated/client.ts';
import type { ModelCallPurpose } from '../../../prisma/generated/enums.ts';
import type { Deps, Tx } from '../../deps.ts';

/** What a call is about to ask, and what it may take at most. */
export interface Asking {
  modelName: string;
  promptVersion: string | null;
  /** The complaint's words, as they leave the house. */
  sent: string | null;
  tokensIn: number;
  tokensOut: number;
}

/** What came of a call. Its tokens are the server's count; where it gave none, what the call can have taken at most. */
export interface Spent {
  /** `answered`, or why not. */
  outcome: string;
  tokensIn: number;
  tokensOut: number;
  milliseconds: number;
}

export type Opened = { kind: 'open'; callId: number } | { kind: 'refused'; why: Refusal };

/** Why a call may not be made: the day's budget, the resident's share of the day, or a complaint that is withdrawn, erased or told further by now. */
export type Refusal = 'budget' | 'resident-share' | 'withdrawn' | 'overtaken';

/** Writes down each call before it is made and after. A call that it refuses is not made. */
export interface Ledger {
  open: (asking: Asking) => Promise<Opened>;
  settle: (callId: number, spent: Spent) => Promise<void>;
}

/**
 * The ledger of a complaint's calls. A call is counted with the most that it may take until it is known what it took, and one whose
 * process died within it for good: so those who ask at once cannot overspend together, and no crash makes a call free. A replay's calls
 * use up the day's budget like any other, and no resident's share, as they are no resident's doing.
 */
export function ledgerFor(
  deps: Pick<Deps, 'db' | 'now' | 'settings'>,
  complaint: Pick<Complaint, 'id'> & Partial<Pick<Complaint, 'settleAt'>>,
  purpose: ModelCallPurpose = 'triage',
): Ledger {
  const complaintId = complaint.id;
  const { modelCosts, timeZone } = deps.settings;
  return {
    open: (asking) =>
      deps.db.$transaction(async (tx) => {
        const at = deps.now();
        const refused = await refusalOf(tx, complaint, purpose);
        if (refused) return { kind: 'refused', why: refused };
        // One at a time, through all processes: what the others have opened must be seen before it is judged what is left.
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('model budget'))`;
        await tx.modelCall.updateMany({
          where: { complaintId, purpose, outcome: null, ...(!isResidents(purpose) && longBefore(at)) },
          data: { outcome: 'lost' },
        });
        const today = await spentToday(tx, at, timeZone, complaintId);
        if (isResidents(purpose) && today.callsOfResident >= modelCosts.callsPerResident)
          return { kind: 'refused', why: 'resident-share' };
        const cost = costOf(asking, modelCosts);
        const { perDay } = modelCosts;
        if (perDay !== null && today.cost + (cost ?? 0n) > perDay) return { kind: 'refused', why: 'budget' };
        const call = { complaintId, purpose, ...asking, cost, createdAt: at };
        const { id } = await tx.modelCall.create({ data: call });
        return { kind: 'open', callId: id };
      }),
    settle: async (callId, spent) => {
      const cost = costOf(spent, modelCosts);
      await deps.db.modelCall.update({ where: { id: callId }, data: { ...spent, cost } });
    },
  };
}

/** A replay, and the test of departments' answers, are nobody's doing who has a share of the day's calls. */
function isResidents(purpose: ModelCallPurpose): boolean {
  return purpose !== 'replay' && purpose !== 'closing_test';
}

/** Triage asks about a complaint one call at a time; others about several of its tickets at once, of which none may be taken for lost. */
function longBefore(at: Date) {
  return { createdAt: { lt: new Date(at.getTime() - longerThanAnyCall) } };
}

const longerThanAnyCall = 10 * 60_000;

/** What the calls of a town may cost, in its own currency. */
export interface ModelCosts {
  /** For a million tokens, which is a token's price in millionths; null where nobody has named prices. */
  prices: { in: number; out: number } | null;
  /** For all calls of a day, in millionths; null where there is no limit. */
  perDay: bigint | null;
  /** How many calls the complaints of one resident may take in a day. */
  callsPerResident: number;
}

function costOf(tokens: { tokensIn: number; tokensOut: number }, { prices }: ModelCosts): bigint | null {
  return prices && BigInt(Math.ceil(tokens.tokensIn * prices.in + tokens.tokensOut * prices.out));
}

/** Holds the complaint until the call is written down, so that whoever erases its words finds them there as well. */
async function refusalOf(
  tx: Tx,
  { id, settleAt }: Parameters<typeof ledgerFor>[1],
  purpose: ModelCallPurpose,
): Promise<Refusal | null> {
  const [now] = await tx.$queryRaw<{ gathering: boolean; erased: boolean; settleAt: Date }[]>`
    select status = 'gathering' as gathering, erased_at is not null as erased, settle_at as "settleAt"
    from complaint where id = ${id} for share`;
  if (!isResidents(purpose)) return now?.erased === false ? null : 'withdrawn';
  if (!now?.gathering) return 'withdrawn';
  // What would come of it is thrown away, as the words that came since are read with the others.
  return settleAt && settleAt.getTime() !== now.settleAt.getTime() ? 'overtaken' : null;
}

async function spentToday(tx: Tx, at: Date, timeZone: string, complaintId: number) {
  const [row] = await tx.$queryRaw<{ cost: bigint; callsOfResident: number }[]>`
    with resident as (select person_id as id from complaint where id = ${complaintId})
    select coalesce(sum(call.cost), 0)::bigint as cost,
           count(*) filter (
             where call.purpose not in ('replay', 'closing_test') and complaint.person_id = (select id from resident)
           )::int as "callsOfResident"
    from model_call call join complaint on complaint.id = call.complaint_id
    where call.created_at >= date_trunc('day', ${at}::timestamptz, ${timeZone})`;
  return row!;
}
