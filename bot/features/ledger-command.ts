import { Composer, Input } from 'telegraf';
import { readLedger } from '../../core/ledgers/read-ledger.ts';
import { expect, expectedOf, withinTheHour } from '../../core/people/expecting.ts';
import type { LookPurpose } from '../../prisma/generated/enums.ts';
import { lookPurposes, pack } from '../buttons.ts';
import { ledgerFile } from '../cards/ledger-file.ts';
import { ledgerPage } from '../cards/ledger-page.ts';
import { type Ctx, isPrivate, rewrite, tell, toast } from '../context.ts';
import { escapeHtml } from '../messages/format.ts';
import { only } from './only.ts';
import { penOf } from './pen-of.ts';
import { tapOf } from './review-taps.ts';

/** `/ledger ADDRESS`: all that was reported of a place, an enterprise, a category or a department, for staff in their own chat who say why. */
export const ledgerCommand = new Composer<Ctx>();

const longest = 100;

ledgerCommand.command(
  'ledger',
  only('review', async (ctx) => {
    const { say, deps, person } = ctx;
    if (!isPrivate(ctx)) return tell(ctx, say.staff.inPrivate);
    const words = ctx.payload.trim().slice(0, longest);
    if (words === '') return tell(ctx, say.ledger.usage);
    await expect(deps.db, person.id, { what: 'ledger', words, until: withinTheHour(deps.now()) });
    const buttons = lookPurposes.map((purpose) => [
      { text: say.ledger.purposes[purpose], callback_data: pack('ledgerWhy', { purpose }) },
    ]);
    return tell(ctx, say.ledger.why(escapeHtml(words)), buttons);
  }),
);

ledgerCommand.on('callback_query', async (ctx, next) => {
  const tap = tapOf(ctx);
  switch (tap?.kind) {
    case 'ledgerWhy':
      return show(ctx, { page: 0, purpose: tap.purpose });
    case 'ledgerPage':
      return show(ctx, { page: tap.page });
    case 'ledgerFile':
      return giveFile(ctx);
    default:
      return next();
  }
});

/** Which ledger this person has open, if it is not too long ago. */
function openLedger({ person, deps }: Ctx) {
  const expected = expectedOf(person, deps.now());
  return expected?.what === 'ledger' ? expected : null;
}

async function show(ctx: Ctx, { page, purpose }: { page: number; purpose?: LookPurpose }): Promise<void> {
  const { deps, person } = ctx;
  const open = openLedger(ctx);
  const why = purpose ?? open?.purpose;
  if (!open || !why) return toast(ctx, ctx.say.ledger.closed, true);
  const as = purpose ? 'opened' : 'turned';
  const ledger = await readLedger(deps, { words: open.words, by: person.id, purpose: why, as });
  if (!ledger) return toast(ctx, ctx.say.taps.notAllowed, true);
  if (purpose) await expect(deps.db, person.id, { ...open, purpose });
  await toast(ctx);
  const { html, keyboard } = ledgerPage(ledger, page, penOf(ctx));
  await rewrite(ctx, html, keyboard);
}

async function giveFile(ctx: Ctx): Promise<void> {
  const { deps, person } = ctx;
  const open = openLedger(ctx);
  if (!open?.purpose) return toast(ctx, ctx.say.ledger.closed, true);
  const { words, purpose } = open;
  const ledger = await readLedger(deps, { words, by: person.id, purpose, as: 'exported' });
  if (!ledger) return toast(ctx, ctx.say.taps.notAllowed, true);
  await toast(ctx);
  const file = Input.fromBuffer(ledgerFile(ledger, penOf(ctx)), 'ledger.csv');
  await ctx.replyWithDocument(file, { caption: ctx.say.ledger.fileIs(ledger.entries.length) });
}
