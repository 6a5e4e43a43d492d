import type { Message } from 'telegraf/types';
import type { Incoming } from '../../core/complaints/incoming.ts';
import { receive } from '../../core/complaints/receive.ts';
import { gridWorker, setArea } from '../../core/grid/area.ts';
import {
  type Reported,
  reportFromSpot,
  type SpotReport,
  ticketOfAlbum,
} from '../../core/grid/spot-report.ts';
import { type Expectation, expect, expectedOf, withinTheHour } from '../../core/people/expecting.ts';
import { may } from '../../core/people/roles.ts';
import { readReference } from '../../core/tickets/reference.ts';
import { type Ctx, type Feature, isPrivate, tell } from '../context.ts';
import { commandIn } from '../intake/command.ts';
import { readMessage } from '../intake/read-message.ts';
import { escapeHtml } from '../messages/format.ts';
import { answerTo } from './intake.ts';

/**
 * What grid workers do in their own chat: `/round` files what they see themselves, `/feedback REF` and `/escalate REF` tell of a ticket from
 * the spot, `/area` says which streets are theirs. Words may come with the command, as a photo's caption, or next.
 */
export const gridWork: Feature = async (ctx, next) => {
  const { message } = ctx;
  if (!message || !isPrivate(ctx)) return next();
  const command = commandIn(message);
  const known = command && commands[command.name as keyof typeof commands];
  if (!known && !command) return (await goesOn(ctx, message)) ? undefined : next();
  if (!known) return next();
  if (!(await may(ctx.deps.db, ctx.person.id, 'round')))
    return void (await tell(ctx, ctx.say.taps.notAllowed));
  await known(ctx, message, command.rest);
};

type Run = (ctx: Ctx, message: Message, rest: string) => Promise<void>;

const commands = {
  round: startRound,
  feedback: (ctx, message, rest) => report(ctx, message, rest, 'feedback'),
  escalate: (ctx, message, rest) => report(ctx, message, rest, 'escalation'),
  area: sayArea,
} satisfies Record<string, Run>;

async function startRound(ctx: Ctx, message: Message, rest: string): Promise<void> {
  const { deps, person, say } = ctx;
  const incoming = incomingOf(message, rest);
  if (incoming) return takeRound(ctx, incoming);
  await expect(deps.db, person.id, { what: 'round', until: withinTheHour(deps.now()) });
  await tell(ctx, say.grid.roundListens);
}

async function takeRound(ctx: Ctx, incoming: Incoming): Promise<void> {
  const { deps, person } = ctx;
  await answerTo(ctx, await receive(deps, { person, incoming, origin: 'round' }));
}

async function report(ctx: Ctx, message: Message, rest: string, what: SpotReport): Promise<void> {
  const { deps, person, say } = ctx;
  const [first = '', ...words] = rest.split(/\s+/);
  const reference = readReference(first);
  if (!reference) return void (await tell(ctx, say.grid.usage[what]));
  const incoming = incomingOf(message, words.length > 0 ? rest.slice(first.length).trim() : '');
  if (incoming) return tellReported(ctx, reference, what, incoming);
  await expect(deps.db, person.id, { what, reference, until: withinTheHour(deps.now()) });
  await tell(ctx, say.grid.listens[what](reference));
}

async function tellReported(
  ctx: Ctx,
  reference: string,
  what: SpotReport,
  incoming: Incoming,
): Promise<void> {
  const { deps, person } = ctx;
  const outcome = await reportFromSpot(deps, { reference, by: person.id, what, incoming });
  if (outcome.kind !== 'repeated') await tell(ctx, outcomeText(ctx, outcome, reference, what));
}

function outcomeText(
  { say }: Ctx,
  outcome: Exclude<Reported, { kind: 'repeated' }>,
  reference: string,
  what: SpotReport,
): string {
  switch (outcome.kind) {
    case 'reported':
      return say.grid.reported[what](reference, escapeHtml(outcome.ticket.title));
    case 'not-allowed':
      return say.taps.notAllowed;
    case 'unknown':
      return say.staff.noSuchTicket(reference);
    case 'ended':
      return say.grid.ended(reference);
  }
}

/** Words and pictures that come after a command without any, and the further pictures of an album. */
async function goesOn(ctx: Ctx, message: Message): Promise<boolean> {
  const { deps, person } = ctx;
  const incoming = incomingOf(message, null);
  if (!incoming) return false;
  const album = await ticketOfAlbum(deps, incoming);
  if (album) {
    await reportFromSpot(deps, { ...album, by: person.id, incoming });
    return true;
  }
  const expected = expectedOf(person, deps.now());
  if (!expected || incoming.replyTo !== null || !isOurs(expected)) return false;
  if (expected.what === 'round') await takeRound(ctx, incoming);
  else await tellReported(ctx, expected.reference, expected.what, incoming);
  // Only after the words are kept: should we die in between, they are still expected, and a repeat is known.
  await expect(deps.db, person.id, null);
  return true;
}

type Ours = Extract<Expectation, { what: 'round' | SpotReport }>;

function isOurs(expected: Expectation): expected is Ours {
  return ['round', 'feedback', 'escalation'].includes(expected.what);
}

/** What a message brings beside its command; null where that is nothing. `text`: in place of the words with the command in front. */
function incomingOf(message: Message, text: string | null): Incoming | null {
  const read = readMessage(message);
  if (read.kind === 'command' || !('incoming' in read)) return null;
  const incoming = text === null ? read.incoming : { ...read.incoming, text: text || null };
  return incoming.text === null && incoming.media.length === 0 && incoming.place === null ? null : incoming;
}

async function sayArea(ctx: Ctx, _message: Message, rest: string): Promise<void> {
  const { deps, person, say } = ctx;
  const area = rest.slice(0, 200);
  const isSet = area !== '' && (await setArea(deps, { personId: person.id, area }));
  if (isSet) return void (await tell(ctx, say.grid.areaSet(escapeHtml(area))));
  const known = await gridWorker(deps.db, person.id);
  await tell(ctx, known ? say.grid.areaUsage(known.area && escapeHtml(known.area)) : say.grid.areaOfOthers);
}
