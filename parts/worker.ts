import { openBoard } from '../bot/board.ts';
import { learnedFrom } from '../core/triage/local/learned.ts';
import type { Machines } from '../core/triage/triage-complaint.ts';
import { openWebhookCourier } from '../infra/channels/webhook.ts';
import { guardEars } from '../infra/model/guarded-model.ts';
import { openEars } from '../infra/model/openai-ears.ts';
import { openEyes } from '../infra/photos/eyes.ts';
import type { Telegram } from '../infra/telegram/client.ts';
import { readFile } from '../infra/telegram/files.ts';
import { openPace } from '../infra/telegram/pace.ts';
import { keepSweeping } from '../workers/sweep.ts';
import { processors } from '../workers/work.ts';
import type { Ground } from './ground.ts';
import { timeForJobs } from './run.ts';

/** Runs the workers: triage, dispatch, notify and the sweep. What they do not end in time when they are stopped is taken up again by others. */
export async function startWorkers(
  ground: Ground,
  telegram: Telegram,
  stopping: AbortSignal,
): Promise<AsyncDisposable> {
  const { config, deps, log, queues } = ground;
  const handlers = processors({
    ...deps,
    ...machinesOf(ground, telegram),
    board: openBoard({
      telegram,
      report: deps.report,
      pace: openPace({ db: deps.db, limits: config.telegram.limits }),
    }),
    courier: openWebhookCourier({
      now: deps.now,
      publicUrl: config.publicUrl,
      language: deps.settings.staffLanguage,
    }),
  });
  const working = await queues.work(handlers, { concurrency: config.concurrency });
  const sweeping = keepSweeping(deps);
  // With thousands of reviews it takes seconds; the first complaint should not be who waits for them.
  const learning = learnedFrom(deps).catch((error: unknown) => deps.report(error, { at: 'learning' }));
  return {
    [Symbol.asyncDispose]: async () => {
      const [ended] = await Promise.all([working.close(timeForJobs(stopping)), sweeping.stop(), learning]);
      if (!ended) log.warn({}, 'jobs in work were left to whoever takes them up');
    },
  };
}

/** What triage may ask, as it is configured. */
function machinesOf({ config: { model }, deps }: Ground, telegram: Telegram): Machines {
  if (model.kind === 'local') return { model: null };
  const { audio, vision } = model;
  const fetchFile = (fileId: string, within: number) => readFile(telegram, fileId, within);
  return {
    model: deps.model ?? null,
    ears: audio ? guardEars(openEars({ ...model, model: audio, fetchFile }), model) : null,
    eyes: vision ? openEyes(fetchFile) : null,
  };
}
