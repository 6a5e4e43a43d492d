import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** Where `npm run migration` writes down what the database looks like with all migrations applied. */
export const shapeFile = join(import.meta.dirname, '../../prisma/shape.txt');

/** The lines that the database must have. */
export async function expectedShape(): Promise<string[]> {
  return (await readFile(shapeFile, 'utf8')).split('\n').filter(Boolean);
}

/** What is in the database, one line a column, a value of an enum and an index, sorted. */
export async function readShape(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    select line from (
      select format('column %s.%s %s%s', table_name, column_name, udt_name,
                    case is_nullable when 'NO' then ' not null' else '' end) as line
      from information_schema.columns
      where table_schema = current_schema() and table_name <> '_prisma_migrations'
      union all
      select format('enum %s: %s', typname, enumlabel)
      from pg_enum join pg_type on pg_type.oid = enumtypid
      where typnamespace = current_schema()::regnamespace
      union all
      select format('%s %s on %s', case when indisunique then 'unique index' else 'index' end,
                    indexrelid::regclass, indrelid::regclass)
      from pg_index join pg_class on pg_class.oid = indrelid
      where relnamespace = current_schema()::regnamespace and relname <> '_prisma_migrations'
    ) as shape
    order by line collate "C"`);
  return rows.map((row) => row.line);
}
