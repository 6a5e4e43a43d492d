import type { MediaKind, Urgency } from '../../prisma/generated/enums.ts';
import type { Said } from '../cards/thread.ts';
import type { Point } from '../complaints/incoming.ts';
import type { Texts } from '../deps.ts';
import type { Errand } from '../tickets/errand.ts';

/** A ticket as a department's own system gets it. */
export interface Parcel {
  kind: 'ticket' | 'recall';
  /** The same for every attempt at the same delivery: the receiver keeps one. */
  idempotencyKey: string;
  ticket: {
    reference: string;
    round: number;
    status: string;
    errand: Errand;
    category: { code: string; name: Texts };
    duty: { code: string; text: Texts } | null;
    department: { code: string; name: Texts };
    title: string;
    description: string;
    place: string | null;
    point: Point | null;
    since: string | null;
    wish: string | null;
    urgency: Urgency;
    requestedAt: Date;
    /** When anything about it last changed: the same for every attempt, unless something did. */
    updatedAt: Date;
    dueAt: Date | null;
    language: string;
    thread: Said[];
    media: { id: number; kind: MediaKind; mime: string | null; size: number | null }[];
  };
}

/** What comes of an attempt. */
export type Brought =
  | { kind: 'delivered' }
  /** Certainly or possibly not there; trying again is safe, as the key is the same. */
  | { kind: 'retry'; milliseconds: number; failure: string }
  /** Trying again will not help before somebody changes something. */
  | { kind: 'failed'; failure: string };

/** Brings parcels to a department's own system, signed. Never throws for what a server may do. */
export interface Courier {
  bring: (parcel: Parcel, to: { url: string; secret: string; attempt: number }) => Promise<Brought>;
}
