import { setTimeout as pause } from 'node:timers/promises';
import type { Model, ModelReply } from '../../core/triage/model/model.ts';

/** In milliseconds. Longer than a guarded model is left alone after too many failures. */
const pauses = [1000, 2000, 4000, 8000, 16_000, 32_000];

/**
 * The same model for a command that no queue and no resident waits for: while it wants to be left alone, we come back, with as long for
 * the answer as at first. Once that was in vain, nobody waits until it has answered again: a server that is gone must not be waited for
 * at each of a thousand rows.
 */
export function patientModel({ name, ask }: Model): Model {
  let hopeful = true;
  return {
    name,
    ask: async (request) => {
      const patience = request.deadline - Date.now();
      let reply = await ask(request);
      for (const wait of pauses) {
        if (!hopeful || !isHeldBack(reply)) break;
        await pause(wait);
        reply = await ask({ ...request, deadline: Date.now() + patience });
      }
      hopeful = !isHeldBack(reply);
      return reply;
    },
  };
}

function isHeldBack(reply: ModelReply): boolean {
  return reply.kind === 'failed' && ['rate-limited', 'breaker', 'busy'].includes(reply.why);
}
