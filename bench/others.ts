import { createServer } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { listen, shut } from './telegram.ts';
import { told } from './updates.ts';

export interface Model {
  url: string;
  /** When each answer was given, in milliseconds since the epoch. */
  answered: number[];
  /** The most calls that were open at a time. */
  most: () => number;
  close: () => Promise<void>;
}

/** A model that knows the right answer and takes so many milliseconds to give it. */
export async function startModel(milliseconds: number): Promise<Model> {
  const answered: number[] = [];
  let open = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    open += 1;
    most = Math.max(most, open);
    const body = await text(request);
    if (milliseconds > 0) await pause(milliseconds);
    open -= 1;
    answered.push(Date.now());
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(completion(body)));
  });
  const url = await listen(server);
  return { url: `${url}/v1`, answered, most: () => most, close: () => shut(server) };
}

function completion(asked: string): object {
  // The message comes last, behind the precedents.
  const at = told.map(({ text }) => asked.lastIndexOf(text));
  const { evidence, text, category } = told[at.indexOf(Math.max(...at))]!;
  const problem = {
    ...{ evidence: [evidence], title: evidence, description: text, category, runnerUp: null, duty: null },
    ...{ elsewhere: null, place: null, since: null, wish: null, missing: [], urgency: 'normal' },
  };
  const content = JSON.stringify({ language: 'zh', kind: 'complaint', problems: [problem] });
  const message = { role: 'assistant', content, refusal: null };
  return {
    ...{ id: 'bench', object: 'chat.completion', created: 0, model: 'bench' },
    choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }],
    usage: { prompt_tokens: 4000, completion_tokens: 100, total_tokens: 4100 },
  };
}

export interface Department {
  url: string;
  /** When each ticket arrived first, by its reference, in milliseconds since the epoch. */
  arrivals: Map<string, number>;
  close: () => Promise<void>;
}

/** A department's system that takes every ticket at once. */
export async function startDepartment(): Promise<Department> {
  const arrivals = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const posted = (await json(request)) as { service_request: { service_request_id: string } };
    const reference = posted.service_request.service_request_id;
    if (!arrivals.has(reference)) arrivals.set(reference, Date.now());
    response.end();
  });
  return { url: await listen(server), arrivals, close: () => shut(server) };
}
