// @ts-check
import { closeDialog } from './actions.js';
import { changed, clearDraft, draftOf } from './model.js';
import { act } from './server.js';

/** @import { Pane } from './model.js' */

/** Sends what the composer holds: an edit, files with the text as their caption, or a text. @param {Pane} pane */
export async function sendDraft(pane) {
  const draft = draftOf(pane);
  const text = draft.text.trim();
  const { files, editing, replyTo } = draft;
  if (text === '' && files.length === 0) return;
  const forms = filesToSend(
    files.map(({ file }) => file),
    text,
    replyTo,
  );
  clearDraft(pane);
  if (editing !== undefined) return act(pane, 'edit', { message: editing, text });
  if (forms.length === 0) return act(pane, 'say', { text, ...(replyTo ? { replyTo } : {}) });
  for (const [what, form] of forms) await act(pane, what, form);
}

/**
 * Pictures go as one album, other files one by one; the text goes with the first.
 * @param {File[]} files @param {string} caption @param {number | undefined} replyTo
 * @returns {[act: string, form: FormData][]}
 */
function filesToSend(files, caption, replyTo) {
  const pictures = files.filter(({ type }) => isPicture(type)).slice(0, 10);
  const others = files.filter(({ type }) => !isPicture(type));
  const isAlbum = pictures.length > 1 && pictures.every(({ type }) => type.startsWith('image/'));
  const groups = [
    ...(isAlbum ? [pictures] : pictures.map((file) => [file])),
    ...others.map((file) => [file]),
  ];
  return groups.map((group, index) => {
    const form = new FormData();
    for (const file of group) form.append('file', file, file.name);
    if (index === 0 && caption) form.set('caption', caption);
    if (index === 0 && replyTo) form.set('replyTo', String(replyTo));
    return [group.length > 1 ? 'album' : kindOf(/** @type {File} */ (group[0])), form];
  });
}

/** @param {string} type */
function isPicture(type) {
  return /^(image\/(png|jpeg|webp|gif)|video\/)/.test(type);
}

/** @param {File} file */
function kindOf({ type }) {
  if (!isPicture(type)) return type.startsWith('audio/') ? 'audio' : 'document';
  return type.startsWith('video/') ? 'video' : 'photo';
}

/** Puts files into the composer. @param {Pane} pane @param {Iterable<File>} files */
export function pick(pane, files) {
  const draft = draftOf(pane);
  draft.files = [...draft.files, ...[...files].map((file) => ({ file, url: URL.createObjectURL(file) }))];
  draft.menu = undefined;
  changed();
}

/** @param {Pane} pane @param {number} index */
export function unpick(pane, index) {
  const draft = draftOf(pane);
  const [gone] = draft.files.splice(index, 1);
  if (gone) URL.revokeObjectURL(gone.url);
  changed();
}

/** A painted picture, for who has none at hand. @param {Pane} pane @param {string[]} scenes */
export async function pickSamples(pane, scenes) {
  const files = await Promise.all(
    scenes.map(async (scene) => {
      const response = await fetch(`/api/samples/${scene}`);
      return new File([await response.blob()], `${scene}.png`, { type: 'image/png' });
    }),
  );
  pick(pane, files);
}

/** A place, as an answer to a keyboard's request (`button`) or of one's own. @param {Pane} pane @param {{ latitude: number, longitude: number, name?: string }} place @param {string} [button] */
export function sendPlace(pane, { latitude, longitude, name }, button) {
  const { replyTo } = draftOf(pane);
  closeDialog();
  if (button) return act(pane, 'press', { button, latitude, longitude });
  const fields = { latitude, longitude, ...(replyTo ? { replyTo } : {}) };
  draftOf(pane).replyTo = undefined;
  return name ? act(pane, 'venue', { ...fields, title: name, address: name }) : act(pane, 'location', fields);
}
