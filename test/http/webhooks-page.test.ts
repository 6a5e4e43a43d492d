import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { messages } from '../../bot/messages/messages.ts';
import { saying } from '../../demo/actors.ts';
import { openDesk } from '../support/department-desk.ts';
import { freePort } from '../support/free-port.ts';
import { openWhole } from '../support/whole.ts';

const category = 'public-facilities';

test('the system that docs/webhooks.md shows takes a ticket and accepts it', async () => {
  await using opened = new AsyncDisposableStack();
  const proxy = await openProxy();
  opened.defer(() => proxy.close());
  const whole = await openWhole({ env: { PUBLIC_URL: proxy.url } });
  opened.defer(() => whole.close());
  proxy.leadTo(whole.http);
  const desk = openDesk(whole);
  const department = whole.departmentOf(category);

  const port = await freePort();
  const secret = await desk.connect(department, `http://127.0.0.1:${port}/`);
  const program = await exampleOn(port);
  const system = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { SECRET: secret },
  });
  opened.defer(() => void system.kill());
  let said = '';
  for (const stream of [system.stdout, system.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });

  const { resident, reference } = await desk.say('公园的长椅坏了');
  await desk.confirm(reference, category);
  await expect.poll(() => said).toContain(`${reference} accept 200`);
  await desk.until(reference, 'accepted');
  const names = await whole.deps.db.department.findUniqueOrThrow({ where: { code: department } });
  const accepted = messages.zh.residentCard.accepted((names.names as { zh: string }).zh);
  await whole.actors.see(
    resident,
    'who has it',
    (one) => saying(one, reference) && one.text?.includes(accepted),
  );
  expect(said).toContain("{ result: 'taken', status: 'accepted' }");
});

/** The page's example in Node, on a port of this test. */
async function exampleOn(port: number): Promise<string> {
  const page = await readFile('docs/webhooks.md', 'utf8');
  const [, code] = /```js\n([\s\S]*?)```/.exec(page)!;
  return code!.replace('listen(8080)', `listen(${port}, '127.0.0.1')`);
}

/** What stands in front of the product, under an address that is known before the product listens. */
async function openProxy() {
  let target = '';
  const port = await freePort();
  const server = createServer(async (request, response) => {
    const headers = Object.entries(request.headers).filter(([name]) =>
      /^(?:content-type|webhook-)/.test(name),
    );
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method!,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: await readText(request),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo: (url: string) => {
      target = url;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
