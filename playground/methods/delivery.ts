import { z } from 'zod';
import { badRequest } from '../errors.ts';
import { expireUpdates, forgetUpdates } from '../updates.ts';
import type { World } from '../world.ts';
import type { Call, Methods } from './call.ts';

/** How the bot gets its updates. */
export const deliveryMethods: Methods = {
  getUpdates: (call) => {
    setAllowed(call);
    const { params, polling, gone } = call;
    return polling.poll({
      offset: params.int('offset') ?? 0,
      limit: params.int('limit') ?? 100,
      timeout: params.int('timeout') ?? 0,
      gone,
    });
  },
  setWebhook: (call) => {
    const { world, params } = call;
    const url = params.string('url') ?? '';
    if (url === '') return removeWebhook(call);
    // Telegram insists on https; here the bot lives on the same machine.
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
    }
    const secret = params.string('secret_token');
    if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret)) {
      throw badRequest('secret token contains unallowed characters');
    }
    setAllowed(call);
    if (params.bool('drop_pending_updates')) dropPending(world);
    const maxConnections = Math.min(100, Math.max(1, params.int('max_connections') ?? 40));
    world.commit({ t: 'webhook', webhook: { url, maxConnections, ...(secret ? { secret } : {}) } });
    return true;
  },
  deleteWebhook: (call) => removeWebhook(call),
  getWebhookInfo: ({ world, delivery }) => {
    expireUpdates(world);
    const { webhook, pending, allowedUpdates } = world.state;
    return {
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: pending.size,
      ...(webhook ? { max_connections: webhook.maxConnections, ...delivery.lastError() } : {}),
      ...(allowedUpdates.length > 0 ? { allowed_updates: allowedUpdates } : {}),
    };
  },
};

function removeWebhook({ world, params }: Call): true {
  if (params.bool('drop_pending_updates')) dropPending(world);
  if (world.state.webhook) world.commit({ t: 'webhook', webhook: null });
  return true;
}

function dropPending(world: World): void {
  forgetUpdates(world, [...world.state.pending.keys()]);
}

/** allowed_updates stays as it was last given. */
function setAllowed({ world, params }: Call): void {
  const types = params.object('allowed_updates', z.array(z.string()));
  if (types && types.join() !== world.state.allowedUpdates.join()) world.commit({ t: 'allowed', types });
}
