import type { Deps } from '../../deps.ts';
import { toldIn } from '../read-complaint.ts';
import type { Eyes } from './eyes.ts';

/** What a model is shown of a complaint's photos. */
export interface Photos {
  jpegs: Uint8Array[];
  /** How many were to be shown, and could not be read. */
  unread: number;
}

/** A model is shown so many of a complaint, the first ones; each takes as many tokens as a page of text. */
const mostPhotos = 4;

/** The first photos of a complaint, ready to be shown. What cannot be read is left out, and counted. */
export async function lookAtPhotos(
  { db, eyes }: Pick<Deps, 'db'> & { eyes: Eyes },
  complaintId: number,
): Promise<Photos> {
  const photos = await db.media.findMany({
    where: { kind: 'photo', message: toldIn(complaintId) },
    orderBy: { id: 'asc' },
    take: mostPhotos,
    select: { fileId: true },
  });
  const seen = await Promise.all(photos.map(({ fileId }) => (fileId === null ? null : eyes.look(fileId))));
  const jpegs = seen.filter((jpeg) => jpeg !== null);
  return { jpegs, unread: seen.length - jpegs.length };
}
