import type { Eyes } from '../../core/triage/media/eyes.ts';
import { shrinkPhoto } from './shrink.ts';

/** For fetching one photo, in milliseconds. */
const patience = 10_000;

/** Eyes for the photos that `fetchFile` brings. */
export function openEyes(fetchFile: (fileId: string, within: number) => Promise<Uint8Array | null>): Eyes {
  return {
    look: async (fileId) => {
      const bytes = await fetchFile(fileId, patience);
      return bytes && shrinkPhoto(bytes);
    },
  };
}
