import { catalogInForce } from '../../core/catalog/in-force.ts';
import type { SuggestionSource } from '../../prisma/generated/enums.ts';
import { openTestDatabase } from './database.ts';

const minute = 60_000;

/** One ticket of the past: what was suggested for it, and what a person decided. */
export interface Past {
  text?: string;
  /** Null: nothing. Left out: what was decided. */
  suggested?: string | null;
  runnerUp?: string;
  /** Null: ended without a department. */
  decided: string | null;
  source?: SuggestionSource;
  confidence?: number;
  unsure?: boolean;
  cascaded?: boolean;
  /** A supervisor's word between departments. */
  ruling?: boolean;
  failure?: string;
  /** From the suggestion to the decision. */
  minutes?: number;
  /** What each source had named by itself. */
  byLocal?: string;
  byModel?: string;
  call?: { promptVersion?: string; outcome?: string | null; milliseconds?: number; cost?: bigint };
}

/** A town of the default district whose reviews lie in the last two days, a minute after each other, written straight into the tables. */
export async function openHistory() {
  const { db, url, close } = await openTestDatabase({ template: 'district_template' });
  const begun = Date.now() - 2 * 24 * 60 * minute;
  let made = 0;
  const moment = () => new Date(begun + made * minute);
  const { version } = (await catalogInForce({ db }))!;
  const person = await db.person.create({ data: { language: 'zh', name: '王秀兰', createdAt: moment() } });

  async function complaint(texts: string[]) {
    made += 1;
    const at = moment();
    return db.complaint.create({
      data: {
        reference: `T${made}`,
        personId: person.id,
        chatId: 70_000_001n,
        language: 'zh',
        settleAt: at,
        writtenAt: at,
        createdAt: at,
        status: 'triaged',
        messages: { create: texts.map((text) => ({ purpose: 'report' as const, text, sentAt: at })) },
      },
    });
  }

  async function ticket(complaintId: number, past: Past, about = past.text ?? '', ordinal = 1) {
    const { decided, suggested = decided, runnerUp, source = 'local', call, minutes = 0.5 } = past;
    const at = moment();
    const { id: ticketId, reference } = await db.ticket.create({
      data: {
        complaintId,
        ordinal,
        reference: `T${made}-${ordinal}`,
        title: about,
        description: about,
        createdAt: at,
      },
    });
    const callRow = call && (await db.modelCall.create({ data: callData(complaintId, at, call) }));
    const { id: suggestionId } = await db.suggestion.create({
      data: {
        complaintId,
        ticketId,
        catalogVersionId: version,
        source,
        categoryCode: suggested,
        runnerUpCode: runnerUp ?? null,
        confidence: past.confidence ?? null,
        unsure: past.unsure ?? false,
        cascaded: past.cascaded ?? false,
        localCode: past.byLocal ?? null,
        modelCode: past.byModel ?? null,
        failure: past.failure ?? null,
        modelCallId: callRow?.id ?? null,
        evidence: [about],
        draft: {},
        createdAt: at,
      },
    });
    const review = await decide({ ticketId, suggestionId }, decided, { minutes, ruling: past.ruling });
    return { complaintId, ticketId, suggestionId, reference, reviewId: review.id };
  }

  async function decide(
    { ticketId, suggestionId }: { ticketId: number; suggestionId: number },
    decided: string | null,
    { minutes = 0.5, ruling = false }: { minutes?: number; ruling?: boolean | undefined } = {},
  ) {
    const suggestion = await db.suggestion.findUniqueOrThrow({ where: { id: suggestionId } });
    const agreed = suggestion.categoryCode === decided;
    return db.review.create({
      data: {
        ticketId,
        suggestionId,
        reviewerId: person.id,
        verdict: decided === null ? 'rejected' : agreed ? 'confirmed' : 'corrected',
        categoryCode: decided,
        ruling,
        createdAt: new Date(moment().getTime() + minutes * minute),
      },
    });
  }

  return {
    db,
    url,
    close,
    personId: person.id,
    decide,
    /** A complaint of one ticket. */
    add: async (past: Past) => ticket((await complaint([past.text ?? ''])).id, past),
    /** A complaint of several, each about its own part. */
    addSeveral: async (text: string, parts: (Past & { text: string })[]) => {
      const { id } = await complaint([text]);
      const tickets = [];
      for (const [at, part] of parts.entries()) tickets.push(await ticket(id, part, part.text, at + 1));
      return tickets;
    },
  };
}

function callData(complaintId: number, createdAt: Date, call: NonNullable<Past['call']>) {
  const { promptVersion = 'first', outcome = 'answered', milliseconds = 800, cost } = call;
  return {
    complaintId,
    purpose: 'triage' as const,
    modelName: 'test-model',
    promptVersion,
    outcome,
    tokensIn: 1000,
    tokensOut: 100,
    milliseconds,
    cost: cost ?? null,
    createdAt,
  };
}
