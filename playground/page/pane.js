// @ts-check
import { html, nothing } from 'lit-html';
import { turnTo } from './actions.js';
import { composer } from './composer.js';
import { icons } from './icons.js';
import { log } from './log.js';
import { inShort } from './media.js';
import {
  changed,
  chatTitle,
  groupOf,
  inPageLanguage,
  model,
  paneKey,
  personName,
  personOf,
} from './model.js';
import { avatar, partOf } from './person.js';
import { onScroll, scrollToMessage, toNewest } from './scrolling.js';
import { pick } from './sending.js';
import { act, send } from './server.js';
import { say } from './texts.js';

/** @import { Pane } from './model.js' */

/** One person at one chat: a phone for a private chat, a window for a group. @param {Pane} pane @param {number} index */
export function paneView(pane, index) {
  const isPhone = pane.chat > 0;
  const drop = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    pick(pane, event.dataTransfer?.files ?? []);
  };
  return html`<section class="pane ${isPhone ? 'phone' : 'window'} ${index === model.active ? 'active' : ''}" data-pane=${paneKey(pane)}
    aria-label="${personName(pane.as)}: ${chatTitle(pane.chat)}" @focusin=${() => takeUp(pane)} @pointerdown=${() => takeUp(pane)}
    @dragover=${(/** @type {Event} */ e) => e.preventDefault()} @drop=${drop}>
    ${who(pane, index)}
    <div class="screen">
      ${header(pane, index)} ${pinned(pane)}
      <div class="over">${toastOf(pane)}</div>
      <div class="scroller" tabindex="0" @scroll=${(/** @type {Event} */ e) => onScroll(pane, e)}>
        <div class="log" role="log" aria-live="polite" aria-label=${chatTitle(pane.chat)}>${log(pane)} ${welcome(pane)}</div>
      </div>
      <div class="over">${newestButton(pane)}</div>
      ${suggestions(pane)} ${composer(pane)}
    </div>
  </section>`;
}

/** Who sits here, and the way to become somebody else. @param {Pane} pane @param {number} index */
function who(pane, index) {
  const open = () => {
    model.dialog = { kind: 'switch', pane: index };
    changed();
  };
  const others = [...model.unread.keys()].some((chat) => !model.panes.some((other) => other.chat === chat));
  const group = groupOf(pane.chat);
  const where = group ? inPageLanguage(group.label) : '';
  return html`<button type="button" class="who" aria-haspopup="dialog" title=${say().switchTo} @click=${open}>
    ${avatar(pane.as)}
    <span class="who-name"><b>${personName(pane.as)}</b><small>${[partOf(pane.as), where].filter(Boolean).join(' · ')}</small></span>
    ${others ? html`<i class="dot" aria-hidden="true"></i>` : nothing} ${icons.switch}
  </button>`;
}

/** @param {Pane} pane @param {number} index */
function header(pane, index) {
  const { back } = pane;
  const group = groupOf(pane.chat);
  const isTyping = model.chats.get(pane.chat)?.typing;
  return html`<header class="chat-head">
    ${back ? html`<button type="button" class="round" aria-label=${say().back} @click=${() => turnTo(index, back)}>${icons.back}</button>` : nothing}
    ${avatar(group ? pane.chat : model.world.bot.id)}
    <span class="chat-name"><b>${chatTitle(pane.chat)}</b><small class=${isTyping ? 'typing' : ''}>${stateOf(pane)}</small></span>
    ${group ? nothing : blockButton(pane)}
  </header>`;
}

/** What a chat's head says under its name. @param {Pane} pane */
function stateOf(pane) {
  const group = groupOf(pane.chat);
  if (model.chats.get(pane.chat)?.typing) return say().typing;
  if (group) return say().members(group.members.length + (inGroup(group) ? 1 : 0));
  return personOf(pane.as)?.blocked ? say().blocked : say().bot;
}

/** @param {{ bot: string }} group */
function inGroup({ bot }) {
  return bot === 'member' || bot === 'administrator';
}

/** @param {Pane} pane */
function blockButton(pane) {
  const person = personOf(pane.as);
  if (!person?.started || person.blocked) return nothing;
  const block = () => send('PATCH', `/api/people/${pane.as}`, { blocked: true });
  return html`<button type="button" class="round" aria-label=${say().block} title=${say().block} @click=${block}>${icons.block}</button>`;
}

/** @param {Pane} pane */
function pinned(pane) {
  const view = model.chats.get(pane.chat);
  const id = view?.pinned;
  if (!id || !view.messages.has(id)) return nothing;
  return html`<button type="button" class="pinned" @click=${() => scrollToMessage(pane, id)}>
    ${icons.pin}<span><b>${say().pinned}</b>${inShort(view.messages.get(id))}</span>
  </button>`;
}

/** What an empty chat shows: what the bot says of itself, and its Start button. @param {Pane} pane */
function welcome(pane) {
  const view = model.chats.get(pane.chat);
  if (!view || view.messages.size > 0) return nothing;
  if (pane.chat < 0) return html`<div class="pill">${say().emptyGroup}</div>`;
  const { bot } = model.world;
  return html`<div class="welcome">
    ${avatar(bot.id)}
    <h2>${bot.first_name}</h2>
    ${bot.description ? html`<p>${bot.description}</p>` : nothing}
    <button type="button" class="wide primary" @click=${() => act(pane, 'start')}>${say().start}</button>
  </div>`;
}

/** Things to say for somebody who has said nothing yet but commands. @param {Pane} pane */
function suggestions(pane) {
  const { samples } = model.world;
  const view = model.chats.get(pane.chat);
  if (pane.chat < 0 || samples.length === 0 || !view || personOf(pane.as)?.blocked) return nothing;
  if (personOf(pane.as)?.role !== 'resident') return nothing;
  const hasSpoken = [...view.messages.values()].some(
    ({ from, text }) => from?.id === pane.as && !text?.startsWith('/'),
  );
  if (hasSpoken) return nothing;
  return html`<div class="suggestions">
    <small>${say().tryThese}</small>
    ${samples.map((sample) => {
      const text = sample[model.language];
      return html`<button type="button" title=${text} @click=${() => act(pane, 'say', { text })}>${text}</button>`;
    })}
  </div>`;
}

/** @param {Pane} pane */
function toastOf(pane) {
  const text = model.toasts.get(paneKey(pane));
  return html`<div class="toast ${text ? 'shown' : ''}" role="status">${text}</div>`;
}

/** The way back for who reads older messages, and how many came meanwhile. @param {Pane} pane */
function newestButton(pane) {
  const missed = model.missed.get(paneKey(pane)) ?? 0;
  return html`<button type="button" class="round to-newest" aria-label=${missed > 0 ? nothing : say().newest} @click=${() => toNewest(pane)}>
    ${missed > 0 ? html`<span>${say().newMessages(missed)}</span>` : nothing}${icons.down}
  </button>`;
}

/** @param {Pane} pane */
function takeUp(pane) {
  model.inHand = paneKey(pane);
}
