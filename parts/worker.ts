import { openBoard } from '../bot/board.ts';
import type { Machines } from '../core/triage/triage-complaint.ts';
import { openWebhookCourier } from '../infra/channels/webhook.ts';
import type { Config } from '../infra/config.ts';
import { guardEars, guardModel } from '../infra/model/guarded-model.ts';
import { openEars } from '../infra/model/openai-ears.ts';
import { openModel } from '../infra/model/openai-model.ts';
import { openEyes } from '../infra/photos/eyes.ts';
import type { Telegram } from '../infra/telegram/client.ts';
import { readFile } from '../infra/telegram/files.ts';
import { keepSweeping } from '../workers/sweep.ts';
import { processors } from '../workers/work.ts';
import type { Ground } from './ground.ts';

/** Jobs in work get this long to end when the process is asked to; what does not is taken up again by another. */
const patience = 2000;

/** Runs the workers: triage, dispatch, notify and the sweep. */
export async function startWorkers(ground: Ground, telegram: Telegram): Promise<AsyncDisposable> {
  const { config, deps, queues } = ground;
  const handlers = processors({
    ...deps,
    ...machinesOf(config, telegram),
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

/** What triage may ask, as it is configured. */
function machinesOf({ model }: Config, telegram: Telegram): Machines {
  if (model.kind === 'local') return { model: null };
  const { name, audio, vision } = model;
  const fetchFile = (fileId: string, within: number) => readFile(telegram, fileId, within);
  return {
    model: guardModel(openModel({ ...model, model: name }), model),
    ears: audio ? guardEars(openEars({ ...model, model: audio, fetchFile }), model) : null,
    eyes: vision ? openEyes(fetchFile) : null,
  };
}
