import { Composer } from 'telegraf';
import { receive } from '../../core/complaints/receive.ts';
import { languages } from '../../core/deps.ts';
import { gridWorker } from '../../core/grid/area.ts';
import { expect, withinTheHour } from '../../core/people/expecting.ts';
import { redeemInvite } from '../../core/people/invite.ts';
import { languageOf } from '../../core/people/meet.ts';
import { may } from '../../core/people/roles.ts';
import { endedStates } from '../../core/tickets/life.ts';
import { pack } from '../buttons.ts';
import { type Ctx, isPrivate, tell } from '../context.ts';
import { readMessage } from '../intake/read-message.ts';
import { clip } from '../messages/format.ts';
import { answerTo } from './intake.ts';
import { minePage } from './mine.ts';
import { departmentName } from './names.ts';

/** How a deep link tells an invitation: t.me/<bot>?start=i-<token>. */
export const invitePrefix = 'i-';

/** The commands of a resident's own chat. */
export const residentCommands = new Composer<Ctx>();

residentCommands.use(Composer.optional((ctx) => isPrivate(ctx), commands()));

function commands() {
  const composer = new Composer<Ctx>();
  composer.command('start', start);
  composer.command('help', async (ctx) => void (await tell(ctx, ctx.say.resident.help)));
  composer.command('privacy', async (ctx) => void (await tell(ctx, ctx.say.resident.privacy)));
  composer.command('mine', async (ctx) => {
    const { html, keyboard } = await minePage(ctx, 0);
    await tell(ctx, html, keyboard);
  });
  composer.command('language', async (ctx) => {
    const row = languages.map((language) => ({
      text: { zh: '中文', en: 'English' }[language],
      callback_data: pack('language', { language }),
    }));
    await tell(ctx, ctx.say.resident.chooseLanguage, [row]);
  });
  composer.command('forget', async (ctx) => {
    const { resident } = ctx.say;
    const yes = { text: resident.forgetYes, callback_data: pack('forgetYes', {}) };
    const no = { text: resident.forgetNo, callback_data: pack('forgetNo', {}) };
    await tell(ctx, resident.forgetAsk, [[yes], [no]]);
  });
  composer.command('withdraw', chooseWithdrawal);
  composer.command('human', callHuman);
  return composer;
}

/** A greeting; or, behind an invitation's link, the way to a role. */
async function start(ctx: Ctx & { payload: string }): Promise<void> {
  const { deps, person, say } = ctx;
  if (!ctx.payload.startsWith(invitePrefix)) {
    const staff = await may(deps.db, person.id, 'review');
    const grid = await gridWorker(deps.db, person.id);
    const start = [say.resident.start, staff && say.staff.start, grid && say.grid.help];
    await tell(ctx, start.filter(Boolean).join('\n\n'));
    return;
  }
  const token = ctx.payload.slice(invitePrefix.length);
  const outcome = await redeemInvite(deps, { token, personId: person.id });
  if (outcome.kind !== 'welcome') return void (await tell(ctx, say.staff.inviteFailed[outcome.kind]));
  const department = await departmentName(deps, outcome.departmentCode, languageOf(person));
  await tell(ctx, say.staff.welcome(say.roles[outcome.role], department));
  if (outcome.role === 'grid_worker') await tell(ctx, say.grid.help);
}

/** What can still be taken back, each behind a button. */
async function chooseWithdrawal(ctx: Ctx): Promise<void> {
  const { deps, person, say } = ctx;
  const complaints = await deps.db.complaint.findMany({
    where: {
      personId: person.id,
      status: { not: 'withdrawn' },
      erasedAt: null,
      OR: [{ tickets: { none: {} } }, { tickets: { some: { status: { notIn: [...endedStates] } } } }],
    },
    orderBy: { id: 'desc' },
    take: 8,
    include: { tickets: { take: 1, orderBy: { ordinal: 'asc' } } },
  });
  if (complaints.length === 0) return void (await tell(ctx, say.resident.nothingToWithdraw));
  const rows = complaints.map(({ id, reference, tickets }) => [
    {
      text: [reference, clip(tickets[0]?.title ?? '', 30)].filter(Boolean).join(' · '),
      callback_data: pack('withdraw', { complaint: id }),
    },
  ]);
  await tell(ctx, say.resident.withdrawWhich, [
    ...rows,
    [{ text: say.resident.keepAll, callback_data: pack('keep', {}) }],
  ]);
}

/** A way to a human: what comes with the command, or next, goes to a person unsorted. */
async function callHuman(ctx: Ctx & { payload: string }): Promise<void> {
  const { deps, person, say } = ctx;
  const read = readMessage(ctx.message!);
  const text = ctx.payload.trim();
  if (text === '' || read.kind !== 'incoming') {
    await expect(deps.db, person.id, { what: 'human', until: withinTheHour(deps.now()) });
    await tell(ctx, say.resident.humanListens);
    return;
  }
  const incoming = { ...read.incoming, text };
  await answerTo(ctx, await receive(deps, { person, incoming, wantsHuman: true }));
}
