import { aboutOf } from '../../core/complaints/about.ts';
import { editMessage } from '../../core/complaints/edit-message.ts';
import { type Received, receive } from '../../core/complaints/receive.ts';
import { expect } from '../../core/people/expecting.ts';
import { hearLanguage } from '../../core/people/meet.ts';
import { type Ctx, type Feature, isPrivate, tell } from '../context.ts';
import { type Read, readMessage } from '../intake/read-message.ts';
import { messages } from '../messages/messages.ts';

/** Whatever a resident writes that is no command: it is kept first, and understood later. */
export const intake: Feature = async (ctx) => {
  if (!isPrivate(ctx)) return;
  const { message, editedMessage } = ctx;
  const read = readMessage((editedMessage ?? message)!);
  if (read.kind === 'nothing') return void (await tell(ctx, ctx.say.resident.nothing));
  await answerInTheirLanguage(ctx, read.incoming.text);
  const edited =
    editedMessage && (await editMessage(ctx.deps, { personId: ctx.person.id, incoming: read.incoming }));
  if (!edited || edited.kind === 'unknown') await take(ctx, read);
};

async function take(ctx: Ctx, read: Exclude<Read, { kind: 'nothing' }>): Promise<void> {
  const { deps, person } = ctx;
  const { incoming } = read;
  const { about, wantsHuman = false, expected } = await aboutOf(deps, person, incoming);
  const onlyJoin = read.kind === 'attachment' && !about && !wantsHuman;
  const received = await receive(deps, { person, incoming, ...(about && { about }), wantsHuman, onlyJoin });
  // Only after the words are kept: should we die in between, they are still expected, and a repeat is known.
  if (expected && received.kind !== 'flood') await expect(deps.db, person.id, null);
  await tellIfNeeded(ctx, received, about?.purpose);
  if (read.kind === 'incoming' && read.tooLarge) await tell(ctx, ctx.say.resident.tooLarge);
}

/** The card says that it was heard; words are sent only where the card does not tell enough. */
async function tellIfNeeded(ctx: Ctx, received: Received, purpose?: string): Promise<void> {
  const { resident } = ctx.say;
  if (received.kind === 'nothing-to-join') await tell(ctx, resident.nothing);
  if (received.kind === 'flood' && received.tell)
    await tell(ctx, resident.flood(ctx.deps.settings.complaintsPerHour));
  if (received.kind !== 'joined') return;
  // An album and a quick second sentence are one act of writing: only what comes later gets a word.
  if (purpose) await tell(ctx, resident.passedOn(received.reference));
  else if (received.later) await tell(ctx, resident.joined(received.reference));
}

async function answerInTheirLanguage(ctx: Ctx, text: string | null): Promise<void> {
  if (text === null) return;
  const language = await hearLanguage(ctx.deps, ctx.person, text);
  ctx.person = { ...ctx.person, language };
  ctx.say = messages[language];
}
