import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { imageSize } from './image-size.ts';
import { samplePicture } from './sample-picture.ts';
import type { FileKind, StoredFile } from './state.ts';
import type { FileRef, PhotoSize } from './telegram.ts';

/** Holds the bytes of files by their path; the facts about a file are in the world's state. */
export type FileShelf = {
  put(path: string, bytes: Buffer): void;
  read(path: string): Promise<Buffer | undefined>;
};

/** Bytes on their way in, from a person or from the bot. */
export type IncomingFile = { bytes: Buffer; name?: string; mime?: string; duration?: number; size?: number };

export function openFileShelf(dir: string | undefined): FileShelf {
  if (!dir) {
    const held = new Map<string, Buffer>();
    return {
      put: (path, bytes) => void held.set(path, bytes),
      read: async (path) => held.get(path),
    };
  }
  return {
    put: (path, bytes) => {
      const file = join(dir, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    },
    read: (path) => readFile(join(dir, path)).catch(() => undefined),
  };
}

/**
 * Shelves the bytes and describes them. Pictures get a thumbnail of their own, as Telegram makes one: a bot that
 * takes the first of the sizes instead of the last will notice. Returns one file, or two with the thumbnail first.
 */
export function shelve(shelf: FileShelf, kind: FileKind, incoming: IncomingFile): StoredFile[] {
  const uniqueId = randomBytes(10).toString('base64url');
  const size = kind === 'photo' || kind === 'thumbnail' ? imageSize(incoming.bytes) : undefined;
  const file: StoredFile = {
    fileId: `${PREFIX[kind]}${randomBytes(30).toString('base64url')}`,
    uniqueId,
    kind,
    path: `${kind}s/${uniqueId}${extensionOf(incoming, kind)}`,
    size: incoming.size ?? incoming.bytes.length,
    mime: incoming.mime ?? DEFAULT_MIME[kind],
    ...(kind !== 'photo' && incoming.name ? { name: incoming.name } : {}),
    ...(size ?? (kind === 'photo' ? { width: 800, height: 600 } : {})),
    ...(incoming.duration === undefined ? {} : { duration: incoming.duration }),
  };
  shelf.put(file.path, incoming.bytes);
  if (kind !== 'photo') return [file];
  const [thumbnail] = shelve(shelf, 'thumbnail', { bytes: samplePicture({ width: 90, height: 68 }) });
  return [thumbnail!, { ...file, thumbnail: thumbnail!.fileId }];
}

/** The file as a message shows it. */
export function fileRef(file: StoredFile): FileRef {
  return {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    ...(file.width ? { width: file.width, height: file.height } : {}),
    ...(file.duration === undefined ? {} : { duration: file.duration }),
    ...(file.name ? { file_name: file.name } : {}),
    ...(file.kind === 'photo' || file.kind === 'thumbnail' ? {} : { mime_type: file.mime }),
  };
}

/** The sizes of a photo, smallest first. */
export function photoSizes(photo: StoredFile, files: Map<string, StoredFile>): PhotoSize[] {
  const thumbnail = photo.thumbnail ? files.get(photo.thumbnail) : undefined;
  return [...(thumbnail ? [thumbnail] : []), photo].map((file) => fileRef(file) as PhotoSize);
}

// Real file ids differ by kind from their first letters on; nothing may be read from them all the same.
const PREFIX: { [kind in FileKind]: string } = {
  photo: 'AgAC',
  thumbnail: 'AAMC',
  video: 'BAAC',
  video_note: 'DQAC',
  animation: 'CgAC',
  voice: 'AwAC',
  audio: 'CQAC',
  document: 'BQAC',
  sticker: 'CAAC',
};

const DEFAULT_MIME: { [kind in FileKind]: string } = {
  photo: 'image/png',
  thumbnail: 'image/png',
  video: 'video/mp4',
  video_note: 'video/mp4',
  animation: 'video/mp4',
  voice: 'audio/ogg',
  audio: 'audio/mpeg',
  document: 'application/octet-stream',
  sticker: 'image/webp',
};

const EXTENSION: { [mime: string]: string } = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'audio/ogg': '.oga',
  'audio/webm': '.webm',
  'audio/mpeg': '.mp3',
};

function extensionOf(incoming: IncomingFile, kind: FileKind): string {
  const named = incoming.name ? extname(incoming.name).toLowerCase() : '';
  // The name is the sender's: only a plain ending of it may become part of a path.
  if (/^\.[a-z0-9]{1,8}$/.test(named)) return named;
  return EXTENSION[incoming.mime ?? DEFAULT_MIME[kind]] ?? '';
}
