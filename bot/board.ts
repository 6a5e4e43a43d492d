import { createHash } from 'node:crypto';
import type { Telegram } from 'telegraf';
import type { Board, Shown, Spot } from '../core/cards/board.ts';
import type { CardView, MediaOnCard } from '../core/cards/views.ts';
import type { Deps } from '../core/deps.ts';
import { callWithin } from '../infra/telegram/client.ts';
import { callInTurn } from '../infra/telegram/in-turn.ts';
import { outcomeOf } from '../infra/telegram/outcome.ts';
import type { Pace, Rank } from '../infra/telegram/pace.ts';
import type { Card } from './cards/card.ts';
import { groupMedia, type MediaGroup } from './cards/media-groups.ts';
import { render } from './cards/render.ts';

/** Shorter than a claim of a card or a delivery lasts, so that nobody takes over what is still being sent. */
const patience = 20_000;

interface Options {
  telegram: Telegram;
  report: Deps['report'];
  pace: Pace;
}

/** Makes a call that writes to the spot's chat, in its turn. */
type Write = (
  method: Parameters<typeof callWithin>[2],
  payload: object,
  messages?: number,
) => Promise<{ message_id: number }>;

/** Telegram as the wall that cards are pinned to: posts and edits messages, and says what came of it. */
export function openBoard(options: Options): Board {
  const { telegram, report, pace } = options;
  return {
    wait: (at) => pace.wait({ chatId: at.chatId, messages: 1, rank: rankOf(at) }),
    show: async (view, spot) => {
      const at = { ...spot, companions: [...spot.companions] };
      const write = writerAt(options, at);
      try {
        return await (view.kind === 'media'
          ? showMedia(write, view.media, at)
          : showCard({ write, report }, view, at));
      } catch (error) {
        return shownOf(error, at);
      }
    },
    remove: async ({ chatId, messageIds }) => {
      for (const message_id of messageIds) {
        await callWithin(telegram, patience, 'deleteMessage', { chat_id: idOf(chatId), message_id }).catch(
          (error) => {
            // What is older than 48 hours stays, and what is gone is gone.
            const outcome = outcomeOf(error).kind;
            if (outcome !== 'lost' && outcome !== 'refused') report(error, { at: 'board' });
          },
        );
      }
    },
  };
}

function writerAt({ telegram, pace }: Options, at: Spot): Write {
  return (method, payload, messages = 1) =>
    callInTurn(
      pace,
      { chatId: at.chatId, messages, rank: rankOf(at) },
      async () => (await callWithin(telegram, patience, method, payload as never)) as never,
    );
}

function rankOf({ urgent }: Pick<Spot, 'urgent'>): Rank {
  return urgent ? 'urgent' : 'card';
}

async function showCard(
  { write, report }: { write: Write; report: Deps['report'] },
  view: Exclude<CardView, { kind: 'media' }>,
  at: Spot,
): Promise<Shown> {
  const card = render(view);
  const digest = digestOf(card);
  if (at.messageId !== null) {
    // A message that brought a button for sending places can't be edited, nor need it be.
    if (digest !== at.digest && !card.placeButton) await edit(write, card, at, at.messageId);
    return { kind: 'shown', messageId: at.messageId, companions: at.companions, digest };
  }
  if (view.kind === 'word' && view.word === 'answer') {
    await post(write, view.media, at).catch((error) => {
      // A file may be refused for good (people can forbid voice messages); the words arrive all the same.
      if (outcomeOf(error).kind !== 'refused') throw error;
      report(error, { at: 'board' });
    });
  }
  const message = await write('sendMessage', {
    chat_id: idOf(at.chatId),
    ...textOf(card),
    ...below(at),
  });
  return { kind: 'shown', messageId: message.message_id, companions: at.companions, digest };
}

async function edit(write: Write, card: Card, { chatId }: Spot, message_id: number): Promise<void> {
  const { reply_markup, ...text } = textOf(card);
  const inline = 'inline_keyboard' in reply_markup ? { reply_markup } : {};
  const payload = { chat_id: idOf(chatId), message_id, ...text, ...inline };
  await write('editMessageText', payload).catch((error) => {
    if (outcomeOf(error).kind !== 'same') throw error;
  });
}

/** Media are posted once; what is taken away later goes with the whole card. */
async function showMedia(write: Write, media: MediaOnCard[], at: Spot): Promise<Shown> {
  const digest = hash(JSON.stringify(media));
  if (at.messageId !== null)
    return { kind: 'shown', messageId: at.messageId, companions: at.companions, digest: at.digest ?? digest };
  await post(write, media, at);
  const [messageId, ...companions] = at.companions;
  return { kind: 'shown', messageId: messageId!, companions, digest };
}

/** Posts those of the files, which the chat keeps for us, that do not stand there yet, and adds them to the companions. */
async function post(write: Write, media: MediaOnCard[], at: Spot): Promise<void> {
  let upTo = 0;
  for (const group of groupMedia(media)) {
    upTo += 'album' in group ? group.album.length : 1;
    if (upTo > at.companions.length) at.companions.push(...(await postGroup(write, group, at)));
  }
}

async function postGroup(write: Write, group: MediaGroup, at: Spot): Promise<number[]> {
  const to = { chat_id: idOf(at.chatId), ...below(at) };
  if ('album' in group) {
    const media = group.album.map(({ kind, fileId }) => ({ type: kind, media: fileId }));
    const messages = await write('sendMediaGroup', { ...to, media }, media.length);
    return (messages as unknown as { message_id: number }[]).map(({ message_id }) => message_id);
  }
  const { kind, fileId } = group.single;
  const method = senders[kind];
  const message = await write(method.name, { ...to, [method.field]: fileId });
  return [message.message_id];
}

const senders = {
  photo: { name: 'sendPhoto', field: 'photo' },
  video: { name: 'sendVideo', field: 'video' },
  video_note: { name: 'sendVideoNote', field: 'video_note' },
  animation: { name: 'sendAnimation', field: 'animation' },
  voice: { name: 'sendVoice', field: 'voice' },
  audio: { name: 'sendAudio', field: 'audio' },
  document: { name: 'sendDocument', field: 'document' },
  sticker: { name: 'sendSticker', field: 'sticker' },
} as const;

function textOf({ html, keyboard, placeButton }: Card) {
  const place = placeButton && {
    keyboard: [[{ text: placeButton, request_location: true as const }]],
    resize_keyboard: true,
    one_time_keyboard: true,
  };
  return {
    text: html,
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    reply_markup: place || { inline_keyboard: keyboard },
  };
}

function below({ replyTo }: Spot) {
  return replyTo ? { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } } : {};
}

/** Telegram's ids take 52 bits at the most (https://core.telegram.org/bots/api#chat), so a number holds them. */
function idOf(chatId: bigint): number {
  return Number(chatId);
}

function shownOf(error: unknown, { companions }: Spot): Shown {
  const outcome = outcomeOf(error);
  switch (outcome.kind) {
    case 'wait':
    case 'unclear':
    case 'refused':
      return { ...outcome, companions };
    case 'same':
      return { kind: 'lost' };
    default:
      return outcome;
  }
}

function digestOf(card: Card): string {
  return hash(JSON.stringify(card));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
