import { openBoard } from '../bot/board.ts';
import { openWebhookCourier } from '../infra/channels/webhook.ts';
import { guardModel } from '../infra/model/guarded-model.ts';
import { openModel } from '../infra/model/openai-model.ts';
import type { Telegram } from '../infra/telegram/client.ts';
import { keepSweeping } from '../workers/sweep.ts';
import { processors } from '../workers/work.ts';
import type { Ground } from './ground.ts';

/** Jobs in work get this long to end when the process is asked to; what does not is taken up again by another. */
const patience = 2000;

/** Runs the workers: triage, dispatch, notify and the sweep. */
export async function startWorkers(ground: Ground, telegram: Telegram): Promise<AsyncDisposable> {
  const { config, deps, queues } = ground;
  const { model } = config;
  const handlers = processors({
    ...deps,
    model: model.kind === 'openai' ? guardModel(openModel({ ...model, model: model.name }), model) : null,
    board: openBoard({ telegram, report: deps.report }),
    courier: openWebhookCourier({
      now: deps.now,
      publicUrl: config.publicUrl,
      language: deps.settings.staffLanguage,
    }),
  });
  const working = await queues.work(handlers, { concurrency: config.concurrency });
  const sweeping = keepSweeping(deps);
  return {
    [Symbol.asyncDispose]: async () => {
      await sweeping.stop();
      await working.close(patience);
    },
  };
}
