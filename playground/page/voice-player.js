// @ts-check
import { html } from 'lit-html';
import { icons } from './icons.js';
import { changed } from './model.js';
import { say } from './texts.js';

const audio = new Audio();
/** The address of what plays now. */
let playing = '';
for (const event of ['play', 'pause', 'ended', 'timeupdate']) audio.addEventListener(event, changed);

/** A voice message; one plays at a time. @param {string} url @param {number} seconds */
export function voicePlayer(url, seconds) {
  const isPlaying = playing === url && !audio.paused;
  const part = playing === url && audio.duration > 0 ? audio.currentTime / audio.duration : 0;
  return html`<div class="voice">
    <button type="button" aria-label=${isPlaying ? say().pause : say().play} @click=${() => toggle(url)}>
      ${isPlaying ? icons.pause : icons.play}
    </button>
    <span class="voice-bars" aria-hidden="true">
      ${BARS.map((height, i) => html`<i style="height:${height}%" class=${i / BARS.length < part ? 'past' : ''}></i>`)}
    </span>
    <small>${clock(seconds)}</small>
  </div>`;
}

/** Looks of a voice; the bytes are not looked into. */
const BARS = [30, 55, 40, 80, 100, 60, 35, 70, 90, 45, 25, 60, 85, 50, 75, 40, 65, 30, 50, 35, 60, 25];

/** @param {string} url */
function toggle(url) {
  if (playing === url && !audio.paused) return audio.pause();
  if (playing !== url) {
    playing = url;
    audio.src = url;
  }
  // A file that the browser cannot play leaves the button as it was.
  void audio.play().catch(changed);
}

/** @param {number} seconds */
export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
