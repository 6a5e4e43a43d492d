import { badRequest } from './errors.ts';
import { fileRef, type IncomingFile, photoSizes, shelve } from './files.ts';
import type { FileKind, StoredFile, StoredMessage } from './state.ts';
import type { World } from './world.ts';

/** The kinds of file that a message can carry. */
export type MediaKind = Exclude<FileKind, 'thumbnail'>;

/** Keeps the bytes and returns the file that messages can carry. */
export function keepFile(world: World, kind: MediaKind, incoming: IncomingFile): StoredFile {
  const files = shelve(world.files, kind, incoming);
  world.commit(...files.map((file) => ({ t: 'file' as const, file })));
  return files.at(-1)!;
}

/** The part of a message that carries this file. */
export function mediaContent(world: World, kind: MediaKind, file: StoredFile): Partial<StoredMessage> {
  if (kind === 'photo') return { photo: photoSizes(file, world.state.files) };
  if (kind === 'sticker') return { sticker: { ...fileRef(file), width: 512, height: 512, emoji: '👍' } };
  if (kind === 'voice' || kind === 'audio') return { [kind]: { duration: 0, ...fileRef(file) } };
  if (kind === 'video_note') return { video_note: { duration: 0, length: 240, ...fileRef(file) } };
  // For clients that know no animations it is a document as well (https://core.telegram.org/bots/api#message).
  if (kind === 'animation')
    return { animation: { duration: 0, width: 320, height: 240, ...fileRef(file) }, document: fileRef(file) };
  if (kind === 'video') return { video: { duration: 0, width: 640, height: 480, ...fileRef(file) } };
  return { document: fileRef(file) };
}

/** The file of a message, the largest size of a photo. */
export function fileOf(world: World, message: StoredMessage): StoredFile | undefined {
  const { photo, video, video_note, animation, voice, audio, document, sticker } = message;
  const ref = photo?.at(-1) ?? video ?? video_note ?? animation ?? voice ?? audio ?? document ?? sticker;
  return ref && world.state.files.get(ref.file_id);
}

/** A file the bot refers to by id: it can be sent again, but only as what it is. */
export function resendable(world: World, kind: MediaKind, fileId: string): StoredFile {
  const file = world.state.files.get(fileId);
  if (!file) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind !== kind && !(kind === 'photo' && file.kind === 'thumbnail')) {
    throw badRequest(`can't use file of type ${capital(file.kind)} as ${capital(kind)}`);
  }
  return file;
}

function capital(word: string): string {
  return word.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
