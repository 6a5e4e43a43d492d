import { connect } from '../infra/database/connect.ts';

/** How many complaints each resident of former years has written. */
export const perResident = 10;

/**
 * Fills the database with so many tickets of the last three years, each dispatched, answered and closed, as if the product had been used for
 * so long. The same number gives the same rows. Triggers, and with them the checks of references, are off meanwhile: the rows are right as they are made.
 */
export async function writeOldTickets(url: string, count: number): Promise<void> {
  const client = await connect(url);
  try {
    await client.query(
      `set session_replication_role = replica; set synchronous_commit = off; set work_mem = '64MB'`,
    );
    for (const statement of rowsOf(count)) await client.query(statement);
    await client.query(
      `select setval(pg_get_serial_sequence(name, 'id'), 100000000) from unnest($1::text[]) as name`,
      [tables],
    );
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** Former rows come behind those that a town begins with. */
const start = 1000;
const tables = [
  'person',
  'complaint',
  'message',
  'ticket',
  'suggestion',
  'review',
  'delivery',
  'event',
  'card',
];

/** The Telegram id of the first resident of former years; the next ones follow. */
export const firstFormer = 20_000_000;
/** The reference of the ticket that was the \`i\`th to be written. */
export const formerReference = (i: number) => `OLD-${i}`;

/** When the ticket \`i\` was written: evenly over three years, the last one a day ago. */
const at = (count: number) => `now() - interval '1 day' - (${count} - i) * interval '3 years' / ${count}`;

function rowsOf(count: number): string[] {
  const series = `generate_series(1, ${count}) as i`;
  const id = `${start} + i`;
  const person = `${start} + (i - 1) / ${perResident} + 1`;
  const chat = `${firstFormer} + (i - 1) / ${perResident}`;
  const reference = `'OLD-' || i`;
  const category = `(c.codes)[1 + i % array_length(c.codes, 1)]`;
  const department = `(c.departments)[1 + i % array_length(c.codes, 1)]`;
  const c = `(select array_agg(code order by code) as codes, array_agg(department_code order by code) as departments from category where retired_at is null) as c`;
  const text = `'第' || i || '号院门口的路灯坏了，晚上看不见路'`;
  const when = at(count);
  return [
    `insert into person (id, telegram_id, name, language, created_at)
     select ${start} + i, ${firstFormer} + i - 1, '居民', 'zh', now() from generate_series(1, ${Math.ceil(count / perResident)}) as i`,
    `insert into complaint (id, reference, person_id, chat_id, status, language, settle_at, written_at, created_at, triaged_at)
     select ${id}, ${reference}, ${person}, ${chat}, 'triaged', 'zh', ${when}, ${when}, ${when}, ${when} from ${series}`,
    `insert into message (id, complaint_id, author_id, purpose, text, chat_id, telegram_message_id, sent_at)
     select ${id}, ${id}, ${person}, 'report', ${text}, ${chat}, i, ${when} from ${series}`,
    `insert into ticket (id, reference, complaint_id, ordinal, status, version, category_code, department_code, title, description,
                         due_at, rounds, outcome, created_at, decided_at, closed_at)
     select ${id}, ${reference}, ${id}, 1, 'closed', 6, ${category}, ${department}, '路灯坏了', ${text},
            ${when}, 1, 'solved', ${when}, ${when}, ${when} from ${series}, ${c}`,
    `insert into suggestion (id, complaint_id, ticket_id, catalog_version_id, source, category_code, confidence, evidence, draft, created_at)
     select ${id}, ${id}, ${id}, (select max(id) from catalog_version), 'local', ${category}, 0.9, array['路灯坏了'], '{}', ${when}
     from ${series}, ${c}`,
    `insert into review (id, ticket_id, suggestion_id, reviewer_id, verdict, category_code, created_at)
     select ${id}, ${id}, ${id}, 1, 'confirmed', ${category}, ${when} from ${series}, ${c}`,
    `insert into delivery (id, ticket_id, round, department_code, channel_id, state, attempts, due_at, settled_at)
     select ${id}, ${id}, 1, ${department}, 1, 'delivered', 1, ${when}, ${when} from ${series}, ${c}`,
    `insert into event (id, complaint_id, ticket_id, type, actor_kind, at)
     select ${start} + 6 * (i - 1) + step, ${id}, case step when 1 then null else ${id} end,
            (array['received', 'drafted', 'presented', 'confirmed', 'dispatched', 'closed'])[step], 'system', ${when}
     from ${series}, generate_series(1, 6) as step`,
    `insert into card (id, kind, complaint_id, ticket_id, chat_id, telegram_message_id, state, wanted, shown, due_at, created_at)
     select ${start} + 2 * (i - 1) + side, (array['resident', 'review'])[side]::card_kind, ${id},
            case side when 1 then null else ${id} end, case side when 1 then ${chat} else -1002000000001 end, 1000000 + i,
            'shown', 5, 5, ${when}, ${when} from ${series}, generate_series(1, 2) as side`,
  ];
}
