import { Composer } from 'telegraf';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { bindGroup, bindWebhook, chooseGroupLanguage, type Seat } from '../../core/channels/channels.ts';
import { checkWebhookUrl } from '../../core/channels/webhook-url.ts';
import { languages } from '../../core/deps.ts';
import { languageOf } from '../../core/people/meet.ts';
import { may, type Right } from '../../core/people/roles.ts';
import { pack } from '../buttons.ts';
import { type Ctx, isPrivate, rewrite, tell, toast } from '../context.ts';
import { escapeHtml } from '../messages/format.ts';
import { messages } from '../messages/messages.ts';
import { departmentButtons } from './names.ts';
import { only } from './only.ts';
import { tapOf } from './review-taps.ts';

/** What groups are for, in which language they are spoken to, and departments that have a system in place of a group. */
export const groupCommands = new Composer<Ctx>();

groupCommands.command('here', only('administer', chooseSeat));
groupCommands.command('webhook', only('administer', connectWebhook));
groupCommands.command('language', chooseLanguageOfGroup);
groupCommands.command('help', async (ctx, next) =>
  ctx.channel ? void (await tell(ctx, ctx.say.staff.help)) : next(),
);
groupCommands.on('callback_query', async (ctx, next) => {
  const tap = tapOf(ctx);
  if (tap?.kind !== 'here') return next();
  if (!(await may(ctx.deps.db, ctx.person.id, 'administer')))
    return toast(ctx, ctx.say.taps.notAllowed, true);
  await toast(ctx);
  await bindHere(ctx, tap.seat);
});

/** `/here`: what this group is. With a name behind it, at once; without, by a button. */
async function chooseSeat(ctx: Ctx & { payload: string }): Promise<void> {
  if (isPrivate(ctx)) return void (await tell(ctx, ctx.say.staff.hereInGroup));
  if (ctx.payload.trim()) return bindHere(ctx, ctx.payload.trim());
  const language = languageOf(ctx.channel ?? ctx.person);
  await tell(ctx, ctx.say.staff.hereWhat, [
    [{ text: ctx.say.staff.reviewers, callback_data: pack('here', { seat: 'reviewers' }) }],
    ...(await departmentButtons(ctx.deps, language, (seat) => pack('here', { seat }))),
  ]);
}

async function bindHere(ctx: Ctx, name: string): Promise<void> {
  const found = isPrivate(ctx) ? null : await findSeat(ctx, name);
  if (!found) return void (await tell(ctx, ctx.say.staff.noSuchSeat(escapeHtml(name))));
  await bindGroup(ctx.deps, { seat: found.seat, chatId: BigInt(ctx.chat!.id), by: ctx.person.id });
  const bound = ctx.say.staff.bound(escapeHtml(found.name));
  await (ctx.callbackQuery ? rewrite(ctx, bound) : tell(ctx, bound));
}

/** The seat that somebody means by a code or by a name in either language. */
async function findSeat(ctx: Ctx, name: string): Promise<{ seat: Seat; name: string } | null> {
  const isMeant = (one: string) => one.toLowerCase() === name.toLowerCase();
  if (['reviewers', ...languages.map((language) => messages[language].staff.reviewers)].some(isMeant))
    return { seat: { purpose: 'reviewers' }, name: ctx.say.staff.reviewers };
  const catalog = await catalogInForce(ctx.deps);
  const department = catalog?.departments.find(({ code, name: { zh, en } }) => [code, zh, en].some(isMeant));
  return (
    (department && {
      seat: { purpose: 'department', departmentCode: department.code },
      name: department.name[languageOf(ctx.channel ?? ctx.person)],
    }) ??
    null
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
