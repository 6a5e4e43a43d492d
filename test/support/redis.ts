import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Whether tests on Redis run: where redis-server is installed, and in CI in any case, so that they fail there rather
 * than be skipped in silence. For `describe.skipIf(!redisIsHere)`.
 */
export const redisIsHere = Boolean(process.env.CI) || spawnSync('redis-server', ['--version']).status === 0;

export interface TestRedis {
  url: string;
  /** Ends the server at once, as a crash would; what it had acknowledged stays on disk. */
  kill: () => Promise<void>;
  /** Starts it again on the same port and files. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A Redis of its own on a free port, set as the product wants it unless `settings` say otherwise. Takes about 50 ms. */
export async function startRedis(settings: Record<string, string> = {}): Promise<TestRedis> {
  const dir = await mkdtemp(join(tmpdir(), 'citizen-whistle-redis-'));
  const port = await freePort();
  const all = {
    bind: '127.0.0.1',
    port: String(port),
    dir,
    save: '',
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  let server = await run(flags);
  const end = async (signal: NodeJS.Signals) => {
    const ended = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : undefined;
    server.kill(signal);
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    restart: async () => {
      server = await run(flags);
    },
    stop: async () => {
      await end('SIGTERM');
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function run(flags: string[]): Promise<ChildProcess> {
  const child = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  child.once('exit', () => process.off('exit', orphan));
  const failed = new Promise<never>((_, fail) => {
    child.once('error', () =>
      fail(new Error('redis-server is not installed (apt-get install redis-server)')),
    );
    child.once('exit', (code) => fail(new Error(`redis-server ended with code ${code}`)));
  });
  await Promise.race([failed, saysReady(child)]);
  failed.catch(() => undefined);
  return child;
}

async function saysReady(child: ChildProcess): Promise<void> {
  const lines = createInterface({ input: child.stdout! });
  await new Promise<void>((done) => {
    lines.on('line', (line) => {
      if (line.includes('Ready to accept connections')) done();
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
