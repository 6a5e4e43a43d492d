import type { Ticket } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';

/**
 * The ticket whose answer waits for the resident to say whether it is solved: of this complaint, or of this person; the newest answer's.
 * Also one of theirs that is merged into the answered one.
 */
export async function answeredTicket(
  { db }: Pick<Deps, 'db'>,
  of: { complaintId: number } | { personId: number; since: Date },
): Promise<Ticket | null> {
  const [which, since] =
    'complaintId' in of ? [of, undefined] : [{ complaint: { personId: of.personId } }, of.since];
  const answer = await db.message.findFirst({
    where: {
      purpose: 'answer',
      ...(since && { sentAt: { gte: since } }),
      ticket: { ...which, status: 'answered' },
    },
    orderBy: { id: 'desc' },
    include: { ticket: true },
  });
  if (answer?.ticket) return answer.ticket;
  const asked = {
    status: 'answered',
    messages: { some: { purpose: 'answer', sentAt: { gte: since } } },
  } as const;
  return db.ticket.findFirst({
    where: { ...which, status: 'merged', outcome: null, lead: asked },
    orderBy: { id: 'desc' },
  });
}

/** As somebody speaks who has just read an answer: "still dark", "not fixed", "all good now". Nothing else begins like that. */
export function soundsLikeVerdict(text: string): boolean {
  const said = text.trim().toLowerCase();
  return said.length <= longestVerdict && (verdictInChinese.test(said) || verdictInEnglish.test(said));
}

const longestVerdict = 60;
const verdictInChinese =
  /^(?:(?:还是?|依然|仍然?|根本|并|也|都)?没有?(?:$|[。！!,，]|人?(?:解决|修|弄|处理|用|变|好|来))|还是(?:不|没|那|老|坏|黑|堵|漏|一样)|依然|仍然|不行$|(?:已经?)?(?:解决|修好|弄好|处理好|好|可以|行)了|(?:非常|太)?(?:谢谢|感谢))/;
const verdictInEnglish =
  /^(?:(?:no|nope|yes|yep|thanks|thank you)\b(?! (?:water|heat|heating|power|light|one|street))|(?:it(?:'s| is)? )?(?:still|not (?:fixed|solved|done)|fixed|solved|works?\b|all good))/;
