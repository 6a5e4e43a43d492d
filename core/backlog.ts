import type { ChannelMedium, DeliveryKind, DeliveryState } from '../prisma/generated/enums.ts';
import type { Deps, Ring } from './deps.ts';

/** What waits to be done. Codes and numbers only. */
export interface Backlog {
  updates: Waiting & { putAside: number };
  /** Rows whose next step is due, whether or not anybody has rung for them: an empty queue makes them no fewer. `later`: whose next step is to come later. */
  due: (Waiting & { at: Ring['at']; later: number })[];
}

/** All deliveries of one kind, by what became of them. */
export interface DeliveryTally {
  kind: DeliveryKind;
  state: DeliveryState;
  medium: ChannelMedium | 'none';
  deliveries: number;
}

interface Waiting {
  waiting: number;
  /** For how long the oldest of them has waited, in seconds; 0 where none does. */
  oldest: number;
}

/** By the indexes of what is open: it takes no longer after years. */
export async function backlog({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<Backlog> {
  const at = now();
  const [[updates], due] = await Promise.all([
    db.$queryRaw<[Backlog['updates']]>`
      select count(*)::int as waiting,
             greatest(0, coalesce(extract(epoch from ${at} - min(received_at)), 0))::float as oldest,
             (select count(*) from telegram_update where failure is not null)::int as "putAside"
      from telegram_update where handled_at is null`,
    db.$queryRaw<Backlog['due']>`
      select door.name as at,
             (count(*) filter (where due.at <= ${at}))::int as waiting,
             (count(*) filter (where due.at > ${at}))::int as later,
             greatest(0, coalesce(extract(epoch from ${at} - min(due.at)), 0))::float as oldest
      from (values ('triage'), ('dispatch'), ('notify')) as door (name)
      left join (
        select 'triage' as name, settle_at as at from complaint where status = 'gathering'
        union all
        select 'dispatch', due_at from delivery where state in ('due', 'sending')
        union all
        select 'notify', due_at from card where state in ('due', 'sending') or (state = 'shown' and shown < wanted)
      ) as due on due.name = door.name
      group by 1`,
  ]);
  return { updates, due };
}

/** Reads every delivery that there ever was. */
export function deliveryTallies({ db }: Pick<Deps, 'db'>): Promise<DeliveryTally[]> {
  return db.$queryRaw`
    select kind::text as kind,
           state::text as state,
           coalesce(channel.medium::text, 'none') as medium,
           count(*)::int as deliveries
    from delivery left join channel on channel.id = channel_id
    group by 1, 2, 3`;
}
