import type { Channel, Delivery, Ticket } from '../../prisma/generated/client.ts';
import { departmentView } from '../cards/department-view.ts';
import { moveChat } from '../channels/channels.ts';
import { languageOf } from '../people/meet.ts';
import type { DispatchDeps } from './dispatch-delivery.ts';
import { packParcel } from './pack-parcel.ts';

/** What came of carrying a delivery, whatever the channel. */
export type Carried =
  | { kind: 'delivered'; post?: { chatId: bigint; messageId: number; digest: string } }
  | { kind: 'retry'; milliseconds: number; failure: string }
  /** It may be there or not, and sending it again might bring it twice: people look. */
  | { kind: 'unknown'; failure: string }
  | { kind: 'failed'; failure: string };

/** A webhook knows a delivery by its key, so what is unclear may simply be sent again. */
export async function bringByPost(
  deps: DispatchDeps,
  delivery: Delivery,
  channel: Channel,
): Promise<Carried> {
  const parcel = await packParcel(deps, delivery);
  return deps.courier.bring(parcel, {
    url: channel.url!,
    secret: channel.secret!,
    attempt: delivery.attempts,
  });
}

/** A Telegram group knows no keys: an answer that got lost leaves it unknown whether the ticket is there. */
export async function bringToGroup(
  deps: DispatchDeps,
  delivery: Delivery & { ticket: Ticket },
  channel: Channel,
): Promise<Carried> {
  // The card that is in the group already says that it was taken back, as every change of the ticket shows on it.
  if (delivery.kind === 'recall') return { kind: 'delivered' };
  const view = await departmentView(deps, {
    ticketId: delivery.ticketId,
    round: delivery.round,
    language: languageOf(channel),
    arriving: deps.now(),
  });
  const shown = await deps.board.show(view, {
    chatId: channel.chatId!,
    messageId: null,
    companions: [],
    digest: null,
    urgent: delivery.ticket.urgency === 'emergency',
  });
  switch (shown.kind) {
    case 'shown':
      return {
        kind: 'delivered',
        post: { chatId: channel.chatId!, messageId: shown.messageId, digest: shown.digest },
      };
    case 'wait':
      return { kind: 'retry', milliseconds: shown.milliseconds, failure: shown.failure };
    case 'moved':
      await moveChat(deps, channel.chatId!, shown.chatId);
      return { kind: 'retry', milliseconds: 0, failure: 'moved' };
    case 'unclear':
      return { kind: 'unknown', failure: shown.failure };
    case 'lost':
      return { kind: 'failed', failure: 'lost' };
    case 'unreachable':
    case 'refused':
      return { kind: 'failed', failure: shown.failure };
  }
}
