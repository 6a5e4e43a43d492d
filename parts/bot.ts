import { createBot } from '../bot/bot.ts';
import { type Inbox, lanesAtOnce, openInbox } from '../bot/inbox.ts';
import { introduce } from '../bot/profile.ts';
import { tellOfLoss } from '../bot/tell-of-loss.ts';
import { openKeeper } from '../infra/database/keep-updates.ts';
import { openLanes } from '../infra/database/lanes.ts';
import { withinRequest } from '../infra/request.ts';
import type { Telegram } from '../infra/telegram/client.ts';
import { whoAmI } from '../infra/telegram/identity.ts';
import { replyInTurn } from '../infra/telegram/in-turn.ts';
import { openPace } from '../infra/telegram/pace.ts';
import type { Ground } from './ground.ts';

export interface RunningBot extends AsyncDisposable {
  username: string;
  /** Where updates are put in that come by webhook. */
  inbox: Inbox;
}

/** How often the bot looks for updates that a dead process left behind. */
const feeding = 15_000;

/** Readies the bot: updates that are put into its inbox are stored, and fed to its features in order per chat. */
export async function startBot(
  ground: Ground,
  telegram: Telegram,
  stopping: AbortSignal,
): Promise<RunningBot> {
  const { deps, log } = ground;
  await using started = new AsyncDisposableStack();
  const onDelay = () => log.warn({}, 'Telegram does not answer yet; asking again');
  const me = await whoAmI(telegram, { signal: stopping, onDelay });
  const lanes = openLanes({ url: ground.databaseUrl, max: lanesAtOnce });
  started.defer(() => lanes.close());
  const keeper = openKeeper({ url: ground.databaseUrl });
  started.defer(() => keeper.close());
  const pace = openPace({ db: deps.db, limits: ground.config.telegram.limits });
  const replying = replyInTurn(telegram, pace);
  const bot = createBot({ deps, telegram: replying, me });
  const inbox = openInbox({
    deps,
    keep: keeper.keep,
    withLane: lanes.withLane,
    handle: (update) =>
      withinRequest(`u${update.update_id}`, async () => {
        await bot.handle(update);
        log.debug({}, 'an update is handled');
      }),
    givenUp: (update) => tellOfLoss(deps, replying, update),
  });
  started.defer(() => inbox.close());
  const timer = setInterval(
    () => void inbox.feedAll().catch((error) => deps.report(error, { at: 'inbox' })),
    feeding,
  );
  started.defer(() => clearInterval(timer));
  await inbox.feedAll();

  const stop = new AbortController();
  introduce(telegram).catch((error) => {
    // An end in the middle of it is no fault, and the next start introduces the bot again.
    if (!stop.signal.aborted) deps.report(error, { at: 'commands' });
  });
  started.defer(() => stop.abort());
  const all = started.move();
  return { username: me.username, inbox, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
