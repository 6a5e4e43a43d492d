import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { badRequest } from '../errors.ts';
import { keepFile, type MediaKind, mediaContent, resendable } from '../media.ts';
import type { MessageContent, StoredFile } from '../state.ts';
import { formatBotText } from '../text.ts';
import type { Call, Methods } from './call.ts';
import { asCaption, captionContent, post, postAll } from './post.ts';

/** Messages that carry a file, and the way to fetch one. */
export const mediaMethods: Methods = {
  sendPhoto: (call) => sendFile(call, 'photo'),
  sendVideo: (call) => sendFile(call, 'video'),
  sendVideoNote: (call) => sendFile(call, 'video_note'),
  sendAnimation: (call) => sendFile(call, 'animation'),
  sendVoice: (call) => sendFile(call, 'voice'),
  sendAudio: (call) => sendFile(call, 'audio'),
  sendDocument: (call) => sendFile(call, 'document'),
  sendSticker: (call) => sendFile(call, 'sticker'),
  sendMediaGroup: (call) => {
    const items = call.params.object('media', albumSchema);
    if (!items?.length) throw badRequest('there are no messages to send');
    if (items.length > 10) throw badRequest('too many messages to send as an album');
    checkMix(items);
    const album = items.length > 1 ? { media_group_id: String(randomInt(2 ** 47)) } : {};
    return postAll(
      call,
      items.map((item) => ({ ...itemContent(call, item), ...album })),
    );
  },
  getFile: ({ world, params }) => {
    const file = world.state.files.get(params.string('file_id') ?? '');
    if (!file) throw badRequest('invalid file_id');
    if (file.size > MAX_DOWNLOAD) throw badRequest('file is too big');
    return {
      file_id: file.fileId,
      file_unique_id: file.uniqueId,
      file_size: file.size,
      file_path: file.path,
    };
  },
};

/** Bots can fetch files of up to 20 MB (https://core.telegram.org/bots/api#getfile). */
const MAX_DOWNLOAD = 20 * 1024 * 1024;

const albumSchema = z.array(
  z.looseObject({
    type: z.enum(['photo', 'video', 'document', 'audio']),
    media: z.string(),
    caption: z.string().optional(),
    parse_mode: z.string().optional(),
  }),
);
type AlbumItem = z.infer<typeof albumSchema>[number];

function sendFile(call: Call, kind: MediaKind) {
  const file = readFile(call, kind, kind, call.params.string(kind));
  const caption = WITHOUT_CAPTION.includes(kind) ? {} : captionContent(call.params);
  return post(call, { ...mediaContent(call.world, kind, file), ...caption });
}

const WITHOUT_CAPTION: MediaKind[] = ['sticker', 'video_note'];

/** Photos and videos go together; documents and audio files only among their own kind. */
function checkMix(items: AlbumItem[]): void {
  for (const kind of ['document', 'audio'] as const) {
    const some = items.some(({ type }) => type === kind);
    if (some && !items.every(({ type }) => type === kind)) {
      throw badRequest(`${kind} can't be mixed with other media types`);
    }
  }
}

function itemContent(call: Call, item: AlbumItem): MessageContent {
  const file = readFile(call, item.type, '', item.media);
  const caption = item.caption ? asCaption(formatBotText(item.caption, item.parse_mode)) : {};
  return { ...mediaContent(call.world, item.type, file), ...caption };
}

/** A file comes as an upload under the parameter's name, as attach://NAME, or as the id of a file sent before. */
function readFile(
  { world, params }: Call,
  kind: MediaKind,
  name: string,
  value: string | undefined,
): StoredFile {
  const attached = value?.startsWith('attach://') ? value.slice('attach://'.length) : name;
  const upload = params.upload(attached);
  if (upload) {
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
    const duration = params.int('duration');
    return keepFile(world, kind, { ...upload, ...(duration === undefined ? {} : { duration }) });
  }
  if (!value) throw badRequest(`there is no ${kind} in the request`);
  // Telegram would download it; the playground reaches out to nobody.
  if (/^https?:\/\//i.test(value)) throw badRequest('failed to get HTTP URL content');
  return resendable(world, kind, value);
}
