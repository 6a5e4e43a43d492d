import { Composer } from 'telegraf';
import { threeRates } from '../../core/rates/three-rates.ts';
import { ratesOfDepartment, ratesText } from '../cards/rates-card.ts';
import { type Ctx, tell } from '../context.ts';
import { escapeHtml } from '../messages/format.ts';
import { only } from './only.ts';
import { penOf } from './pen-of.ts';

/** How far back it looks where nobody says how far: long enough for most to have ended. */
const usualDays = 90;
const day = 24 * 3_600_000;

/** `/rates`, `/rates 30`, `/rates water`: the three rates, for supervisors. */
export const ratesCommand = new Composer<Ctx>();

ratesCommand.command(
  'rates',
  only('supervise', async (ctx) => {
    const { deps } = ctx;
    const pen = penOf(ctx);
    const words = ctx.payload.trim().split(/\s+/).filter(Boolean);
    const days = Math.min(
      Number(words.find((word) => /^\d{1,4}$/.test(word)) ?? usualDays) || usualDays,
      3660,
    );
    const code = words.find((word) => !/^\d+$/.test(word));
    const to = deps.now();
    const all = await threeRates(deps, { from: new Date(to.getTime() - days * day), to });
    if (!code) return tell(ctx, ratesText(all, days, pen));
    const meant = all.departments.find((one) => [one.code, one.name.zh, one.name.en].includes(code));
    return tell(
      ctx,
      meant ? ratesOfDepartment(meant, days, pen) : pen.say.rates.noSuchDepartment(escapeHtml(code)),
    );
  }),
);
