import type { MediaOnCard } from '../../core/cards/views.ts';

/** What one call sends: an album of two to ten that may stand together, or a single thing. */
export type MediaGroup = { album: MediaOnCard[] } | { single: MediaOnCard };

/** Telegram's albums hold photos and videos, or documents only, or audio only (https://core.telegram.org/bots/api#sendmediagroup). */
const albums: MediaOnCard['kind'][][] = [['photo', 'video'], ['document'], ['audio']];
const mostInAlbum = 10;

/** Media in as few messages as Telegram takes them in: albums by what may stand together, everything else by itself. */
export function groupMedia(media: MediaOnCard[]): MediaGroup[] {
  const together = albums.flatMap((kinds) => chunks(media.filter(({ kind }) => kinds.includes(kind))));
  const alone = media.filter(({ kind }) => !albums.flat().includes(kind)).map((single) => ({ single }));
  return [...together, ...alone];
}

function chunks(media: MediaOnCard[]): MediaGroup[] {
  const groups: MediaGroup[] = [];
  for (let from = 0; from < media.length; from += mostInAlbum) {
    const album = media.slice(from, from + mostInAlbum);
    groups.push(album.length === 1 ? { single: album[0]! } : { album });
  }
  return groups;
}
