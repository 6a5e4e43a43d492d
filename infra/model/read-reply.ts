import OpenAI from 'openai';
import type { ModelReply, Usage } from '../../core/triage/model/model.ts';
import { UnreadableReply } from './bounded-fetch.ts';

const nothing: Required<Usage> = { tokensIn: 0, tokensOut: 0 };

/** A completion as a value. Nothing in it is trusted: a look-alike, or a proxy in between, may have sent anything at all. */
export function readCompletion(completion: unknown): ModelReply {
  const { choices, usage, error } = (completion ?? {}) as Partial<OpenAI.ChatCompletion> & {
    error?: unknown;
  };
  const choice = Array.isArray(choices) ? choices[0] : undefined;
  const spent = readUsage(usage);
  if (!choice?.message) return { ...failureInside(error), ...spent };
  if (choice.message.refusal || choice.finish_reason === 'content_filter')
    return { kind: 'refused', ...spent };
  if (choice.finish_reason === 'length') return { kind: 'cut-off', ...spent };
  const text = choice.message.content;
  if (typeof text !== 'string' || text.trim() === '') return { kind: 'failed', why: 'server', ...spent };
  return { kind: 'text', text, ...spent };
}

/** What went wrong, as a value. None of it holds what the server wrote, which may repeat what we sent. */
export function readError(error: unknown): Failed & Usage {
  if (error instanceof OpenAI.APIConnectionTimeoutError || error instanceof OpenAI.APIUserAbortError)
    return { kind: 'failed', why: 'timeout' };
  if (error instanceof OpenAI.APIConnectionError) {
    if (error.cause instanceof UnreadableReply) return { kind: 'failed', why: 'server' };
    return { kind: 'failed', why: 'unreachable', ...(neverArrived(error) && nothing) };
  }
  if (error instanceof OpenAI.APIError && error.status !== undefined)
    return { ...failureOf(error.status), ...wish(error.headers), ...nothing };
  // A body that is no JSON although it says so.
  return { kind: 'failed', why: 'server' };
}

type Failed = Extract<ModelReply, { kind: 'failed' }>;

function failureOf(status: number): Failed {
  if (status === 429) return { kind: 'failed', why: 'rate-limited' };
  if (status === 408) return { kind: 'failed', why: 'timeout' };
  return { kind: 'failed', why: status >= 500 ? 'server' : 'rejected' };
}

/** Gateways that have sent their 200 already put the status of what happened then into the body. */
function failureInside(error: unknown): Failed {
  const code = Number((error as { code?: unknown } | null | undefined)?.code);
  return failureOf(code >= 400 && code < 600 ? code : 502);
}

/** How long the server wants to be left alone, in seconds or until a date. */
function wish(headers: Headers | undefined): { retryAfter?: number } {
  const header = headers?.get('retry-after')?.trim();
  if (!header) return {};
  const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? { retryAfter: Math.max(0, seconds) } : {};
}

function readUsage(usage: Partial<OpenAI.CompletionUsage> | null | undefined): Usage {
  return { tokensIn: readCount(usage?.prompt_tokens), tokensOut: readCount(usage?.completion_tokens) };
}

/** A count that can be one; a server's word for more than that is not taken. */
export function readCount(tokens: unknown): number | undefined {
  return Number.isInteger(tokens) && Number(tokens) >= 0 && Number(tokens) < 10_000_000
    ? Number(tokens)
    : undefined;
}

const beforeAnyByte = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Nobody was there to take the request, so nobody counts it. */
function neverArrived(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return beforeAnyByte.includes(String(code)) || (cause instanceof Error && neverArrived(cause));
}
