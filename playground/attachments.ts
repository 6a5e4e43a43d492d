import { z } from 'zod';
import type { IncomingFile } from './files.ts';
import { keepFile, type MediaKind, mediaContent } from './media.ts';
import { SCENES, samplePicture } from './sample-picture.ts';
import { sampleVoice } from './sample-voice.ts';
import type { MessageContent } from './state.ts';
import { formatPlainText } from './text.ts';
import type { World } from './world.ts';

// A multipart form knows strings only, hence the coercion.
export const attachmentFields = {
  caption: z.string().max(1024).optional(),
  file: z.base64().optional().describe('the bytes, unless they are uploaded as multipart part "file"'),
  fileName: z.string().optional(),
  mime: z.string().optional(),
  duration: z.coerce.number().int().optional().describe('seconds'),
  size: z.coerce.number().int().optional().describe('pretend to this many bytes'),
  scene: z.enum(SCENES).optional().describe('which picture to paint when there are no bytes'),
};
const attachmentSchema = z.object(attachmentFields);
export type Attachment = z.infer<typeof attachmentSchema>;

/**
 * What a message says that carries this file: the upload, or the bytes in `fields`, or else a sample of its kind.
 * `seed` makes the samples of one album differ.
 */
export function attach(
  world: World,
  kind: MediaKind,
  fields: Attachment,
  upload?: IncomingFile,
  seed = 0,
): MessageContent {
  const given = upload ?? (fields.file ? { bytes: Buffer.from(fields.file, 'base64') } : undefined);
  const incoming = { ...(given ?? sample(kind, fields, seed)), ...describe(fields) };
  const content = mediaContent(world, kind, keepFile(world, kind, incoming));
  if (!fields.caption) return content;
  const { text, entities } = formatPlainText(fields.caption);
  return { ...content, caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

function sample(kind: MediaKind, { scene }: Attachment, seed: number): IncomingFile {
  switch (kind) {
    case 'photo':
    case 'sticker':
      return {
        bytes: samplePicture({ scene: scene ?? SCENES[seed % SCENES.length], seed }),
        mime: 'image/png',
      };
    case 'voice':
    case 'audio':
      return { bytes: sampleVoice(2), mime: 'audio/ogg', duration: 2 };
    default:
      return { bytes: Buffer.from('sample\n'), name: kind === 'document' ? 'sample.txt' : 'sample.mp4' };
  }
}

function describe({ fileName, mime, duration, size }: Attachment): Omit<IncomingFile, 'bytes'> {
  return {
    ...(fileName ? { name: fileName } : {}),
    ...(mime ? { mime } : {}),
    ...(duration === undefined ? {} : { duration }),
    ...(size === undefined ? {} : { size }),
  };
}
