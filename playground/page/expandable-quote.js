// @ts-check
import { html } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { icons } from './icons.js';
import { say } from './texts.js';

/** @import { TemplateResult } from 'lit-html' */

/** A quote that shows its first three lines until it is opened. @param {(string | TemplateResult)[]} content */
export function expandableQuote(content) {
  // Observed anew with each rendering: an edit may change how much there is without changing how much is shown.
  const watch = (/** @type {Element | undefined} */ text) => text && sizes.observe(text);
  return html`<blockquote class="expandable" @click=${toggle}><div class="expandable-text" ${ref(watch)}>${content}</div><button type="button" class="expand" aria-expanded="false" aria-label=${say().wholeQuote} title=${say().wholeQuote}>${icons.down}</button></blockquote>`;
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const quote = /** @type {HTMLElement} */ (target.parentElement);
    const isLong = quote.classList.contains('open') || target.scrollHeight > target.clientHeight + 1;
    quote.classList.toggle('long', isLong);
  }
});

/** A click anywhere on the quote opens it, as in Telegram; one that follows a link or ends a selection does not. @param {Event} event */
function toggle({ currentTarget, target }) {
  const quote = /** @type {HTMLElement} */ (currentTarget);
  const hit = /** @type {Element} */ (target);
  const button = quote.querySelector('.expand');
  const isElsewhere = hit.closest('a, .as-link') || (!hit.closest('.expand') && !getSelection()?.isCollapsed);
  if (isElsewhere || !quote.classList.contains('long')) return;
  button?.setAttribute('aria-expanded', String(quote.classList.toggle('open')));
}
