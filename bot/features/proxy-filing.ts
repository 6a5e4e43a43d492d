import { receive } from '../../core/complaints/receive.ts';
import { expect, expectedOf, withinTheHour } from '../../core/people/expecting.ts';
import { tokenShape } from '../../core/people/link-token.ts';
import { answered, type Interview, nextQuestion } from '../../core/proxy/interview.ts';
import { filedFor, joinProxy } from '../../core/proxy/join.ts';
import { makeLink } from '../../core/proxy/link.ts';
import { readBack } from '../../core/proxy/read-back.ts';
import { pack } from '../buttons.ts';
import { type Ctx, type Feature, isPrivate, rewrite, tell, toast } from '../context.ts';
import { commandIn } from '../intake/command.ts';
import { readMessage } from '../intake/read-message.ts';
import { clip, escapeHtml } from '../messages/format.ts';
import { answerTo } from './intake.ts';
import { refresh, tapOf } from './review-taps.ts';

/** How a deep link tells the way into a complaint that was filed for somebody: t.me/<bot>?start=p-<token>. */
const joinPrefix = 'p-';

/**
 * Filing for somebody who cannot: `/for` asks who, how they are reached and whether they agree, and takes what comes then as their complaint.
 * Whoever it is for may join by a link, in a chat of their own.
 */
export const proxyFiling: Feature = async (ctx, next) => {
  if (!isPrivate(ctx)) return next();
  if (ctx.callbackQuery) return (await tapped(ctx)) ? undefined : next();
  const command = commandIn(ctx.message);
  if (command?.name === 'for') return ask(ctx, answered({}, command.rest) ?? {});
  if (command?.name === 'start' && command.rest.startsWith(joinPrefix))
    return offer(ctx, command.rest.slice(joinPrefix.length));
  return (await goesOn(ctx)) ? undefined : next();
};

async function ask(ctx: Ctx, soFar: Interview): Promise<void> {
  const { deps, person, say } = ctx;
  await expect(deps.db, person.id, { what: 'proxy', interview: soFar, until: withinTheHour(deps.now()) });
  const asking = nextQuestion(soFar);
  const name = escapeHtml(soFar.name ?? '');
  if (asking !== 'consent') return void (await tell(ctx, say.proxy.ask[asking](name)));
  await tell(ctx, say.proxy.ask.consent(name), [
    [{ text: say.proxy.spoken, callback_data: pack('consent', { how: 'spoken' }) }],
    [{ text: say.proxy.cannot, callback_data: pack('consent', { how: 'none' }) }],
  ]);
}

/** The answer to what was asked last, or the complaint itself once all is known. */
async function goesOn(ctx: Ctx): Promise<boolean> {
  const { deps, person, message } = ctx;
  const expected = expectedOf(person, deps.now());
  if (expected?.what !== 'proxy' || !message) return false;
  const read = readMessage(message);
  if (!('incoming' in read) || read.incoming.replyTo !== null) return false;
  const { incoming } = read;
  if (nextQuestion(expected.interview) !== 'words') {
    // What is no answer, such as a photo in place of a name, is asked for once more.
    await ask(ctx, answered(expected.interview, incoming.text) ?? expected.interview);
    return true;
  }
  await answerTo(ctx, await receive(deps, { person, incoming, proxy: expected.interview }));
  // Only after the words are kept: should we die in between, they are still expected, and a repeat is known.
  await expect(deps.db, person.id, null);
  return true;
}

async function tapped(ctx: Ctx): Promise<boolean> {
  const { deps, person, say } = ctx;
  const tap = tapOf(ctx);
  switch (tap?.kind) {
    case 'consent': {
      const expected = expectedOf(person, deps.now());
      if (expected?.what !== 'proxy' || nextQuestion(expected.interview) !== 'consent') {
        await toast(ctx, say.taps.unknown, true);
        return true;
      }
      await toast(ctx);
      await rewrite(ctx, tap.how === 'spoken' ? say.proxy.hasSpoken : say.proxy.hasNot);
      await ask(ctx, { ...expected.interview, consent: tap.how });
      return true;
    }
    case 'readBack': {
      const done = await readBack(deps, { complaintId: tap.complaint, writerId: person.id });
      await toast(ctx, done ? say.proxy.thanks : say.proxy.known);
      await refresh(ctx);
      return true;
    }
    case 'joinLink':
      await giveLink(ctx, tap.complaint);
      return true;
    case 'concerned':
      await join(ctx, tap.token, tap.agrees === 'yes');
      return true;
    default:
      return false;
  }
}

async function giveLink(ctx: Ctx, complaintId: number): Promise<void> {
  const { deps, person, say } = ctx;
  const link = await makeLink(deps, { complaintId, writerId: person.id });
  if (!link) return toast(ctx, say.proxy.known, true);
  await toast(ctx);
  const url = `https://t.me/${ctx.me}?start=${joinPrefix}${link.token}`;
  await tell(ctx, say.proxy.link(escapeHtml(link.name), url));
}

/** As much of it as one message shows. */
const mostWords = 1500;

/** What was filed in their name, and whether they agree to it. */
async function offer(ctx: Ctx, token: string): Promise<void> {
  const { say, person } = ctx;
  const filed = tokenShape.test(token) ? await filedFor(ctx.deps, token) : null;
  if (!filed) return void (await tell(ctx, say.proxy.badLink));
  if (filed.writer.id === person.id) return void (await tell(ctx, say.proxy.ownLink));
  const words = escapeHtml(clip(filed.words.join('\n'), mostWords));
  const button = (text: string, agrees: 'yes' | 'no') => ({
    text,
    callback_data: pack('concerned', { agrees, token }),
  });
  await tell(ctx, say.proxy.filed(escapeHtml(filed.writer.name ?? ''), words), [
    [button(say.proxy.agree, 'yes'), button(say.proxy.refuse, 'no')],
  ]);
}

async function join(ctx: Ctx, token: string, agrees: boolean): Promise<void> {
  const { deps, person, say } = ctx;
  const chatId = BigInt(ctx.chat!.id);
  const outcome = await joinProxy(deps, { token, personId: person.id, chatId, agrees });
  await toast(ctx);
  switch (outcome.kind) {
    case 'own':
      return rewrite(ctx, say.proxy.ownLink);
    case 'unknown':
      return rewrite(ctx, say.proxy.badLink);
    case 'joined':
      return rewrite(ctx, say.proxy.joined(outcome.reference));
    default:
      return rewrite(ctx, say.resident.withdraw[outcome.kind](outcome.reference));
  }
}
