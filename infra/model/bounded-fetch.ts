/** Far more than any answer that we could use. */
const mostBytes = 1_000_000;

/** A reply that was read, or read in part, and is none: too long, or no UTF-8. */
export class UnreadableReply extends Error {}

/**
 * `fetch` for replies that are text of a reasonable size. The whole reply is read before it is returned, so the caller's signal
 * bounds that as well. No redirect is followed: what people wrote goes to the address that was set, and to no other.
 */
export async function boundedFetch(
  url: string | URL | Request,
  init: RequestInit | undefined,
): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'manual' });
  const text = await readText(response);
  const { status, statusText, headers } = response;
  return new Response(text === '' ? null : text, { status, statusText, headers });
}

async function readText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new UnreadableReply();
    }
  };
  let text = '';
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new UnreadableReply();
    text += decode(chunk);
  }
  return text + decode();
}
