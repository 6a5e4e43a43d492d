import type { Deps } from '../deps.ts';

export const complaintsPerPage = 5;

/** A resident's own complaints, newest first, a page at a time (pages count from 0). */
export async function mine(deps: Deps, { personId, page }: { personId: number; page: number }) {
  const where = { personId, erasedAt: null };
  const [total, complaints] = await Promise.all([
    deps.db.complaint.count({ where }),
    deps.db.complaint.findMany({
      where,
      orderBy: { id: 'desc' },
      skip: Math.max(0, page) * complaintsPerPage,
      take: complaintsPerPage,
      include: {
        tickets: { orderBy: { ordinal: 'asc' }, include: { department: true } },
        messages: { where: { supersededAt: null, purpose: 'report' }, orderBy: { id: 'asc' }, take: 1 },
      },
    }),
  ]);
  return { complaints, page, pages: Math.max(1, Math.ceil(total / complaintsPerPage)), total };
}
