import type {
  Card,
  Complaint,
  Department,
  Event,
  Media,
  Message,
  Ticket,
} from '../../prisma/generated/client.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps, Texts } from '../deps.ts';
import { languageOf } from '../people/meet.ts';
import { type ProxyOnCard, proxyOnCard, withProxy } from '../proxy/proxy-on-card.ts';
import { type Words, wordsOf } from '../review/reasons.ts';
import { type Errand, endingOf, errandOf } from '../tickets/errand.ts';
import { undecidedStates } from '../tickets/life.ts';
import { mediaOf } from './media-view.ts';
import { wordAboutPlace, wordOfAdvice } from './touch-cards.ts';
import type { Addressed, MediaOnCard } from './views.ts';

/** A message that must ring the resident's phone. */
export type WordView = Addressed & {
  kind: 'word';
  reference: string;
  /** Whom the writer is to ask, where they speak for somebody who has no chat of their own. */
  onBehalfOf?: string | null;
} & (
    | { word: 'advice'; advice: Texts; call: { number: string; name: Texts }[] }
    /** Asks where it is, with the chat's own button for sending a place. Never edited. */
    | { word: 'place' }
    | { word: 'question'; text: string; answered: boolean }
    | { word: 'rejection'; title: string; words: Words }
    | {
        word: 'answer';
        ticketId: number;
        version: number;
        title: string;
        department: Texts;
        text: string;
        media: MediaOnCard[];
        errand: Errand;
        /** Until then it need not be solved. */
        promisedFor: Date | null;
        /** `waiting`: solved or not is still to be said. `explained`: a question, over with its answer, which may be asked again. `unheard`: closed without their word, and may be reopened. `escalated`: not solved again, and the supervisors decide. */
        verdict:
          | 'waiting'
          | 'solved'
          | 'not_solved'
          | 'other_not_solved'
          | 'explained'
          | 'unheard'
          | 'escalated'
          | 'over';
      }
  );

interface Answered {
  message: Message & { media: Media[] };
  ticket: Ticket & { department: Department | null; events: Event[] };
  complaint: Complaint;
  base: Pick<WordView, 'language' | 'timeZone' | 'onBehalfOf'> & { kind: 'word' };
}

type Verdict = Extract<WordView, { word: 'answer' }>['verdict'];

/** What a message that rings the resident's phone says, or null where there is nothing to say any more. */
export async function wordView(
  deps: Pick<Deps, 'db' | 'settings'>,
  card: Pick<Card, 'ticketId' | 'subject'> & { complaintId: number },
): Promise<WordView | null> {
  const { db, settings } = deps;
  const complaint = await db.complaint.findUniqueOrThrow({
    where: { id: card.complaintId },
    include: { person: true, proxy: withProxy },
  });
  const base = {
    kind: 'word',
    language: languageOf(complaint.person),
    timeZone: settings.timeZone,
    reference: complaint.reference,
    onBehalfOf: onBehalfOf(proxyOnCard(complaint.proxy)),
  } as const;
  if (card.subject === wordAboutPlace) return { ...base, word: 'place' };
  if (card.subject === wordOfAdvice) return advice(deps, base, complaint.emergency);
  const message = await db.message.findUnique({
    where: { id: card.subject },
    include: {
      media: { orderBy: { id: 'asc' } },
      ticket: { include: { department: true, events: { where: { messageId: card.subject } } } },
    },
  });
  const ticket = message?.ticket;
  if (!message || !ticket) return null;
  const named = { ...base, reference: ticket.reference };
  switch (message.purpose) {
    case 'question': {
      const reply = await db.message.findFirst({
        where: { ticketId: ticket.id, purpose: 'reply', id: { gt: message.id } },
      });
      return { ...named, word: 'question', text: message.text ?? '', answered: reply !== null };
    }
    case 'rejection':
      // It was taken back: what does not hold is not left standing.
      if (ticket.status !== 'rejected') return null;
      return { ...named, word: 'rejection', title: ticket.title, words: wordsOf(message.text) };
    case 'answer':
      return answerWord(db, card, { message, ticket, complaint, base });
    default:
      return null;
  }
}

