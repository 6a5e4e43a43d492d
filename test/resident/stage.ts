import { type Actors, type Card, mentions, referenceIn, saying } from '../../demo/actors.ts';
import { departmentGroup, reviewersGroup } from '../../town.ts';
import { openWhole, type Whole } from '../support/whole.ts';

export const reviewer = 2001;

/** A complaint of which the local classifier is sure, and that wants for nothing but a place. */
export const lamp = {
  zh: '小区南门的路灯坏了三天了，晚上漆黑一片',
  en: 'The street lamp at the south gate has been out for three days',
} as const;

type Language = keyof typeof lamp;

/** The whole product with a reviewer and departments at hand, seen from the resident's chat. */
export async function openStage(env: Record<string, string> = {}) {
  const whole = await openWhole({ env });
  return { ...whole, ...peopleOf(whole), actors: whole.actors, close: whole.close };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

function peopleOf(whole: Whole) {
  const { actors } = whole;
  const { db } = whole.deps;
  const ticketOf = (reference: string) =>
    db.ticket.findUniqueOrThrow({ where: { reference }, include: { complaint: true } });

  return {
    ticketOf,
    complaintsOf: (resident: number) =>
      db.complaint.findMany({
        where: { chatId: BigInt(resident) },
        orderBy: { id: 'asc' },
        include: { tickets: true, messages: { orderBy: { id: 'asc' }, include: { media: true } } },
      }),
    /** A resident who has said this and has seen what was understood of it. */
    async complain(text: string, language: Language = 'zh') {
      const resident = await whole.newResident(language);
      await actors.act(resident, resident, 'say', { text });
      return { resident, ...(await understood(actors, resident)) };
    },
    reviewCard: (reference: string, words = reference) =>
      actors.see(
        reviewersGroup,
        `the review card of ${reference} with ${words}`,
        (card) => saying(card, reference) && saying(card, words),
      ),
    /** The reviewer confirms the suggestion; the department has its card. Answers with its group. */
    async dispatch(reference: string) {
      await actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'confirm');
      const { departmentCode } = await ticketOf(reference);
      const group = departmentGroup(departmentCode!);
      const card = await actors.see(
        group.chat,
        `the card of ${reference}`,
        (one) => saying(one, reference) && one.taps.some(({ kind }) => kind === 'accept'),
      );
      return { ...group, card };
    },
    async reject(reference: string) {
      await actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'rejectMenu');
      await actors.tap(
        reviewersGroup,
        reviewer,
        reference,
        (tap) => tap.kind === 'reject' && tap.reason === 'unclear',
      );
    },
    /** The department answers; the resident has read it. Answers with the message that brought it. */
    async answer(resident: number, reference: string, group: { chat: number; member: number }, text: string) {
      await actors.tap(group.chat, group.member, reference, ({ kind }) => kind === 'answer');
      const prompt = await actors.see(
        group.chat,
        `the question about ${reference}`,
        (one) => saying(one, reference) && mentions(one, group.member),
      );
      await actors.act(group.chat, group.member, 'say', { text, replyTo: prompt.message_id });
      return actors.see(
        resident,
        `the answer ${text}`,
        (one) => saying(one, text) && one.taps.some(({ kind }) => kind === 'solved'),
      );
    },
  };
}

/** The resident's card, once it tells what was understood: it then offers to put it right. */
export async function understood(actors: Actors, resident: number, after = 0) {
  const card = await actors.see(
    resident,
    'what was understood',
    (one) => referenceIn(one) && one.taps.some(({ kind }) => kind === 'wrong'),
    after,
  );
  return { card, reference: referenceIn(card)! };
}

/** What the bot has said in a chat, oldest first. */
export async function saidTo(actors: Actors, chat: number, after = 0): Promise<Card[]> {
  return (await actors.messages(chat, after)).filter(({ from }) => from?.is_bot);
}

export { departmentGroup, referenceIn, reviewersGroup, saying };
