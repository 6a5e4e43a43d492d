// @ts-check
import { html, nothing } from 'lit-html';
import { icons } from './icons.js';
import { changed, model } from './model.js';
import { say } from './texts.js';
import { voicePlayer } from './voice-player.js';

/** @import { ViewedMessage } from '../view.ts' */
/** @import { Contact, FileRef, Location, Venue } from '../telegram.ts' */

/** What a message carries besides text. @param {ViewedMessage} message */
export function media(message) {
  const { media_url: url, location, venue, contact, document, audio, sticker, voice } = message;
  if (message.photo || movingIn(message)) return mosaic([message]);
  if (voice) return voicePlayer(url ?? '', voice.duration ?? 0);
  if (audio) return html`<audio class="audio" controls preload="none" src=${url ?? ''}></audio>`;
  if (sticker) return html`<img class="sticker" src=${url ?? ''} alt=${sticker.emoji ?? say().sticker} />`;
  if (document) return fileCard(document, url ?? '');
  if (venue) return placeCard(venue.location, venue);
  if (location) return placeCard(location);
  if (contact) return contactCard(contact);
  return nothing;
}

/** Pictures that move. @param {ViewedMessage} message */
export function movingIn({ video, video_note, animation }) {
  return video ?? video_note ?? animation;
}

/** One picture, or the pictures of an album in a grid. @param {ViewedMessage[]} messages */
export function mosaic(messages) {
  return html`<div class="mosaic" data-count=${Math.min(4, messages.length)}>${messages.map(tile)}</div>`;
}

/** @param {ViewedMessage} message */
function tile(message) {
  const { photo, media_url: url = '', message_id: id } = message;
  if (movingIn(message))
    return html`<video class="tile" data-message=${id} controls preload="metadata" src=${url}></video>`;
  const { width = 4, height = 3 } = photo?.at(-1) ?? {};
  const open = () => {
    model.dialog = { kind: 'photo', url };
    changed();
  };
  return html`<button type="button" class="tile" data-message=${id} aria-label=${say().photo} @click=${open}
    ><img src=${url} alt="" width=${width} height=${height} loading="lazy"
  /></button>`;
}

/** @param {FileRef} file @param {string} url */
function fileCard(file, url) {
  return html`<a class="card-row" href=${url} download=${file.file_name ?? 'file'}>
    <span class="card-icon">${icons.file}</span>
    <span><span class="card-title">${file.file_name ?? say().file}</span><small>${sizeOf(file.file_size ?? 0)}</small></span>
  </a>`;
}

/** @param {number} bytes */
function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

/** A place is drawn, not fetched: the page asks nobody else for anything. @param {Location} location @param {Venue} [venue] */
function placeCard({ latitude, longitude }, venue) {
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return html`<a class="place" href=${map} target="_blank" rel="noopener noreferrer" title=${say().openMap}>
    <span class="place-map" aria-hidden="true">${icons.place}</span>
    <span class="place-text">
      <span class="card-title">${venue?.title ?? say().place}</span>
      <small>${venue?.address ? html`${venue.address}<br />` : nothing}${at}</small>
    </span>
  </a>`;
}

/** @param {Contact} contact */
function contactCard(contact) {
  return html`<div class="card-row">
    <span class="card-icon">${icons.person}</span>
    <span><span class="card-title">${[contact.first_name, contact.last_name].filter(Boolean).join(' ')}</span
      ><small>${contact.phone_number}</small></span>
  </div>`;
}

/** A message in a few words, for a quote of it. @param {ViewedMessage | undefined} message */
export function inShort(message) {
  const texts = say();
  if (!message) return texts.deletedMessage;
  const said = message.text ?? message.caption;
  if (said) return said.length > 90 ? `${said.slice(0, 90)}…` : said;
  if (message.photo) return texts.photo;
  if (movingIn(message)) return texts.video;
  if (message.voice || message.audio) return texts.voice;
  if (message.sticker) return message.sticker.emoji ?? texts.sticker;
  if (message.venue) return message.venue.title;
  if (message.location) return texts.place;
  if (message.contact) return message.contact.first_name;
  return message.document?.file_name ?? texts.file;
}