/** An answer, with the question whether it is solved, or what was said to that. */
async function answerWord(
  db: Deps['db'],
  card: Pick<Card, 'ticketId'>,
  { message, ticket, complaint, base }: Answered,
): Promise<WordView | null> {
  const own = await ownTicket(db, card, ticket);
  if (!own) return null;
  const later = await db.message.findFirst({
    where: { ticketId: ticket.id, purpose: 'answer', id: { gt: message.id } },
  });
  const reopened = await db.event.findFirst({
    where: { ticketId: ticket.id, type: 'reopened', id: { gt: ticket.events[0]?.id ?? 0 } },
  });
  return {
    ...base,
    word: 'answer',
    reference: own.reference,
    ticketId: own.id,
    version: own.version,
    title: own.title,
    department: textsOf(ticket.department?.names ?? {}),
    text: message.text ?? '',
    media: mediaOf(message.media),
    verdict:
      later || reopened
        ? notSolvedBy(own, ticket, reopened, complaint, later === null)
        : verdictFor(own, ticket),
    promisedFor: promisedIn(message, ticket),
    errand: errandOf(ticket, complaint),
  };
}

/** The resident's ticket that an answer is about: the answered one, or theirs that is merged into it. Null where it is merged no more. */
async function ownTicket(db: Deps['db'], { ticketId }: Pick<Card, 'ticketId'>, answered: Ticket) {
  if (ticketId === null || ticketId === answered.id) return answered;
  return db.ticket.findFirst({ where: { id: ticketId, leadId: answered.id } });
}

/** A promise of this answer, or one that an earlier answer made and that still runs. */
function promisedIn({ sentAt }: { sentAt: Date }, { promisedFor }: Ticket): Date | null {
  return promisedFor && promisedFor > sentAt ? promisedFor : null;
}

/** Of a group, anybody may have said so. */
function notSolvedBy(
  own: Ticket,
  answered: Ticket,
  reopened: { actorId: number | null } | null,
  { personId }: { personId: number },
  isNewest: boolean,
): Verdict {
  const inGroup = own.id !== answered.id || answered.joined > 0;
  if (inGroup && reopened && reopened.actorId !== personId) return 'other_not_solved';
  const escalated = answered.reopenings > 1 && undecidedStates.includes(answered.status);
  return isNewest && escalated ? 'escalated' : 'not_solved';
}

/** Whose ticket is merged says for themselves whether it is solved, also when another has said so for the lead. */
function verdictFor(own: Ticket, answered: Ticket): Verdict {
  if (own.id !== answered.id && own.outcome === 'solved') return 'solved';
  const verdict = verdictOf(answered);
  return own.id !== answered.id && verdict === 'solved' ? 'waiting' : verdict;
}

function verdictOf(ticket: Ticket): Verdict {
  if (ticket.status === 'answered') return 'waiting';
  const ending = endingOf(ticket);
  if (ending === 'no_answer') return 'unheard';
  return ending === 'solved' || ending === 'explained' ? ending : 'over';
}

async function advice(
  deps: Pick<Deps, 'db'>,
  base: Pick<WordView, 'kind' | 'language' | 'timeZone' | 'reference' | 'onBehalfOf'>,
  rule: string | null,
): Promise<WordView | null> {
  const catalog = await catalogInForce(deps);
  const emergency = catalog?.emergencies.find((one) => one.rule === rule);
  return emergency ? { ...base, word: 'advice', advice: emergency.advice, call: emergency.call } : null;
}

function onBehalfOf(proxy: ProxyOnCard | null): string | null {
  return proxy && !proxy.joined ? proxy.name : null;
}
