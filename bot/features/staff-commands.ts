import { Composer } from 'telegraf';
import type { InlineKeyboardButton } from 'telegraf/types';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { bindGroup, bindWebhook, chooseGroupLanguage, type Seat } from '../../core/channels/channels.ts';
import { checkWebhookUrl } from '../../core/channels/webhook-url.ts';
import { languages } from '../../core/deps.ts';
import { invite } from '../../core/people/invite.ts';
import { languageOf } from '../../core/people/meet.ts';
import { listStaff, may, type Right, revokeRoles } from '../../core/people/roles.ts';
import { readReference } from '../../core/tickets/reference.ts';
import { story } from '../../core/tickets/story.ts';
import type { RoleName } from '../../prisma/generated/enums.ts';
import { pack } from '../buttons.ts';
import { storyText } from '../cards/story.ts';
import { type Ctx, isPrivate, rewrite, tell, toast } from '../context.ts';
import { escapeHtml } from '../messages/format.ts';
import { messages } from '../messages/messages.ts';
import { departmentName } from './names.ts';
import { invitePrefix } from './resident-commands.ts';
import { tapOf } from './review-taps.ts';

const roles = [
  'reviewer',
  'supervisor',
  'department_member',
  'grid_worker',
  'admin',
] as const satisfies RoleName[];

/** Commands and taps of those who run it: people, groups, channels, and the way of a ticket. */
export const staffCommands = new Composer<Ctx>();

staffCommands.command('ticket', tellStory);
staffCommands.command('here', only('administer', chooseSeat));
staffCommands.command('invite', only('administer', chooseRole));
staffCommands.command('staff', only('administer', tellStaff));
staffCommands.command('revoke', only('administer', chooseRevoked));
staffCommands.command('webhook', only('administer', connectWebhook));
staffCommands.command('language', chooseLanguageOfGroup);
staffCommands.command('help', async (ctx, next) =>
  ctx.channel ? void (await tell(ctx, ctx.say.staff.help)) : next(),
);
staffCommands.on('callback_query', staffTaps);

/** Runs a command for those who may; others hear that they may not. */
function only(right: Right, run: (ctx: Ctx & { payload: string }) => Promise<unknown>) {
  return async (ctx: Ctx & { payload: string }) => {
    if (await may(ctx.deps.db, ctx.person.id, right)) await run(ctx);
    else await tell(ctx, ctx.say.taps.notAllowed);
  };
}

async function staffTaps(ctx: Ctx, next: () => Promise<void>): Promise<void> {
  const tap = tapOf(ctx);
  if (!tap || !['here', 'invite', 'inviteTo', 'revoke'].includes(tap.kind)) return next();
  if (!(await may(ctx.deps.db, ctx.person.id, 'administer')))
    return toast(ctx, ctx.say.taps.notAllowed, true);
  await toast(ctx);
  if (tap.kind === 'here') await bindHere(ctx, tap.seat);
  if (tap.kind === 'invite') await inviteTo(ctx, tap.role, null);
  if (tap.kind === 'inviteTo') await inviteTo(ctx, 'department_member', tap.department);
  if (tap.kind === 'revoke') await revoke(ctx, tap.person);
}

/** `/ticket 7K4-2QD`: the whole way, for staff and for the department that has it. */
async function tellStory(ctx: Ctx & { payload: string }): Promise<void> {
  const reference = readReference(ctx.payload);
  if (!reference) return void (await tell(ctx, ctx.say.staff.ticketUsage));
  const found = await story(ctx.deps, reference);
  const allowed = await Promise.all([
    may(ctx.deps.db, ctx.person.id, 'review'),
    may(ctx.deps.db, ctx.person.id, { memberOf: found?.ticket.departmentCode ?? '' }),
  ]);
  if (!allowed.includes(true)) return void (await tell(ctx, ctx.say.taps.notAllowed));
  if (!found) return void (await tell(ctx, ctx.say.staff.noSuchTicket(reference)));
  const place = { language: languageOf(ctx.channel ?? ctx.person), timeZone: ctx.deps.settings.timeZone };
  await tell(ctx, storyText(found, place));
}

/** `/here`: what this group is. With a name behind it, at once; without, by a button. */
async function chooseSeat(ctx: Ctx & { payload: string }): Promise<void> {
  if (isPrivate(ctx)) return void (await tell(ctx, ctx.say.staff.hereInGroup));
  if (ctx.payload.trim()) return bindHere(ctx, ctx.payload.trim());
  await tell(ctx, ctx.say.staff.hereWhat, [
    [{ text: ctx.say.staff.reviewers, callback_data: pack('here', { seat: 'reviewers' }) }],
    ...(await departmentButtons(ctx, (seat) => pack('here', { seat }))),
  ]);
}

async function bindHere(ctx: Ctx, name: string): Promise<void> {
  const language = languageOf(ctx.person);
  const catalog = await catalogInForce(ctx.deps);
  const department = catalog?.departments.find(({ code, name: names }) =>
    [code, names.zh, names.en].includes(name),
  );
  const reviewers = ['reviewers', ctx.say.staff.reviewers].includes(name);
  if (isPrivate(ctx) || !(department || reviewers))
    return void (await tell(ctx, ctx.say.staff.noSuchSeat(escapeHtml(name))));
  const seat: Seat = department
    ? { purpose: 'department', departmentCode: department.code }
    : { purpose: 'reviewers' };
  await bindGroup(ctx.deps, { seat, chatId: BigInt(ctx.chat!.id), by: ctx.person.id });
  const bound = ctx.say.staff.bound(
    department ? escapeHtml(department.name[language]) : ctx.say.staff.reviewers,
  );
  await (ctx.callbackQuery ? rewrite(ctx, bound) : tell(ctx, bound));
}

