import { aboutOf } from '../../core/complaints/about.ts';
import { editMessage } from '../../core/complaints/edit-message.ts';
import type { Incoming } from '../../core/complaints/incoming.ts';
import { type Received, receive } from '../../core/complaints/receive.ts';
import { answeredTicket } from '../../core/follow/answered-ticket.ts';
import { expect } from '../../core/people/expecting.ts';
import { hearLanguage } from '../../core/people/meet.ts';
import type { MessagePurpose } from '../../prisma/generated/enums.ts';
import { pack } from '../buttons.ts';
import { type Ctx, type Feature, isPrivate, tell } from '../context.ts';
import { type Read, readMessage } from '../intake/read-message.ts';
import { messages } from '../messages/messages.ts';

/** Whatever a resident writes that is no command: it is kept first, and understood later. */
export const intake: Feature = async (ctx) => {
  if (!isPrivate(ctx)) return;
  const { message, editedMessage } = ctx;
  const read = readMessage((editedMessage ?? message)!);
  if (read.kind === 'silent') return;
  if (read.kind === 'nothing') return void (await tell(ctx, ctx.say.resident.nothing));
  if (read.kind === 'command') return void (await tell(ctx, ctx.say.resident.help));
  await answerInTheirLanguage(ctx, read.incoming.text);
  const edited =
    editedMessage && (await editMessage(ctx.deps, { personId: ctx.person.id, incoming: read.incoming }));
  if (!edited || edited.kind === 'unknown') await take(ctx, read);
};

type Kept = Extract<Read, { incoming: Incoming }>;

async function take(ctx: Ctx, read: Kept): Promise<void> {
  const { deps, person } = ctx;
  const { incoming } = read;
  const { about, wantsHuman = false, expected } = await aboutOf(deps, person, incoming);
  const onlyJoin = read.kind === 'attachment' && !about && !wantsHuman;
  const received = await receive(deps, { person, incoming, ...(about && { about }), wantsHuman, onlyJoin });
  // Only after the words are kept: should we die in between, they are still expected, and a repeat is known.
  if (expected && isTaken(received)) await expect(deps.db, person.id, null);
  const placed = incoming.place !== null || (expected && about?.purpose === 'addition');
  if (placed && received.kind === 'joined') await thankForPlace(ctx, received.reference);
  else await answerTo(ctx, received, about?.purpose);
  if (read.kind === 'incoming' && read.tooLarge && isTaken(received))
    await tell(ctx, ctx.say.resident.tooLarge);
}

function isTaken({ kind }: Received): boolean {
  return kind === 'opened' || kind === 'joined' || kind === 'repeated';
}

/** The card says that it was heard; words are sent only where the card does not tell enough. */
export async function answerTo(ctx: Ctx, received: Received, purpose?: MessagePurpose): Promise<void> {
  const { resident } = ctx.say;
  const { complaintsPerHour } = ctx.deps.settings;
  switch (received.kind) {
    case 'nothing-to-join':
      return void (await tell(ctx, resident.onlyContact));
    case 'flood':
      return void (received.tell && (await tell(ctx, resident.flood(complaintsPerHour))));
    case 'full':
      return void (received.tell && (await tell(ctx, resident.full(received.reference))));
    case 'joined':
      return answerToJoined(ctx, received, purpose);
  }
}

/** The place that was asked for, on the map or in words: the button for sending one has done its work, and goes. */
async function thankForPlace(ctx: Ctx, reference: string): Promise<void> {
  const reply_markup = { remove_keyboard: true } as const;
  await ctx.reply(ctx.say.resident.placed(reference), { parse_mode: 'HTML', reply_markup });
}

/** An album and a quick second sentence are one act of writing: only what comes later gets a word. */
async function answerToJoined(
  ctx: Ctx,
  { complaintId, reference, later }: Extract<Received, { kind: 'joined' }>,
  purpose?: MessagePurpose,
): Promise<void> {
  const { resident, word } = ctx.say;
  if (purpose && purpose !== 'addition') return void (await tell(ctx, resident.passedOn(reference)));
  if (!later) return;
  const answered = await answeredTicket(ctx.deps, { complaintId });
  if (!answered) return void (await tell(ctx, resident.joined(reference)));
  const on = { ticket: answered.id, version: answered.version };
  await tell(ctx, resident.joinedAnswered(answered.reference), [
    [
      { text: word.solved, callback_data: pack('solved', on) },
      { text: word.notSolved, callback_data: pack('notSolved', on) },
    ],
  ]);
}

async function answerInTheirLanguage(ctx: Ctx, text: string | null): Promise<void> {
  if (text === null) return;
  const language = await hearLanguage(ctx.deps, ctx.person, text);
  ctx.person = { ...ctx.person, language };
  ctx.say = messages[language];
}
