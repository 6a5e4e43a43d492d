import type { Prisma } from '../../prisma/generated/client.ts';
import type { Texts } from '../deps.ts';

/** A name or text of the catalogue as its row keeps it: retired ones too, which the catalogue in force no longer has. */
export function textsOf(json: Prisma.JsonValue): Texts {
  return json as unknown as Texts;
}
