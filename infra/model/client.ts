import OpenAI from 'openai';
import { boundedFetch } from './bounded-fetch.ts';

export interface Server {
  apiKey: string;
  /** Of a server that speaks OpenAI's language, with its `/v1`; OpenAI's own by default. */
  baseUrl?: string | undefined;
}

/** The client of OpenAI's server, or of one that speaks its language. It never repeats a request, and writes no log. */
export function openClient({ apiKey, baseUrl }: Server): OpenAI {
  return new OpenAI({
    apiKey,
    // Given outright, as the SDK would else look into the environment by itself.
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    maxRetries: 0,
    // Its debug log holds whole requests: residents' words.
    logLevel: 'off',
    fetch: boundedFetch,
  });
}
