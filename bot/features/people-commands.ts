import { Composer } from 'telegraf';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { invite } from '../../core/people/invite.ts';
import { languageOf } from '../../core/people/meet.ts';
import { listStaff, may, revokeRoles } from '../../core/people/roles.ts';
import type { RoleName } from '../../prisma/generated/enums.ts';
import { pack } from '../buttons.ts';
import { keepEnds, mostText } from '../cards/thread.ts';
import { type Ctx, isPrivate, rewrite, tell, toast } from '../context.ts';
import { clip, escapeHtml } from '../messages/format.ts';
import { departmentButtons, departmentName } from './names.ts';
import { only } from './only.ts';
import { invitePrefix } from './resident-commands.ts';
import { tapOf } from './review-taps.ts';

const roles = [
  'reviewer',
  'supervisor',
  'department_member',
  'grid_worker',
  'admin',
] as const satisfies RoleName[];

/** Telegram takes at most 100 buttons below a message. */
const mostButtons = 90;

/** Who is who: an admin invites, lists and revokes. */
export const peopleCommands = new Composer<Ctx>();

peopleCommands.command('invite', only('administer', chooseRole));
peopleCommands.command('staff', only('administer', tellStaff));
peopleCommands.command('revoke', only('administer', chooseRevoked));
peopleCommands.on('callback_query', async (ctx, next) => {
  const tap = tapOf(ctx);
  if (tap?.kind !== 'invite' && tap?.kind !== 'inviteTo' && tap?.kind !== 'revoke') return next();
  if (!(await may(ctx.deps.db, ctx.person.id, 'administer')))
    return toast(ctx, ctx.say.taps.notAllowed, true);
  await toast(ctx);
  if (tap.kind === 'invite') await inviteAs(ctx, tap.role, null);
  if (tap.kind === 'inviteTo') await inviteAs(ctx, 'department_member', tap.department);
  if (tap.kind === 'revoke') await revoke(ctx, tap.person);
});

/** `/invite`: a one-time link, by role and, for its people, department. In private only, as whoever has the link gets in. */
async function chooseRole(ctx: Ctx): Promise<void> {
  if (!isPrivate(ctx)) return void (await tell(ctx, ctx.say.staff.inPrivate));
  const rows = roles.map((role) => [{ text: ctx.say.roles[role], callback_data: pack('invite', { role }) }]);
  await tell(ctx, ctx.say.staff.inviteWhom, rows);
}

async function inviteAs(ctx: Ctx, role: RoleName, departmentCode: string | null): Promise<void> {
  // A link to a role would be for everybody in the group that the tap came from.
  if (!isPrivate(ctx)) return rewrite(ctx, ctx.say.staff.inPrivate);
  const language = languageOf(ctx.person);
  const catalog = await catalogInForce(ctx.deps);
  const known = catalog?.departments.some(({ code }) => code === departmentCode);
  if (role === 'department_member' && !known) {
    const rows = await departmentButtons(ctx.deps, language, (department) =>
      pack('inviteTo', { department }),
    );
    return rewrite(ctx, ctx.say.staff.inviteWhere, rows);
  }
  const { token } = await invite(ctx.deps, { role, departmentCode, by: ctx.person.id });
  const link = `https://t.me/${ctx.botInfo.username}?start=${invitePrefix}${token}`;
  const department = await departmentName(ctx.deps, departmentCode, language);
  await rewrite(ctx, ctx.say.staff.invitation({ link, role: ctx.say.roles[role], department }));
}

async function tellStaff(ctx: Ctx): Promise<void> {
  const { listTitle } = ctx.say.staff;
  const people = (await staffLines(ctx)).map(
    ({ name, role }) => `• ${escapeHtml(name)} — ${escapeHtml(role)}`,
  );
  await tell(ctx, [listTitle, ...keepEnds(people, mostText - 100, ctx.say.card.more)].join('\n'));
}

/** `/revoke`: who is to lose all roles, by a button; `/revoke name` where there are too many for one message. */
async function chooseRevoked(ctx: Ctx & { payload: string }): Promise<void> {
  const wanted = ctx.payload.trim().toLowerCase();
  const found = (await staffLines(ctx)).filter(({ name }) => name.toLowerCase().includes(wanted));
  const rows = found.map(({ personId, name, role }) => [
    { text: clip(`${name} · ${role}`, 60), callback_data: pack('revoke', { person: personId }) },
  ]);
  await tell(ctx, ctx.say.staff.revokeWhom, rows.slice(0, mostButtons));
}

async function revoke(ctx: Ctx, personId: number): Promise<void> {
  const person = await ctx.deps.db.person.findUnique({ where: { id: personId } });
  const outcome = await revokeRoles(ctx.deps, { personId, by: ctx.person.id });
  const name = escapeHtml(person?.name ?? '?');
  await rewrite(ctx, outcome.kind === 'revoked' ? ctx.say.staff.revoked(name) : ctx.say.staff.lastAdmin);
}

/** All who hold roles, with what they are in one line. */
async function staffLines(ctx: Ctx) {
  const language = languageOf(ctx.person);
  const held = await listStaff(ctx.deps);
  const people = Map.groupBy(held, ({ personId }) => personId);
  return Promise.all(
    [...people].map(async ([personId, rows]) => {
      const names = rows.map(async ({ role, departmentCode }) =>
        [ctx.say.roles[role], await departmentName(ctx.deps, departmentCode, language)]
          .filter(Boolean)
          .join(' · '),
      );
      const role = (await Promise.all(names)).join(', ');
      return { personId, name: rows[0]!.person.name ?? '?', role };
    }),
  );
}
