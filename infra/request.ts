import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/**
 * What is done on behalf of one update, call or job has one name, its request: in each line of the log that comes of it, whichever process
 * writes it. Names are numbers of Telegram's updates (`u123`) or chance; nobody's chat or account can be told from them.
 */
const requests = new AsyncLocalStorage<string>();

/** The request that is worked on here, if any is. */
export function currentRequest(): string | undefined {
  return requests.getStore();
}

/** Does what belongs to a request; without a name it is a new one. */
export function withinRequest<T>(name: string | undefined, work: () => T): T {
  return requests.run(name ?? randomBytes(4).toString('hex'), work);
}
