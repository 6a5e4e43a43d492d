// @ts-check
import { html, nothing } from 'lit-html';
import { closeDialog, turnTo } from './actions.js';
import { inPageLanguage, model, paneKey, personName } from './model.js';
import { avatar, partOf } from './person.js';
import { loadWorld, send } from './server.js';
import { say } from './texts.js';

/** @import { Person, Group } from '../state.ts' */

/** Everybody and every group of the world, to sit down at. @param {number} index  of the pane */
export function switcher(index) {
  const { people, groups } = model.world;
  const go = (/** @type {{ chat: number, as: number }} */ to) => {
    closeDialog();
    void turnTo(index, to);
  };
  return html`<h2>${say().switchTo}</h2>
    <div class="switcher">
      <section>
        <h3>${say().people}</h3>
        <ul>${people.filter(({ deleted }) => !deleted).map((person) => personRow(person, index, go))}</ul>
        ${newcomer(say().newPerson, newPerson, go)}
      </section>
      <section>
        <h3>${say().groups}</h3>
        <ul>${groups.map((group) => groupRow(group, index, go))}</ul>
        ${newcomer(say().newGroup, (title) => newGroup(index, title), go)}
      </section>
    </div>`;
}

/** @param {Person} person @param {number} index @param {(to: { chat: number, as: number }) => void} go */
function personRow({ id }, index, go) {
  const to = { chat: id, as: id };
  return html`<li>
    <button type="button" class="row" aria-current=${isHere(index, to)} @click=${() => go(to)}>
      ${avatar(id)}<span class="row-name"><b>${personName(id)}</b><small>${partOf(id)}</small></span>${badge(id)}
    </button>
  </li>`;
}

/** @param {Group} group @param {number} index @param {(to: { chat: number, as: number }) => void} go */
function groupRow({ id, title, members }, index, go) {
  const as = model.panes[index]?.as ?? 0;
  const first = members.includes(as) ? as : (members[0] ?? 0);
  return html`<li>
    <button type="button" class="row" aria-current=${model.panes[index]?.chat === id} @click=${() => go({ chat: id, as: first })}>
      ${avatar(id)}<span class="row-name"><b>${inPageLanguage(title)}</b></span>${badge(id)}
    </button>
    <div class="row-members">
      ${members.map(
        (
          member,
        ) => html`<button type="button" aria-current=${isHere(index, { chat: id, as: member })} @click=${() => go({ chat: id, as: member })}>
          ${personName(member)}
        </button>`,
      )}
    </div>
  </li>`;
}

/** @param {number} index @param {{ chat: number, as: number }} to */
function isHere(index, to) {
  const pane = model.panes[index];
  return pane !== undefined && paneKey(pane) === paneKey(to);
}

/** @param {number} chat */
export function badge(chat) {
  const count = model.unread.get(chat) ?? 0;
  return count > 0 ? html`<span class="badge" aria-label=${say().unread(count)}>${count}</span>` : nothing;
}

/** A name to type, and what is made of it. @param {string} label @param {(name: string) => Promise<{ chat: number, as: number }>} make @param {(to: { chat: number, as: number }) => void} go */
function newcomer(label, make, go) {
  const add = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const name = String(
      new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get('name'),
    ).trim();
    if (name === '') return;
    const to = await make(name);
    await loadWorld();
    go(to);
  };
  return html`<form class="newcomer" @submit=${add}>
    <input name="name" maxlength="40" aria-label=${label} placeholder=${label} autocomplete="off" />
    <button type="submit">${say().add}</button>
  </form>`;
}

/** Somebody who was not in the cast. @param {string} firstName */
async function newPerson(firstName) {
  const person = { firstName, languageCode: model.language, role: 'resident' };
  const { id } = await send('POST', '/api/people', person);
  return { chat: id, as: id };
}

/** A group of the pane's person and the bot. @param {number} index @param {string} title */
async function newGroup(index, title) {
  const as = model.panes[index]?.as ?? 0;
  const { id } = await send('POST', '/api/groups', { title, members: [as] });
  return { chat: id, as };
}
