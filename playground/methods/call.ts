import type { Params } from '../params.ts';
import type { Polling } from '../polling.ts';
import type { WebhookDelivery } from '../webhook.ts';
import type { World } from '../world.ts';

/** One call of a Bot API method. */
export type Call = {
  world: World;
  params: Params;
  polling: Polling;
  delivery: Pick<WebhookDelivery, 'lastError'>;
  /** Aborts when the caller hangs up. */
  gone: AbortSignal;
};

/** Returns the `result` of the answer, or throws an ApiError. */
export type Method = (call: Call) => unknown;
export type Methods = { [name: string]: Method };
