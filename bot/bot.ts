import { Composer, Context, type Telegram } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { Deps } from '../core/deps.ts';
import type { Ctx } from './context.ts';
import { acquaint } from './features/acquaint.ts';
import { anonymous } from './features/anonymous.ts';
import { departmentTaps } from './features/department-taps.ts';
import { gridWork } from './features/grid-work.ts';
import { groupCommands } from './features/group-commands.ts';
import { intake } from './features/intake.ts';
import { ledgerCommand } from './features/ledger-command.ts';
import { membership } from './features/membership.ts';
import { neighbourTaps } from './features/neighbour-taps.ts';
import { overdueCommand } from './features/overdue-command.ts';
import { peopleCommands } from './features/people-commands.ts';
import { proxyFiling } from './features/proxy-filing.ts';
import { ratesCommand } from './features/rates-command.ts';
import { repliesInGroups } from './features/replies-in-groups.ts';
import { residentCommands } from './features/resident-commands.ts';
import { residentTaps } from './features/resident-taps.ts';
import { reviewTaps } from './features/review-taps.ts';
import { ticketCommand } from './features/ticket-command.ts';
import { readUpdate } from './intake/read-update.ts';

export interface Bot {
  /** Does what an update asks for. Throws where it could not; trying again is safe, and in vain for what is `Unreadable`. */
  handle: (update: Update) => Promise<void>;
}

/**
 * The bot: an ordered list of features, of which the first that feels addressed deals with an update. telegraf's own ways of
 * getting updates are not used: they confirm what was not handled.
 */
export function createBot(options: { deps: Deps; telegram: Telegram; me: UserFromGetMe }): Bot {
  const run = Composer.compose<Ctx>([
    anonymous,
    membership,
    acquaint,
    residentTaps,
    reviewTaps,
    neighbourTaps,
    departmentTaps,
    gridWork,
    proxyFiling,
    residentCommands,
    ticketCommand,
    overdueCommand,
    ledgerCommand,
    ratesCommand,
    peopleCommands,
    groupCommands,
    repliesInGroups,
    intake,
  ]);
  return {
    handle: async (raw) => {
      const update = readUpdate(raw);
      if (!update) return;
      const ctx = new Context(update, options.telegram, options.me) as Ctx;
      ctx.deps = options.deps;
      await run(ctx, async () => undefined);
    },
  };
}
