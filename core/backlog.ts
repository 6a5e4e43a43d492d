import type { ChannelMedium, DeliveryKind, DeliveryState } from '../prisma/generated/enums.ts';
import type { Deps, Ring } from './deps.ts';

/** What waits to be done, and what became of deliveries. Codes and numbers only. */
export interface Backlog {
  updates: Waiting & { putAside: number };
  /** Rows whose next step is due, whether or not anybody has rung for them: an empty queue makes them no fewer. `later`: whose next step is to come later. */
  due: (Waiting & { at: Ring['at']; later: number })[];
  deliveries: {
    kind: DeliveryKind;
    state: DeliveryState;
    medium: ChannelMedium | 'none';
    deliveries: number;
  }[];
}

interface Waiting {
  waiting: number;
  /** For how long the oldest of them has waited, in seconds; 0 where none does. */
  oldest: number;
}

export async function backlog({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<Backlog> {
  const at = now();
  const [[updates], due, deliveries] = await Promise.all([
    db.$queryRaw<[Backlog['updates']]>`
      select (count(*) filter (where handled_at is null))::int as waiting,
             greatest(0, coalesce(extract(epoch from ${at} - min(received_at) filter (where handled_at is null)), 0))::float as oldest,
             (count(*) filter (where failure is not null))::int as "putAside"
      from telegram_update`,
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
    db.$queryRaw<Backlog['deliveries']>`
      select kind::text as kind,
             state::text as state,
             coalesce(channel.medium::text, 'none') as medium,
             count(*)::int as deliveries
      from delivery left join channel on channel.id = channel_id
      group by 1, 2, 3`,
  ]);
  return { updates, due, deliveries };
}