/** `/invite`: a one-time link, by role and, for its people, department. In private only, as whoever has the link gets in. */
async function chooseRole(ctx: Ctx): Promise<void> {
  if (!isPrivate(ctx)) return void (await tell(ctx, ctx.say.staff.inPrivate));
  const rows = roles.map((role) => [{ text: ctx.say.roles[role], callback_data: pack('invite', { role }) }]);
  await tell(ctx, ctx.say.staff.inviteWhom, rows);
}

async function inviteTo(ctx: Ctx, role: RoleName, departmentCode: string | null): Promise<void> {
  if (role === 'department_member' && departmentCode === null) {
    const rows = await departmentButtons(ctx, (department) => pack('inviteTo', { department }));
    return rewrite(ctx, ctx.say.staff.inviteWhere, rows);
  }
  const { token } = await invite(ctx.deps, { role, departmentCode, by: ctx.person.id });
  const link = `https://t.me/${ctx.botInfo.username}?start=${invitePrefix}${token}`;
  const department = await departmentName(ctx.deps, departmentCode, languageOf(ctx.person));
  await rewrite(ctx, ctx.say.staff.invitation({ link, role: ctx.say.roles[role], department }));
}

async function tellStaff(ctx: Ctx): Promise<void> {
  await tell(ctx, [ctx.say.staff.listTitle, ...(await staffLines(ctx)).map(({ line }) => line)].join('\n'));
}

/** `/revoke`: who is to lose all roles, by a button. */
async function chooseRevoked(ctx: Ctx): Promise<void> {
  const rows = (await staffLines(ctx)).map(({ personId, name, role }) => [
    { text: `${name} · ${role}`, callback_data: pack('revoke', { person: personId }) },
  ]);
  await tell(ctx, ctx.say.staff.revokeWhom, rows.slice(0, 90));
}

async function revoke(ctx: Ctx, personId: number): Promise<void> {
  const person = await ctx.deps.db.person.findUnique({ where: { id: personId } });
  const outcome = await revokeRoles(ctx.deps, { personId, by: ctx.person.id });
  const name = escapeHtml(person?.name ?? '?');
  await rewrite(ctx, outcome.kind === 'revoked' ? ctx.say.staff.revoked(name) : ctx.say.staff.lastAdmin);
}

async function staffLines(ctx: Ctx) {
  const language = languageOf(ctx.person);
  const held = await listStaff(ctx.deps);
  const people = Map.groupBy(held, ({ personId }) => personId);
  return Promise.all(
    [...people.values()].map(async (rows) => {
      const names = rows.map(async ({ role, departmentCode }) =>
        [ctx.say.roles[role], await departmentName(ctx.deps, departmentCode, language)]
          .filter(Boolean)
          .join(' · '),
      );
      const role = (await Promise.all(names)).join(', ');
      const name = rows[0]!.person.name ?? '?';
      return { personId: rows[0]!.personId, name, role, line: `• ${escapeHtml(name)} — ${escapeHtml(role)}` };
    }),
  );
}

/** `/webhook CODE URL`: a department's own system in place of a group. The secret is shown this once. */
async function connectWebhook(ctx: Ctx & { payload: string }): Promise<void> {
  if (!isPrivate(ctx)) return void (await tell(ctx, ctx.say.staff.inPrivate));
  const [code = '', url = ''] = ctx.payload.trim().split(/\s+/);
  const catalog = await catalogInForce(ctx.deps);
  const department = catalog?.departments.find((one) => one.code === code);
  if (!department || url === '') {
    const codes = (catalog?.departments ?? []).map(
      (one) => `<code>${one.code}</code> ${escapeHtml(one.name[languageOf(ctx.person)])}`,
    );
    return void (await tell(ctx, ctx.say.staff.webhookUsage(codes.join('\n'))));
  }
  const problem = checkWebhookUrl(url);
  if (problem) return void (await tell(ctx, ctx.say.staff.webhookProblem[problem]));
  const channel = await bindWebhook(ctx.deps, { departmentCode: code, url, by: ctx.person.id });
  await tell(
    ctx,
    ctx.say.staff.webhookBound(escapeHtml(department.name[languageOf(ctx.person)]), channel.secret!),
  );
}

/** `/language` in a group: the language of its cards. */
async function chooseLanguageOfGroup(
  ctx: Ctx & { payload: string },
  next: () => Promise<void>,
): Promise<void> {
  if (!ctx.channel) return next();
  const { channel } = ctx;
  const right: Right = channel.departmentCode === null ? 'review' : { memberOf: channel.departmentCode };
  if (!(await may(ctx.deps.db, ctx.person.id, right))) return void (await tell(ctx, ctx.say.taps.notAllowed));
  const wanted =
    languages.find((language) => language === ctx.payload.trim()) ??
    (channel.language === 'zh' ? 'en' : 'zh');
  await chooseGroupLanguage(ctx.deps, channel.id, wanted);
  await tell(ctx, messages[wanted].staff.groupLanguage);
}

async function departmentButtons(
  ctx: Ctx,
  data: (code: string) => string,
): Promise<InlineKeyboardButton[][]> {
  const catalog = await catalogInForce(ctx.deps);
  const language = languageOf(ctx.channel ?? ctx.person);
  return (catalog?.departments ?? []).map(({ code, name }) => [
    { text: name[language], callback_data: data(code) },
  ]);
}
