// @ts-check
import { changed, model, paneKey } from './model.js';

/** @import { Pane } from './model.js' */

/** The log grows upwards from its end (see chat.css), so the newest is at 0, and older ones are below it. */
const AWAY = -60;

/** @param {Pane} pane */
function scrollerOf(pane) {
  return document.querySelector(`[data-pane="${paneKey(pane)}"] .scroller`);
}

/** Whether older messages are being read. @param {Pane} pane */
export function isAway(pane) {
  return (scrollerOf(pane)?.scrollTop ?? 0) < AWAY;
}

/** @param {Pane} pane @param {ScrollBehavior} [behavior] */
export function toNewest(pane, behavior = 'auto') {
  scrollerOf(pane)?.scrollTo({ top: 0, behavior });
}

/** @param {Pane} pane @param {Event} event */
export function onScroll(pane, { currentTarget }) {
  const scroller = /** @type {HTMLElement} */ (currentTarget);
  scroller.classList.toggle('away', isAway(pane));
  if (!isAway(pane) && model.missed.delete(paneKey(pane))) changed();
}

/** @param {Pane} pane @param {number} id */
export function scrollToMessage(pane, id) {
  const found = scrollerOf(pane)?.querySelector(`[data-message="${id}"]`);
  if (!found) return;
  found.scrollIntoView({ block: 'center' });
  found.classList.add('flash');
  setTimeout(() => found.classList.remove('flash'), 1500);
}
