import type { Prisma } from '../../prisma/generated/client.ts';
import { touchCards } from '../cards/touch-cards.ts';
import { withDuty } from '../catalog/amendments.ts';
import { catalogSchema, findCategory } from '../catalog/catalog.ts';
import { lockCatalog, writeVersion } from '../catalog/write-version.ts';
import type { Deps, Language, Texts } from '../deps.ts';
import { record } from '../events.ts';
import { mayRule } from '../people/roles.ts';
import { commit } from '../unit.ts';
import { rulingOn } from './supervised.ts';

export type Amended =
  | { kind: 'amended'; version: number; code: string }
  | { kind: 'not-allowed' | 'no-ruling' | 'no-such-category' | 'already' };

/**
 * A supervisor writes what they ruled into the catalogue: a duty of the category that they gave the ticket to, as a new version. Author and
 * ticket stay with it, and every later import takes it along until the files have a word of their own on it. One ruling, one duty: words
 * that come twice add one.
 */
export async function amendCatalog(
  deps: Deps,
  { ticketId, by, text }: { ticketId: number; by: number; text: string },
): Promise<Amended> {
  return commit(deps, async (unit) => {
    const { tx, at } = unit;
    if (!(await mayRule(tx, by))) return { kind: 'not-allowed' } as const;
    await lockCatalog(tx);
    const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    if (!(await rulingOn(tx, ticketId)) || !ticket.categoryCode) return { kind: 'no-ruling' } as const;
    const code = `ruled-${ticket.reference.toLowerCase()}`;
    const newest = await tx.catalogVersion.findFirstOrThrow({ orderBy: { id: 'desc' } });
    const catalog = catalogSchema.parse(newest.content);
    if (!findCategory(catalog, ticket.categoryCode)) return { kind: 'no-such-category' } as const;
    if (await tx.catalogAmendment.findUnique({ where: { code } })) return { kind: 'already' } as const;
    const duty = {
      code,
      categoryCode: ticket.categoryCode,
      texts: { ...textsIn(text) } satisfies Prisma.JsonObject,
    };
    const { version } = await writeVersion(tx, withDuty(catalog, duty), at);
    await tx.catalogAmendment.create({
      data: { ...duty, ticketId, authorId: by, versionId: version, createdAt: at },
    });
    await tx.ticket.update({ where: { id: ticketId }, data: { dutyCode: code } });
    const about = { complaintId: ticket.complaintId, ticketId };
    const data = { duty: code, category: ticket.categoryCode, version };
    await record(unit, { ...about, type: 'amended', by: { kind: 'staff', personId: by }, data });
    await touchCards(unit, { complaintId: ticket.complaintId, id: ticketId });
    return { kind: 'amended', version, code } as const;
  });
}

const chinese = /\p{Script=Han}/u;

/** Words in one language stand for both; of several lines, those with Chinese in them are the Chinese ones. */
export function textsIn(text: string): Texts {
  const lines = text.split('\n').map((line) => line.trim());
  const of = (language: Language) =>
    lines.filter((line) => line && chinese.test(line) === (language === 'zh')).join(' ');
  const [zh, en] = [of('zh'), of('en')];
  return { zh: zh || en, en: en || zh };
}
