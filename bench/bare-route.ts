import Fastify from 'fastify';
import pg from 'pg';

/** What intake is measured against: a bare Fastify route that writes its body into one row and says 200. */
process.on('message', async ({ url, port }: { url: string; port: number }) => {
  // As many connections as the product's own pool has.
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  await pool.query(
    'create table if not exists bare_update (id bigint primary key, body jsonb, at timestamptz)',
  );
  const app = Fastify();
  app.post('/telegram', async (request) => {
    const body = request.body as { update_id: number };
    const row = [body.update_id, body, new Date()];
    await pool.query('insert into bare_update values ($1, $2, $3) on conflict do nothing', row);
    return {};
  });
  await app.listen({ port, host: '127.0.0.1' });
  process.send!({ ready: true });
});
