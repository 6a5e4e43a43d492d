// @ts-check
import { html, svg } from 'lit-html';

/** @param {ReturnType<typeof svg>} shape */
function icon(shape) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor"
    stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`;
}

export const icons = {
  send: icon(svg`<path d="M5 12h13M12 5l7 7-7 7" />`),
  plus: icon(svg`<path d="M12 5v14M5 12h14" />`),
  slash: icon(svg`<rect x="4" y="4" width="16" height="16" rx="5" /><path d="m13.5 8-3 8" />`),
  microphone: icon(
    svg`<rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />`,
  ),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18" />`),
  reply: icon(svg`<path d="M10 7 5 12l5 5M5 12h8.5c3.5 0 5.5 2 5.5 5" />`),
  edit: icon(svg`<path d="M4 20h4L19 9a2.1 2.1 0 0 0-3-3L5 17z" />`),
  pin: icon(svg`<path d="M9 4h6l-.7 6 3 3.500H6.7l3-3.5zM12 13.500V20" />`),
  down: icon(svg`<path d="m6 9 6 6 6-6" />`),
  back: icon(svg`<path d="m15 6-6 6 6 6" />`),
  switch: icon(svg`<path d="m8 9 4-4 4 4M8 15l4 4 4-4" />`),
  picture: icon(
    svg`<rect x="3.5" y="5" width="17" height="14" rx="3" /><circle cx="9" cy="10" r="1.5" /><path d="m4 17 5-4 4 3 3-2.5 4 3" />`,
  ),
  brush: icon(svg`<path d="M4 20c2 0 4.5-.5 4.5-3A2.5 2.5 0 0 0 4 17c0 1.5-.5 2-1 2.5zM9 15 19 4.5" />`),
  pictures: icon(
    svg`<rect x="3.5" y="7.5" width="13" height="12" rx="2.5" /><path d="M7.5 4.500H18a2.5 2.5 0 0 1 2.5 2.5v9" />`,
  ),
  file: icon(
    svg`<path d="M7 3.5h7l4 4V19a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 6 19V4.5a1 1 0 0 1 1-1zM14 3.500V8h4" />`,
  ),
  place: icon(
    svg`<path d="M12 21s6.5-5.6 6.5-10.5a6.5 6.5 0 0 0-13 0C5.5 15.4 12 21 12 21z" /><circle cx="12" cy="10.5" r="2.3" />`,
  ),
  person: icon(svg`<circle cx="12" cy="8" r="3.5" /><path d="M5 20c.5-4 3.5-5.5 7-5.5s6.5 1.5 7 5.5" />`),
  forward: icon(svg`<path d="m14 7 5 5-5 5M19 12h-8.500C7 12 5 14 5 17" />`),
  play: icon(svg`<path d="M8 5.5v13l10.5-6.5z" fill="currentColor" />`),
  pause: icon(svg`<path d="M8.5 6v12M15.5 6v12" stroke-width="3" />`),
  block: icon(svg`<circle cx="12" cy="12" r="8" /><path d="m6.5 6.5 11 11" />`),
};
