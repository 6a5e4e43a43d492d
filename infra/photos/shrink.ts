import sharp from 'sharp';

/** What models look at without shrinking it themselves, in pixels of the longer side. */
const longestSide = 1024;
/** Beyond what any phone's camera takes; a picture of more unpacks into more memory than it is worth. */
const mostPixels = 60_000_000;
/** For unpacking, shrinking and packing one picture. */
const mostSeconds = 5;

// The library reads three dozen formats, some of which can name other files (SVG). Chats send these three.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
// One picture, one thread: the process has other things to do.
sharp.concurrency(1);

/**
 * A picture as a small JPEG, upright, with nothing in it but its pixels: no place, no time, no camera, no thumbnail. Null where it is no
 * picture of a usual format, is cut off, or would take too much to unpack.
 */
export async function shrinkPhoto(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await sharp(bytes, { autoOrient: true, failOn: 'truncated', limitInputPixels: mostPixels })
      .timeout({ seconds: mostSeconds })
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer();
  } catch {
    return null;
  }
}
