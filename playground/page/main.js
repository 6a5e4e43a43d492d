// @ts-check
import { html, nothing, render } from 'lit-html';
import { show } from './actions.js';
import { dialogView } from './dialogs.js';
import { listen, reload } from './live.js';
import {
  changed,
  chatTitle,
  closeMenus,
  countUnread,
  isLookedAt,
  model,
  onChange,
  personName,
} from './model.js';
import { paneView } from './pane.js';
import { avatar } from './person.js';
import { loadWorld, send } from './server.js';
import { badge } from './switcher.js';
import { say } from './texts.js';

/** @import { Language } from '../cast.ts' */
/** @import { Pane } from './model.js' */

await open();

async function open() {
  const chosen = localStorage.getItem('playground.language') ?? navigator.language;
  model.language = chosen.startsWith('zh') ? 'zh' : 'en';
  await loadWorld();
  if (model.world.language !== model.language) await tellLanguage(model.language);
  model.panes = rememberedPanes() ?? firstPanes();
  onChange(draw);
  document.addEventListener('visibilitychange', lookAgain);
  document.addEventListener('pointerdown', leaveMenus);
  await reload();
  listen();
}

function draw() {
  document.documentElement.lang = say().lang;
  const unread = countUnread();
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${model.world.bot.first_name} · ${say().playground}`;
  render(page(), document.body);
}

function page() {
  const texts = say();
  return html`
    <header class="bar">
      <img src="icon.svg" alt="" width="26" height="26" />
      <h1>${model.world.bot.first_name} <small>${texts.playground}</small></h1>
      <span class="connection" role="status">${model.online ? nothing : texts.offline}</span>
      <button type="button" class="language" lang=${model.language === 'zh' ? 'en' : 'zh-CN'} @click=${otherLanguage}>${texts.otherLanguage}</button>
    </header>
    <nav class="tabs">${model.panes.map(tab)}</nav>
    <main class="panes">${model.panes.map(paneView)}</main>
    ${dialogView()}
  `;
}

/** @param {Pane} pane @param {number} index */
function tab(pane, index) {
  const name = pane.chat > 0 ? personName(pane.as) : chatTitle(pane.chat);
  const isActive = index === model.active;
  return html`<button type="button" aria-current=${isActive} @click=${() => show(index)}>
    ${avatar(pane.chat)}<span>${name}</span>${isActive ? nothing : badge(pane.chat)}
  </button>`;
}

function otherLanguage() {
  model.language = model.language === 'zh' ? 'en' : 'zh';
  localStorage.setItem('playground.language', model.language);
  changed();
  void tellLanguage(model.language);
}

/** Those of the cast who follow the page speak its language from now on. @param {Language} language */
async function tellLanguage(language) {
  await send('PATCH', '/api/world', { language });
}

/** @returns {Pane[] | undefined} */
function rememberedPanes() {
  /** @type {Pane[]} */
  const panes = JSON.parse(localStorage.getItem('playground.panes') ?? '[]');
  const areThere = panes.every(({ chat, as }) => {
    const group = model.world.groups.find(({ id }) => id === chat);
    return group ? group.members.includes(as) : chat === as && personName(as) !== '';
  });
  return panes.length > 0 && areThere ? panes : undefined;
}

/** @returns {Pane[]} */
function firstPanes() {
  const [person] = model.world.people;
  return model.world.panes.length > 0 || !person ? model.world.panes : [{ chat: person.id, as: person.id }];
}

/** @param {PointerEvent} event */
function leaveMenus({ target }) {
  if (target instanceof Element && !target.closest('.menu, [data-menu]')) closeMenus();
}

function lookAgain() {
  for (const chat of model.unread.keys()) {
    if (isLookedAt(chat)) model.unread.delete(chat);
  }
  changed();
}
