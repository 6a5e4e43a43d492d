import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openChannel } from '../core/channels/channels.ts';
import type { Deps } from '../core/deps.ts';
import { acceptTicket } from '../core/dispatch/accept-ticket.ts';
import { type Answered, answerTicket } from '../core/dispatch/answer-ticket.ts';
import type { DepartmentInput, NotTaken } from '../core/dispatch/department-step.ts';
import { packParcel } from '../core/dispatch/pack-parcel.ts';
import { returnTicket } from '../core/dispatch/return-ticket.ts';
import { isHeldBy, ticketMedia } from '../core/dispatch/ticket-media.ts';
import { life } from '../core/tickets/life.ts';
import { serviceRequest } from '../infra/channels/open311.ts';
import { verify } from '../infra/channels/signature.ts';
import type { Ticket } from '../prisma/generated/client.ts';
import { isCode, isReference, readStep, type Step } from './department-call.ts';

/** Opens a file by its id in the chat. */
export type Files = (
  fileId: string,
) => Promise<{ kind: 'open'; bytes: Readable } | { kind: 'gone' } | { kind: 'away' }>;

type At = { department: string; reference: string };

/** The departments' own systems: they accept, return and answer tickets, and fetch what stands on them now, and their files. */
export function departmentRoutes(
  app: FastifyInstance,
  deps: Deps,
  { files, publicUrl }: { files: Files; publicUrl?: string | undefined },
): void {
  app.register(async (scope) => {
    // A signature is over the bytes as they came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );

    scope.post<{ Params: At }>('/departments/:department/tickets/:reference', async (request, reply) => {
      const body = String(request.body ?? '');
      const problem = await whyRefused(deps, request, body);
      if (problem) return reply.code(401).send({ error: problem });
      const read = await readStep(deps, { body, reference: request.params.reference });
      if (!read.ok) return reply.code(422).send({ error: read.problem });
      const ticket = await findTicket(deps, request.params);
      if (!ticket) return notFound(reply);
      const { department } = request.params;
      const call = nameOfCall(String(request.headers['webhook-id']), body);
      const outcome = await take(deps, read.step, {
        ticketId: ticket.id,
        by: { kind: 'department', departmentCode: department, personId: null },
        call,
      });
      return tell(reply, outcome, { step: read.step, department });
    });

    scope.get<{ Params: At }>('/departments/:department/tickets/:reference', async (request, reply) => {
      const problem = await whyRefused(deps, request, '');
      if (problem) return reply.code(401).send({ error: problem });
      const departmentCode = request.params.department;
      const ticket = await findTicket(deps, request.params);
      if (!ticket || !isHeldBy(ticket, departmentCode)) return notFound(reply);
      const { id: ticketId, rounds: round } = ticket;
      const parcel = await packParcel(deps, { ticketId, departmentCode, round, kind: 'ticket' });
      const { staffLanguage: language } = deps.settings;
      const { service_request } = serviceRequest(parcel, { publicUrl, language });
      return reply.send({ service_request });
    });

    scope.get<{ Params: At & { id: string } }>(
      '/departments/:department/tickets/:reference/media/:id',
      async (request, reply) => {
        const problem = await whyRefused(deps, request, '');
        if (problem) return reply.code(401).send({ error: problem });
        const { department, id } = request.params;
        const ticket = await findTicket(deps, request.params);
        const media =
          ticket && (await ticketMedia(deps, { ticket, departmentCode: department, mediaId: Number(id) }));
        if (!media) return reply.code(404).send({ error: 'This department has no such file.' });
        return sendFile(reply, await files(media.fileId), media.mime);
      },
    );
  });
}

/**
 * Lets pass what the department's own secret has signed a short while ago, with null. Which of the two was wrong is not told. (It gives no
 * reply itself: a reply can be awaited, and would then be nothing, which lets pass.)
 */
