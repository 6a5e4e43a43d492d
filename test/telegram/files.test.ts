import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openTelegram } from '../../infra/telegram/client.ts';
import { readFile } from '../../infra/telegram/files.ts';

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** A Bot API server whose one file is served like this. */
async function filed(serve: (response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    if (request.url!.startsWith('/file/')) return serve(response);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, result: { file_id: 'f', file_path: 'voice/1.oga' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return openTelegram({
    token: '1000:secret',
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
}

test('a file is read whole', async () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 256));
  const telegram = await filed((response) => response.end(bytes));
  expect((await readFile(telegram, 'f', 20_000))?.equals(bytes)).toBe(true);
});

test('a file that is gone, or that breaks off, is none', async () => {
  expect(await readFile(await filed((response) => response.writeHead(404).end()), 'f', 20_000)).toBeNull();
  const cut = await filed((response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setImmediate(() => response.destroy());
  });
  expect(await readFile(cut, 'f', 20_000)).toBeNull();
});

test('more than a bot can fetch, from a server of one’s own, is none', async () => {
  const telegram = await filed((response) => response.end(Buffer.alloc(20 * 1024 * 1024 + 1)));
  expect(await readFile(telegram, 'f', 20_000)).toBeNull();
});

test('a file that drips on is waited for no longer than it may', async () => {
  const telegram = await filed((response) => void response.write('a'));
  expect(await readFile(telegram, 'f', 300)).toBeNull();
});
