// @ts-check
import { closeDialog } from './actions.js';
import { changed, draftOf, model, paneKey } from './model.js';
import { act } from './server.js';

/** @import { Draft, Pane } from './model.js' */

/** Sends what the composer holds: an edit, files with the text as their caption, or a text. What could not be sent comes back. @param {Pane} pane */
export async function sendDraft(pane) {
  const draft = draftOf(pane);
  const text = draft.text.trim();
  if (text === '' && draft.files.length === 0) return;
  model.drafts.set(paneKey(pane), { text: '', files: [] });
  changed();
  for (const [what, fields] of actsOf(draft, text)) {
    if (!(await act(pane, what, fields))) return giveBack(pane, draft);
  }
  for (const { url } of draft.files) URL.revokeObjectURL(url);
}

/** @param {Pane} pane @param {Draft} draft */
function giveBack(pane, draft) {
  const { text, files } = draftOf(pane);
  if (text === '' && files.length === 0) model.drafts.set(paneKey(pane), draft);
  changed();
}

/** @param {Draft} draft @param {string} text @returns {[act: string, fields: FormData | { [field: string]: unknown }][]} */
function actsOf({ files, editing, replyTo }, text) {
  if (editing !== undefined) return [['edit', { message: editing, text }]];
  if (files.length > 0) {
    return filesToSend(
      files.map(({ file }) => file),
      text,
      replyTo,
    );
  }
  return inMessages(text).map((part) => ['say', { text: part, ...(replyTo ? { replyTo } : {}) }]);
}

/** A text that is too long for one message goes as several, as from Telegram's clients; no character is cut in two. @param {string} text */
function inMessages(text) {
  return text.match(/.{1,4095}(?:.(?![\udc00-\udfff]))?/gs) ?? [];
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
