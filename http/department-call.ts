import { z } from 'zod';
import { catalogInForce } from '../core/catalog/in-force.ts';
import type { Deps } from '../core/deps.ts';
import { readReference } from '../core/tickets/reference.ts';

const longest = 3000;
const codeForm = /^[a-z0-9-]{1,40}$/;

/** PostgreSQL takes no NUL, and half of a surrogate pair is no letter. */
const words = z
  .string('must be a text')
  .transform((text) => text.toWellFormed().replaceAll('\0', '').trim())
  .pipe(z.string().min(1, 'must not be empty').max(longest, `must not be longer than ${longest} characters`));
const code = z.string('must be a code of the catalogue').regex(codeForm, 'must be a code of the catalogue');

/**
 * What a department's system tells us of a ticket; docs/webhooks.md is for its engineers. The ticket stands in the body too, since the
 * signature covers the body only: a call that somebody caught can't be sent again to another ticket's address.
 */
const about = { service_request_id: z.string('must name the ticket') };
const stepSchema = z.discriminatedUnion(
  'action',
  [
    z.object({ ...about, action: z.literal('accept') }),
    z.object({
      ...about,
      action: z.literal('return'),
      reason: words,
      duty: code.nullable(),
      department: code.nullish(),
    }),
    z.object({
      ...about,
      action: z.literal('answer'),
      text: words,
      send_anyway: z.boolean('must be true or false').optional(),
    }),
  ],
  'must be "accept", "return" or "answer"',
);

export type Step = z.infer<typeof stepSchema>;

/** Reads the body of a call, or says in a sentence what is wrong with it. The sentence names fields, never what stood in them. */
export async function readStep(
  deps: Pick<Deps, 'db'>,
  { body, reference }: { body: string; reference: string },
): Promise<{ ok: true; step: Step } | { ok: false; problem: string }> {
  const read = stepSchema.safeParse(readJson(body));
  if (!read.success) return { ok: false, problem: whatIsWrong(read.error) };
  if (read.data.service_request_id !== reference)
    return { ok: false, problem: '"service_request_id" must be the ticket of this address.' };
  if (read.data.action === 'return' && saysNotWhose(read.data))
    return { ok: false, problem: '"department" must say whose it is, or be null where you do not know.' };
  const unknown = read.data.action === 'return' ? await unknownCode(deps, read.data) : null;
  if (unknown) return { ok: false, problem: `"${unknown}" must be a code of the catalogue.` };
  return { ok: true, step: read.data };
}

/** A duty says whose it is; without one, the department has to be named, or that it is not known. */
function saysNotWhose({ duty, department }: Extract<Step, { action: 'return' }>): boolean {
  return duty === null && department === undefined;
}

export function isCode(text: string): boolean {
  return codeForm.test(text);
}

export function isReference(text: string): boolean {
  return readReference(text) === text;
}

async function unknownCode(
  deps: Pick<Deps, 'db'>,
  { duty, department }: Extract<Step, { action: 'return' }>,
): Promise<'duty' | 'department' | null> {
  const catalog = await catalogInForce(deps);
  const duties = catalog?.categories.flatMap((category) => category.duties) ?? [];
  if (duty && !duties.some((one) => one.code === duty)) return 'duty';
  if (department && !catalog?.departments.some((one) => one.code === department)) return 'department';
  return null;
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function whatIsWrong({ issues }: z.ZodError): string {
  const { path, message } = issues[0]!;
  return path.length > 0 ? `"${path.join('.')}" ${message}.` : 'The body must be a JSON object.';
}
