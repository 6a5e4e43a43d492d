import { z } from 'zod';
import type { RuledAlike } from './ruled-alike.ts';

/** What a complaint may be. Only complaints, suggestions and questions become tickets that a department answers. */
export const kinds = ['complaint', 'suggestion', 'question', 'thanks', 'not_for_us'] as const;
export type Kind = (typeof kinds)[number];
/** Those that ask for nothing. */
export type SilentKind = Extract<Kind, 'thanks' | 'not_for_us'>;

const urgency = z.enum(['normal', 'urgent', 'emergency']);

/** One problem in a complaint, as the machine understood it. In the order in which a model should think: words, then category. */
export const problemSchema = z.object({
  /** The resident's own words that show it, each word for word in the text. */
  evidence: z.array(z.string()),
  title: z.string(),
  description: z.string(),
  place: z.string().nullable(),
  since: z.string().nullable(),
  wish: z.string().nullable(),
  category: z.string().nullable(),
  runnerUp: z.string().nullable(),
  duty: z.string().nullable(),
  /** Who is in charge instead, by the catalogue, where it is none of ours. */
  elsewhere: z.string().nullable().default(null),
  missing: z.array(z.enum(['place', 'since', 'photo'])),
  urgency,
});

/**
 * What a model answers: the form of it. Its meaning is checked by `checkProposal`. A field too many does no harm and is left
 * out, as models without strict schemas like to add a remark.
 */
export const proposalSchema = z.object({
  language: z.string(),
  kind: z.enum(kinds),
  problems: z.array(problemSchema),
});

export type Problem = z.infer<typeof problemSchema> & Weighed;

/** Who named the category, and how much that is worth. */
export interface Weighed {
  source: 'both' | 'model' | 'local' | 'none';
  /** How sure, 0 to 1, or null where no honest number is known. */
  confidence: number | null;
  /** Too little speaks for the category alone: the runner-up may be right as well. */
  unsure: boolean;
  /** What the local classifier said by itself; null where it knows nothing of such words. */
  local: { code: string; confidence: number | null } | null;
  /** What the model said by itself; null where it named none, or was not asked. */
  model: string | null;
  /** A supervisor ruled so on a matter like this. */
  ruled?: RuledAlike;
}

/** A complaint understood, checked, and ready to become tickets. `problems` is never empty. */
export interface Proposal {
  /** Who drafted it. */
  source: 'model' | 'local' | 'none';
  /** Why no model's proposal stands here although one was wanted. */
  failure: string | null;
  /** In so many seconds the model would like to be asked again. */
  retryAfter?: number;
  language: string;
  kind: Kind;
  problems: Problem[];
  model?: { name: string; promptVersion: string; tokensIn: number; tokensOut: number; milliseconds: number };
  /** The local classifier was sure enough to answer alone, where a model could have been asked. */
  cascaded?: boolean;
  /** What the model took it for and nothing more, although its words name trouble. */
  takenFor?: SilentKind;
  /** Stands only until the model has answered. */
  untilAnswered?: boolean;
  /** How many photos were to be shown to the model, and could not be read. */
  unreadPhotos?: number;
  /** The call that it was asked in, whatever came of it. */
  modelCallId?: number | null;
}

/** What triage is given to read: the resident's words in order, and what came with them. */
export interface Reading {
  text: string;
  photos: number;
  voices: number;
  /** Where voices were written down: how many, and the text with a machine's words marked as such. */
  heard?: { voices: number; marked: string };
  hasPlace: boolean;
  language: string;
}
