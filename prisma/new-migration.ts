/**
 * npm run migration -- NAME     writes prisma/migrations/<time>_NAME for what changed in schema.prisma
 * npm run migration -- --init   writes the first migration anew (only before the first release)
 * npm run migration -- --shape  after a migration has been given SQL of its own: writes prisma/shape.txt anew
 *
 * Works without Prisma's schema engine, which has to be downloaded: Prisma 6.19 carries one in WebAssembly that can
 * compare two schemas. It is installed into a folder of its own, for this purpose only. Then all migrations are tried
 * on an empty database, and what comes out is kept in prisma/shape.txt, which every start compares its database with.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../infra/database/connect.ts';
import { migrate } from '../infra/database/migrate.ts';
import { readShape, shapeFile } from '../infra/database/shape.ts';
import { startPostgres } from '../infra/embedded/postgres.ts';

const migrations = join(import.meta.dirname, 'migrations');
const schema = join(import.meta.dirname, 'schema.prisma');
const tool = join(tmpdir(), 'citizen-whistle-prisma-6.19');
const initial = '20261124000000_init';

const [name] = process.argv.slice(2);
if (!name) {
  console.error('Say what the migration is for: npm run migration -- add_ledger');
  process.exit(2);
}

const dataDir = await mkdtemp(join(tmpdir(), 'citizen-whistle-migration-'));
const postgres = await startPostgres({ dataDir, durable: false });
try {
  await installTool();
  const written = await write(name);
  if (written) await writeShape();
  console.log(
    written ? `Wrote ${written}. Look it through.` : 'schema.prisma has not changed: nothing to write.',
  );
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true });
}

async function write(what: string): Promise<string | undefined> {
  if (what === '--shape') return 'prisma/shape.txt';
  return what === '--init' ? writeInitial() : writeNext(what);
}

async function writeInitial(): Promise<string> {
  for (const old of await migrationNames()) await rm(join(migrations, old), { recursive: true });
  const handwritten = await readFile(join(import.meta.dirname, 'handwritten.sql'), 'utf8');
  return writeMigration(initial, `${await difference(undefined)}\n${handwritten}`);
}

async function writeNext(purpose: string): Promise<string | undefined> {
  const previous = (await migrationNames()).at(-1);
  const sql = await difference(previous && join(migrations, previous, 'schema.prisma'));
  if (!/^[^-\s]/m.test(sql)) return undefined;
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  return writeMigration(`${time}_${purpose.replace(/\W+/g, '_')}`, sql);
}

/** Each migration keeps the schema that it leads to, for the next one to be compared with. */
async function writeMigration(folder: string, sql: string): Promise<string> {
  await mkdir(join(migrations, folder), { recursive: true });
  await writeFile(join(migrations, folder, 'migration.sql'), sql);
  await copyFile(schema, join(migrations, folder, 'schema.prisma'));
  return `prisma/migrations/${folder}/migration.sql`;
}

async function writeShape(): Promise<void> {
  await writeFile(shapeFile, '');
  await migrate(postgres.url);
  const client = await connect(postgres.url);
  await writeFile(shapeFile, `${(await readShape(client)).join('\n')}\n`);
  await client.end();
}

async function difference(from: string | undefined): Promise<string> {
  await writeFile(join(tool, 'new.prisma'), forTool(await readFile(schema, 'utf8')));
  if (from) await writeFile(join(tool, 'old.prisma'), forTool(await readFile(from, 'utf8')));
  const start = from ? ['--from-schema-datamodel', 'old.prisma'] : ['--from-empty'];
  const command = ['prisma', 'migrate', 'diff', ...start, '--to-schema-datamodel', 'new.prisma', '--script'];
  return execFileSync('npx', command, {
    cwd: tool,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: postgres.url,
      CHECKPOINT_DISABLE: '1',
      // Never run, but looked for, and downloaded where they are missing.
      PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    },
  });
}

/** Our schema as Prisma 6.19 reads it: its generator knows fewer options, and the URL still stands in the file. */
function forTool(text: string): string {
  return text
    .replace(/generator client \{.*?\n\}/s, 'generator client {\n  provider = "prisma-client-js"\n}')
    .replace('provider = "postgresql"', 'provider = "postgresql"\n  url = env("DATABASE_URL")');
}

async function installTool(): Promise<void> {
  if (existsSync(join(tool, 'prisma.config.ts'))) return;
  await mkdir(tool, { recursive: true });
  await writeFile(join(tool, 'package.json'), '{ "private": true, "type": "module" }');
  const packages = ['prisma@6.19', '@prisma/adapter-pg@6.19'];
  execFileSync('npm', ['install', '--ignore-scripts', '--silent', ...packages], {
    cwd: tool,
    stdio: 'inherit',
  });
  await writeFile(
    join(tool, 'prisma.config.ts'),
    `import { PrismaPg } from '@prisma/adapter-pg';
export default {
  experimental: { adapter: true },
  engine: 'js',
  schema: 'new.prisma',
  adapter: async () => new PrismaPg({ connectionString: process.env.DATABASE_URL }),
};
`,
  );
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrations, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
