import { touchCards, wantCard } from '../cards/touch-cards.ts';
import { withdraw } from '../complaints/withdraw.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { hashOf } from '../people/link-token.ts';
import { commit } from '../unit.ts';

/** A complaint that was filed for whoever opens this link, in the words in which it was written; null for a link that is not good any more. */
export async function filedFor({ db }: Pick<Deps, 'db'>, token: string) {
  const proxy = await db.proxy.findUnique({
    where: { linkHash: hashOf(token) },
    include: {
      writer: { select: { id: true, name: true } },
      complaint: {
        include: {
          messages: {
            where: { purpose: { in: ['report', 'addition', 'correction'] }, supersededAt: null },
            orderBy: { id: 'asc' },
          },
        },
      },
    },
  });
  if (!proxy || proxy.complaint.erasedAt) return null;
  const { writer, complaint } = proxy;
  return {
    writer,
    reference: complaint.reference,
    words: complaint.messages.flatMap(({ text }) => text ?? []),
  };
}

export type Joined =
  | { kind: 'joined' | 'withdrawn' | 'too-late'; reference: string }
  /** The writer opened their own link. */
  | { kind: 'own' | 'unknown' };

/**
 * The person concerned says yes or no in their own chat. The complaint is theirs from then on: they are asked, and they hear how it ends; the
 * writer's card goes on showing how it stands. With "no" it is withdrawn, as far as no department has it. The link is good once.
 */
export async function joinProxy(
  deps: Deps,
  { token, personId, chatId, agrees }: { token: string; personId: number; chatId: bigint; agrees: boolean },
): Promise<Joined> {
  const joined = await commit(deps, async (unit) => {
    const { tx, at } = unit;
    const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
    const link = { linkHash: hashOf(token), joinedAt: null };
    if (await tx.proxy.findFirst({ where: { ...link, writerId: personId } })) return { kind: 'own' } as const;
    const [proxy] = await tx.proxy.updateManyAndReturn({
      where: { ...link, complaint: { erasedAt: null } },
      data: { joinedAt: at, linkHash: null, ...(agrees && { consent: 'tapped' }) },
    });
    if (!proxy) return { kind: 'unknown' } as const;
    const { complaintId } = proxy;
    const complaint = await tx.complaint.update({
      where: { id: complaintId },
      data: { personId, chatId, language: person.language },
    });
    await record(unit, { complaintId, type: 'joined', by: { kind: 'resident', personId }, data: { agrees } });
    await wantCard(unit, { kind: 'resident', complaintId, subject: concernedsCard, chatId });
    await touchCards(unit, { complaintId });
    return { kind: 'joined', complaintId, reference: complaint.reference } as const;
  });
  if (joined.kind !== 'joined' || agrees) return joined;
  const { kind } = await withdraw(deps, { complaintId: joined.complaintId, personId });
  return { kind: kind === 'too-late' ? 'too-late' : 'withdrawn', reference: joined.reference };
}

/** A resident's card with this subject is the person's for whom somebody else wrote; the writer's has none. */
export const concernedsCard = 1;
