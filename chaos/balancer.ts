import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.ts';

/** An update of Telegram, as far as a run looks into it. */
export interface Update {
  update_id: number;
  message?: Said;
  edited_message?: Said;
}

interface Said {
  message_id: number;
  chat: { id: number };
  text?: string;
  caption?: string;
}

export interface Balancer {
  url: string;
  /** Every update that a bot has answered with 200, in the order of the answers: from then on it is ours. */
  accepted: Update[];
  /** The bodies of all answers that were refusals. */
  refusals: string[];
  /** What it did to the wire, and how often. */
  done: Record<'twice' | 'late' | 'answer lost', number>;
  /** From now on everything is passed on as it is. */
  calm: () => void;
  close: () => Promise<void>;
}

/**
 * Stands before the bots as a balancer does, and is the bad wire between Telegram and them: it brings updates late, brings them twice, and
 * loses answers to updates that were taken.
 */
export async function startBalancer(ports: number[], chance: Chance): Promise<Balancer> {
  const accepted: Update[] = [];
  const refusals: string[] = [];
  const done = { twice: 0, late: 0, 'answer lost': 0 };
  let calm = false;
  const pass = openPassing(ports);
  const happens = (what: keyof typeof done, share: number) => {
    if (calm || !chance.happens(share)) return false;
    done[what] += 1;
    return true;
  };

  async function take(request: IncomingMessage, body: Buffer): Promise<Response | null> {
    const response = await pass(request, body);
    if (response?.ok) accepted.push(JSON.parse(body.toString()));
    return response;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const isUpdate = request.url === '/telegram';
    if (isUpdate && happens('late', 0.05)) await pause(chance.between(200, 3000));
    const answer = await (isUpdate ? take(request, body) : pass(request, body));
    if (isUpdate && happens('twice', 0.05)) {
      void pause(chance.between(0, 4000)).then(() => take(request, body).catch(() => undefined));
    }
    if (!answer) return void response.writeHead(502).end();
    const text = await answer.text();
    if (!answer.ok) refusals.push(text);
    if (isUpdate && happens('answer lost', 0.03)) return void response.destroy();
    const retryAfter = answer.headers.get('retry-after');
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...(retryAfter && { 'retry-after': retryAfter }),
    });
    response.end(text);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    refusals,
    done,
    calm: () => {
      calm = true;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Passes requests on: to the bot whose turn it is, or to the next where nobody listens there. */
function openPassing(ports: number[]) {
  let turn = 0;
  return async (request: IncomingMessage, body: Buffer): Promise<Response | null> => {
    const { method, url } = request;
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const asked = { method, headers, ...(method === 'POST' && { body }) } as RequestInit;
    for (let tries = 0; tries < ports.length; tries += 1) {
      turn += 1;
      const to = `http://127.0.0.1:${ports[turn % ports.length]}${url}`;
      const response = await fetch(to, { ...asked, signal: AbortSignal.timeout(20_000) }).catch(() => null);
      if (response) return response;
    }
    return null;
  };
}
