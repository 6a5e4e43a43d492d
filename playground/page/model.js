// @ts-check
/** @import { viewWorld, ViewedMessage } from '../view.ts' */
/** @import { Cast, Language, Name } from '../cast.ts' */
/** @import { ShownKeyboard } from '../state.ts' */
/** @import { BotCommand } from '../telegram.ts' */

/**
 * @typedef {ReturnType<typeof viewWorld> & Pick<Cast, 'panes' | 'samples'> & { places: NonNullable<Cast['places']> }} WorldView
 * @typedef {{ chat: number, as: number, back?: { chat: number, as: number } }} Pane  Who sits at which chat.
 * @typedef {{ messages: Map<number, ViewedMessage>, keyboard: ShownKeyboard | null, pinned: number | null, typing: boolean }} ChatView
 * @typedef {{ file: File, url: string }} Picked  A file that waits in the composer, with an address to show it by.
 * @typedef {{ text: string, files: Picked[], replyTo?: number, editing?: number, menu?: 'attach' | 'commands', recording?: import('./recorder.js').Recording }} Draft
 * @typedef {{ kind: 'switch', pane: number } | { kind: 'place', pane: number, press?: string } | { kind: 'photo', url: string } | { kind: 'alert', text: string }} Dialog
 */

/** All that the page shows. Whoever changes it calls `changed()`. */
export const model = {
  /** @type {Language} */
  language: 'zh',
  online: false,
  /** @type {WorldView} */
  world: {
    language: 'zh',
    bot: /** @type {any} */ ({}),
    people: [],
    groups: [],
    panes: [],
    samples: [],
    places: [],
  },
  /** @type {Pane[]} */
  panes: [],
  /** The pane that a narrow screen shows. */
  active: 0,
  /** @type {Map<number, ChatView>} */
  chats: new Map(),
  /** @type {Map<number, number>} How many messages were heard of, by chat. */
  heard: new Map(),
  /** @type {Map<number, number>} How many messages came into a chat that nobody looks at. */
  unread: new Map(),
  /** @type {Map<string, number>} How many messages came into a pane that shows older ones. */
  missed: new Map(),
  /** The pane that was used last: what opens by itself takes the focus there only. */
  inHand: '',
  /** @type {Map<string, Draft>} */
  drafts: new Map(),
  /** @type {Map<string, BotCommand[]>} */
  commands: new Map(),
  /** @type {Map<string, string>} The bot's last words on a tap, or what went wrong, by pane. */
  toasts: new Map(),
  /** @type {Set<string>} Buttons that wait for the bot's answer. */
  waiting: new Set(),
  /** @type {Dialog | undefined} */
  dialog: undefined,
};

/** @type {() => void} */
let render = () => {};
let isDue = false;

/** @param {() => void} how */
export function onChange(how) {
  render = how;
}

/** Several changes in a row are shown at once. */
export function changed() {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    render();
  });
}

/** @param {{ chat: number, as: number }} pane */
export function paneKey({ chat, as }) {
  return `${chat}:${as}`;
}

/** @param {Pane} pane @returns {Draft} */
export function draftOf(pane) {
  const key = paneKey(pane);
  let draft = model.drafts.get(key);
  if (!draft) {
    draft = { text: '', files: [] };
    model.drafts.set(key, draft);
  }
  return draft;
}

/** Files of a draft are let go of, and what it answered or edited. @param {Pane} pane */
export function clearDraft(pane) {
  for (const { url } of draftOf(pane).files) URL.revokeObjectURL(url);
  model.drafts.set(paneKey(pane), { text: '', files: [] });
  changed();
}

/** A request to reply opens the reply for those it is meant for. @param {number} chat @returns {Pane[]} where it did */
export function offerReply(chat) {
  const keyboard = model.chats.get(chat)?.keyboard;
  if (!keyboard || !('force_reply' in keyboard)) return [];
  const meant = model.panes.filter(
    (pane) => pane.chat === chat && (!keyboard.only || keyboard.only.includes(pane.as)),
  );
  for (const pane of meant) {
    if (draftOf(pane).editing !== undefined) clearDraft(pane);
    draftOf(pane).replyTo = keyboard.message;
  }
  return meant;
}

/** Closes the menus of all composers. */
export function closeMenus() {
  for (const draft of model.drafts.values()) {
    if (!draft.menu) continue;
    draft.menu = undefined;
    changed();
  }
}

/** @param {Name | undefined} name */
export function inPageLanguage(name) {
  if (name === undefined || typeof name === 'string') return name ?? '';
  return name[model.language];
}

/** @param {number} id */
export function personOf(id) {
  return model.world.people.find((person) => person.id === id);
}

/** @param {number} id */
export function groupOf(id) {
  return model.world.groups.find((group) => group.id === id);
}

/** @param {number} id */
export function personName(id) {
  const person = personOf(id);
  if (!person) return '';
  const last = inPageLanguage(person.lastName);
  return last ? `${inPageLanguage(person.firstName)} ${last}` : inPageLanguage(person.firstName);
}

/** What stands at the top of a chat: a private chat is called by whom one talks to. @param {number} chat */
export function chatTitle(chat) {
  const group = groupOf(chat);
  return group ? inPageLanguage(group.title) : model.world.bot.first_name;
}

/** A message that tells the pane's own from the others'. @param {Pane} pane @param {ViewedMessage} message */
export function isOwn(pane, message) {
  return message.from?.id === pane.as;
}

const WIDE = matchMedia('(min-width: 1080px)');
WIDE.addEventListener('change', () => changed());

/** @param {number} chat */
export function isLookedAt(chat) {
  if (document.visibilityState !== 'visible') return false;
  return WIDE.matches
    ? model.panes.some((pane) => pane.chat === chat)
    : model.panes[model.active]?.chat === chat;
}

export function countUnread() {
  return [...model.unread.values()].reduce((sum, count) => sum + count, 0);
}