async function whyRefused(
  deps: Deps,
  { params, headers }: FastifyRequest<{ Params: At }>,
  body: string,
): Promise<string | null> {
  const departmentCode = params.department;
  const channel = isCode(departmentCode)
    ? await openChannel(deps.db, { purpose: 'department', departmentCode })
    : null;
  const secret = channel?.medium === 'webhook' ? channel.secret : null;
  const verdict = verify(headers, { body, now: deps.now(), secret: secret ?? '' });
  if (verdict === 'unsigned')
    return 'The call is not signed: webhook-id, webhook-timestamp and webhook-signature are needed.';
  if (verdict === 'old') return 'The timestamp is more than 5 minutes off.';
  return verdict === 'wrong' || secret === null ? 'The signature is not right.' : null;
}

async function findTicket({ db }: Deps, { reference }: At): Promise<Ticket | null> {
  return isReference(reference) ? db.ticket.findUnique({ where: { reference } }) : null;
}

/** A system may forget that every call wants an id of its own: other words are another call even so. */
function nameOfCall(id: string, body: string): string {
  return createHash('sha256')
    .update(JSON.stringify([id, body]))
    .digest('hex');
}

async function take(deps: Deps, step: Step, input: DepartmentInput) {
  switch (step.action) {
    case 'accept':
      return acceptTicket(deps, input);
    case 'return': {
      const { reason, duty, department } = step;
      return returnTicket(deps, {
        ...input,
        reason,
        dutyCode: duty,
        ...(department && { departmentCode: department }),
      });
    }
    case 'answer':
      return answerTicket(deps, {
        ...input,
        text: step.text,
        media: [],
        anyway: step.send_anyway ?? false,
      });
  }
}

/** A step that was taken before is no error: whoever did not hear our answer asks again. */
function tell(
  reply: FastifyReply,
  outcome: { kind: 'taken'; ticket: Ticket } | Stopped | NotTaken,
  { step, department }: { step: Step; department: string },
) {
  if (outcome.kind === 'taken') return reply.send({ result: 'taken', status: outcome.ticket.status });
  if (outcome.kind === 'stopped') return reply.code(422).send(whatItLacks(outcome));
  if (outcome.kind === 'ruled') return reply.code(409).send({ result: 'ruled', error: ruledBy(outcome) });
  if (outcome.kind !== 'already') return notFound(reply);
  const { ticket, repeated } = outcome;
  // Where it has gone since is the next department's business.
  const status = ticket.departmentCode === department ? ticket.status : 'returned';
  const harmless = repeated || status === life[step.action].to;
  return reply.code(harmless ? 200 : 409).send({ result: 'already', status });
}

type Stopped = Extract<Answered, { kind: 'stopped' }>;

/** What the closing test has against an answer, which has gone nowhere. The resident's words are the department's to read. */
function whatItLacks({ shortcoming: { why, missing } }: Stopped) {
  const problems = {
    template: 'The answer does not say what was done, or why nothing can be.',
    off_topic: 'The answer seems to speak of something else than the resident told.',
    incomplete: 'The answer leaves a part of what the resident told open; see "missing".',
  };
  return {
    result: 'stopped',
    why,
    missing,
    error: `${problems[why]} It was not sent. Answer better, or repeat it with "send_anyway": true.`,
  };
}

function ruledBy({ by, at }: Extract<NotTaken, { kind: 'ruled' }>): string {
  return `${by ?? 'A supervisor'} ruled on ${at.toISOString()} that this is yours; it cannot be returned.`;
}

function sendFile(reply: FastifyReply, file: Awaited<ReturnType<Files>>, mime: string | null) {
  switch (file.kind) {
    case 'open':
      // Whoever sends a file says what it is; that may be anything.
      return reply
        .header(
          'content-type',
          /^[\w.+-]{1,64}\/[\w.+-]{1,64}$/.test(mime ?? '') ? mime : 'application/octet-stream',
        )
        .header('x-content-type-options', 'nosniff')
        .send(file.bytes);
    case 'gone':
      return reply
        .code(410)
        .send({ error: 'The chat does not keep this file any more, or it is above 20 MB.' });
    case 'away':
      return reply
        .code(503)
        .header('retry-after', '10')
        .send({ error: 'The chat does not answer; please try again.' });
  }
}

function notFound(reply: FastifyReply) {
  return reply.code(404).send({ error: 'This department has no such ticket.' });
}
