import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { openChannel } from '../core/channels/channels.ts';
import type { Deps } from '../core/deps.ts';
import { acceptTicket } from '../core/dispatch/accept-ticket.ts';
import { answerTicket } from '../core/dispatch/answer-ticket.ts';
import type { DepartmentInput, NotTaken } from '../core/dispatch/department-step.ts';
import { returnTicket } from '../core/dispatch/return-ticket.ts';
import { ticketMedia } from '../core/dispatch/ticket-media.ts';
import { life } from '../core/tickets/life.ts';
import { verify } from '../infra/channels/signature.ts';
import type { Ticket } from '../prisma/generated/client.ts';

/** Opens a file by its id in the chat. */
export type Files = (
  fileId: string,
) => Promise<{ kind: 'open'; bytes: Readable } | { kind: 'gone' } | { kind: 'away' }>;

type At = { department: string; reference: string };

const longest = 3000;
const words = z.string().trim().min(1).max(longest);
const code = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** What a department's system tells us of a ticket; docs/webhooks.md is for its engineers. */
const stepSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('accept') }),
  z.object({ action: z.literal('return'), reason: words, duty: code.nullish(), department: code.nullish() }),
  z.object({ action: z.literal('answer'), text: words }),
]);
type Step = z.infer<typeof stepSchema>;

/** The departments' own systems: they accept, return and answer tickets, and fetch the files that belong to them. */
export function departmentRoutes(app: FastifyInstance, deps: Deps, files: Files): void {
  app.register(async (scope) => {
    // A signature is over the bytes as they came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );

    scope.post<{ Params: At }>('/departments/:department/tickets/:reference', async (request, reply) => {
      const body = String(request.body ?? '');
      const refused = await refuse(deps, request, reply, body);
      if (refused) return refused;
      const step = stepSchema.safeParse(readJson(body));
      if (!step.success) return reply.code(422).send({ error: whatIsWrong(step.error) });
      const ticket = await findTicket(deps, request.params);
      if (!ticket) return notFound(reply);
      const outcome = await take(deps, ticket, request.params.department, step.data);
      return tell(reply, outcome, step.data.action);
    });

    scope.get<{ Params: At & { id: string } }>(
      '/departments/:department/tickets/:reference/media/:id',
      async (request, reply) => {
        const refused = await refuse(deps, request, reply, '');
        if (refused) return refused;
        const ticket = await findTicket(deps, request.params);
        const media = ticket && (await ticketMedia(deps, { ticket, mediaId: Number(request.params.id) }));
        if (!media) return notFound(reply);
        const file = await files(media.fileId);
        if (file.kind === 'gone')
          return reply
            .code(410)
            .send({ error: 'The chat does not keep this file any more, or it is above 20 MB.' });
        if (file.kind === 'away')
          return reply
            .code(503)
            .header('retry-after', '10')
            .send({ error: 'The chat does not answer; please try again.' });
        return reply.type(media.mime ?? 'application/octet-stream').send(file.bytes);
      },
    );
  });
}

/** Lets pass what the department's own secret has signed a short while ago. Which of the two was wrong is not told. */
async function refuse(
  deps: Deps,
  request: FastifyRequest<{ Params: At }>,
  reply: FastifyReply,
  body: string,
) {
  const channel = await openChannel(deps.db, {
    purpose: 'department',
    departmentCode: request.params.department,
  });
  const secret = channel?.medium === 'webhook' ? channel.secret : null;
  const verdict = verify(request.headers, { body, now: deps.now(), secret: secret ?? '' });
  if (verdict === 'unsigned')
    return reply.code(401).send({
      error: 'The call is not signed: webhook-id, webhook-timestamp and webhook-signature are needed.',
    });
  if (verdict === 'old') return reply.code(401).send({ error: 'The timestamp is more than 5 minutes off.' });
  if (verdict === 'wrong' || secret === null)
    return reply.code(401).send({ error: 'The signature is not right.' });
  return null;
}

async function findTicket({ db }: Deps, { department, reference }: At): Promise<Ticket | null> {
  return db.ticket.findFirst({ where: { reference, departmentCode: department } });
}

async function take(deps: Deps, ticket: Ticket, departmentCode: string, step: Step) {
  const input: DepartmentInput = {
    ticketId: ticket.id,
    by: { kind: 'department', departmentCode, personId: null },
  };
  switch (step.action) {
    case 'accept':
      return acceptTicket(deps, input);
    case 'return': {
      const { reason, duty = null, department } = step;
      return returnTicket(deps, {
        ...input,
        reason,
        dutyCode: duty,
        ...(department && { departmentCode: department }),
      });
    }
    case 'answer':
      return answerTicket(deps, { ...input, text: step.text, media: [] });
  }
}

/** A step that was taken before is no error: whoever did not hear our answer asks again. */
function tell(
  reply: FastifyReply,
  outcome: { kind: 'taken'; ticket: Ticket } | NotTaken,
  step: Step['action'],
) {
  if (outcome.kind === 'taken') return reply.send({ result: 'taken', status: outcome.ticket.status });
  if (outcome.kind !== 'already') return notFound(reply);
  const { status } = outcome.ticket;
  return reply.code(status === life[step].to ? 200 : 409).send({ result: 'already', status });
}

function notFound(reply: FastifyReply) {
  return reply.code(404).send({ error: 'This department has no such ticket.' });
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Names fields, never what stood in them. */
function whatIsWrong(error: z.ZodError): string {
  const { path, message } = error.issues[0]!;
  return `${path.length > 0 ? `"${path.join('.')}"` : 'The body'} is not right: ${message}.`;
}
