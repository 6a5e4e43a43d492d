import type { DeliveryState, MediaKind, TicketStatus, Urgency } from '../../prisma/generated/enums.ts';
import type { Point } from '../complaints/incoming.ts';
import type { Language, Texts } from '../deps.ts';
import type { Neighbour } from '../neighbours/find-neighbours.ts';
import type { ProxyOnCard } from '../proxy/proxy-on-card.ts';
import type { Words } from '../review/reasons.ts';
import type { Ending, Errand } from '../tickets/errand.ts';
import type { Kind } from '../triage/proposal.ts';
import type { Claim, Question } from './claims.ts';
import type { GroupForResident, GroupForStaff } from './group-view.ts';
import type { ReminderView } from './reminder-view.ts';
import type { SuggestionOnCard } from './suggestion-on-card.ts';
import type { Said } from './thread.ts';
import type { Together } from './together.ts';
import type { WordView } from './word-view.ts';

/**
 * What each card says, without a word of any language but those of people and of the catalogue. The chat's edge turns a view into a
 * message; the same view always gives the same message.
 */
export type CardView = ResidentView | ReviewView | DepartmentView | WordView | MediaView | ReminderView;

export interface Addressed {
  language: Language;
  timeZone: string;
}

/** The resident's one card: heard, understood as, with whom, until when, how it ended. */
export interface ResidentView extends Addressed {
  kind: 'resident';
  complaintId: number;
  reference: string;
  heardAt: Date;
  /** `gathering`: not understood yet, and no ticket stands here. */
  status: 'gathering' | 'triaged' | 'withdrawn';
  what: Kind;
  /** The resident asked for a person; a machine's reading is not shown. */
  wantsHuman: boolean;
  tickets: TicketForResident[];
  /** What the department will need and nobody has said yet; asked on the card, once. */
  asked: string[];
  /** A place was sent as a pin. */
  hasPoint: boolean;
  /** Several departments are at it, of which one leads. */
  together: Together | null;
  /** What was understood rests on what a machine heard in their voice. */
  heardByMachine: boolean;
  proxy: ProxyOnCard | null;
  /** The card of the person concerned, and not the writer's. */
  forConcerned: boolean;
}

export interface TicketForResident {
  id: number;
  reference: string;
  status: TicketStatus;
  urgency: Urgency;
  title: string;
  place: string | null;
  since: string | null;
  disputed: boolean;
  errand: Errand;
  department: Texts | null;
  dueAt: Date | null;
  /** When the department said it would be done. */
  promisedFor: Date | null;
  /** Two answers did not solve it, and supervisors look at it. */
  escalated: boolean;
  /** Why staff ended it, if they did. */
  rejection: Words | null;
  answer: Words | null;
  ending: Ending | null;
  /** Others told of the same; state, department and answer are those of the ticket that stands for all. */
  group: GroupForResident | null;
}

/** The reviewers' card for one ticket. */
export interface ReviewView extends Addressed {
  kind: 'review';
  ticketId: number;
  complaintId: number;
  version: number;
  reference: string;
  status: TicketStatus;
  urgency: Urgency;
  /** The emergency rule that the resident's words met. */
  emergency: string | null;
  /** A newer card of the same ticket stands further down in the group; this one only points there. */
  superseded: boolean;
  erased: boolean;
  /** How many tickets the complaint has, and which this is. */
  ordinal: number;
  siblings: number;
  what: Kind;
  title: string;
  description: string;
  place: string | null;
  point: Point | null;
  since: string | null;
  wish: string | null;
  missing: string[];
  /** The grid worker who saw it on their round, and whose area it is; null where a resident wrote. */
  seenBy: SeenBy | null;
  /** Who filed it for whom. */
  proxy: ProxyOnCard | null;
  /** The resident said that this is not what they meant. */
  disputed: boolean;
  wantsHuman: boolean;
  thread: Said[];
  suggestion: SuggestionOnCard;
  decision: {
    verdict: 'confirmed' | 'corrected' | 'rejected';
    /** A supervisor's word between departments, which binds. */
    ruling: boolean;
    by: string | null;
    at: Date;
    rejection: Words | null;
  } | null;
  canTakeBack: boolean;
  /** What tells of the same problem, most probably, while staff have not decided. */
  neighbours: Neighbour[];
  group: GroupForStaff | null;
  /** When the department said it would be done. */
  promisedFor: Date | null;
  /** What was ruled may be written into the catalogue. */
  canAmend: boolean;
  /** Set once a category has been confirmed. */
  assigned: { category: Texts; department: Texts; dueAt: Date | null } | null;
  delivery: { id: number; state: DeliveryState; failure: string | null } | null;
  /** The department holds it still for all it knows: that it was taken back could not be brought there. */
  failedRecall: { id: number; failure: string | null } | null;
  /** The department's "not ours", while staff have not decided anew. */
  returned: Claim | null;
  /** What only a supervisor decides, while the ticket is in review. */
  question: Question | null;
  hops: number;
  answer: Words | null;
  ending: Ending | null;
}

export interface SeenBy {
  name: string | null;
  area: string | null;
}

/** The department's card for one ticket, of one round. */
export interface DepartmentView extends Addressed {
  kind: 'department';
  ticketId: number;
  version: number;
  reference: string;
  /** Reviewers took it back, gave it to another department, or a newer card stands further down: nothing is to be done on this one. */
  over: 'recalled' | 'elsewhere' | 'superseded' | 'withdrawn' | 'escalated' | null;
  /** Where it went, for who had it before. */
  wentTo: Texts | null;
  /** A supervisor ruled that it is this department's, which can't return it. */
  ruled: { by: string | null; at: Date } | null;
  /** The departments that have the complaint's other problems, and who leads. Null where there is only this one. */
  together: Together | null;
  erased: boolean;
  status: TicketStatus;
  urgency: Urgency;
  emergency: string | null;
  errand: Errand;
  category: Texts;
  duty: Texts | null;
  /** The category has duties, and none of them was found to fit. */
  unowned: boolean;
  title: string;
  description: string;
  place: string | null;
  point: Point | null;
  since: string | null;
  wish: string | null;
  thread: Said[];
  seenBy: SeenBy | null;
  /** Who filed it for whom. */
  proxy: ProxyOnCard | null;
  /** What the resident was told. */
  dueAt: Date | null;
  /** The department's own clock, which stands still since `pausedAt` while the resident is asked. */
  acceptBy: Date | null;
  answerBy: Date | null;
  pausedAt: Date | null;
  /** How often it has come to this or any department; above 1 the resident was not satisfied, or it was returned. */
  round: number;
  acceptedBy: string | null;
  group: GroupForStaff | null;
  /** When this or an earlier department said it would be done. */
  promisedFor: Date | null;
  answer: Words | null;
  ending: Ending | null;
  returned: { words: string } | null;
}

/** Photos and voices beside a card. */
export interface MediaView extends Addressed {
  kind: 'media';
  reference: string;
  media: MediaOnCard[];
}

export interface MediaOnCard {
  kind: MediaKind;
  fileId: string;
}
