// @ts-check
import { html, nothing } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { ref } from 'lit-html/directives/ref.js';
import { closeDialog } from './actions.js';
import { icons } from './icons.js';
import { changed, inPageLanguage, model } from './model.js';
import { sendPlace } from './sending.js';
import { switcher } from './switcher.js';
import { say } from './texts.js';

/** @import { Dialog, Pane } from './model.js' */

/** The dialog that is open, over everything else. */
export function dialogView() {
  const { dialog } = model;
  if (!dialog) return nothing;
  return keyed(
    dialog,
    html`<dialog class="dialog" data-kind=${dialog.kind} aria-label=${titleOf(dialog)} ${ref(open)} @close=${() => closed(dialog)} @click=${closeOutside}>
      <div class="dialog-body">
        ${content(dialog)}
        ${dialog.kind === 'alert' ? nothing : html`<button type="button" class="round dialog-close" aria-label=${say().close} @click=${closeDialog}>${icons.close}</button>`}
      </div>
    </dialog>`,
  );
}

/** @param {Dialog} dialog */
function titleOf({ kind }) {
  switch (kind) {
    case 'switch':
      return say().switchTo;
    case 'place':
      return say().pickPlace;
    case 'photo':
      return say().photo;
    case 'alert':
      return model.world.bot.first_name;
  }
}

/** @param {Dialog} dialog */
function content(dialog) {
  switch (dialog.kind) {
    case 'switch':
      return switcher(dialog.pane);
    case 'place':
      return placePicker(/** @type {Pane} */ (model.panes[dialog.pane]), dialog.press);
    case 'photo':
      return html`<img class="large" src=${dialog.url} alt=${say().photo} />`;
    case 'alert':
      return html`<p class="alert-text">${dialog.text}</p><button type="button" class="wide primary" @click=${closeDialog}>${say().ok}</button>`;
  }
}

/** A dialog can be opened once it stands in the page: after the rendering that made it. @param {Element | undefined} element */
function open(element) {
  if (element instanceof HTMLDialogElement) queueMicrotask(() => element.showModal());
}

/** Another one may stand in its place by now. @param {Dialog} dialog */
function closed(dialog) {
  if (model.dialog !== dialog) return;
  model.dialog = undefined;
  changed();
}

/** A click on the backdrop hits the dialog itself, one inside it hits something in its body. @param {Event} event */
function closeOutside(event) {
  if (event.target === event.currentTarget) closeDialog();
}

/** @param {Pane} pane @param {string | undefined} press  the keyboard's button that asked for the place */
function placePicker(pane, press) {
  const texts = say();
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    void sendPlace(
      pane,
      { latitude: Number(form.get('latitude')), longitude: Number(form.get('longitude')) },
      press,
    );
  };
  const { places } = model.world;
  return html`<h2>${texts.pickPlace}</h2>
    <ul class="places">
      ${places.map((place) => {
        const name = inPageLanguage(place.name);
        return html`<li><button type="button" class="row" @click=${() => sendPlace(pane, { ...place, name }, press)}>
          ${icons.place}<span class="row-name"><b>${name}</b><small>${place.latitude}, ${place.longitude}</small></span>
        </button></li>`;
      })}
    </ul>
    <form class="coordinates" @submit=${submit}>
      <h3>${texts.orCoordinates}</h3>
      <label>${texts.latitude}<input name="latitude" type="number" step="any" min="-90" max="90" required value=${places[0]?.latitude ?? 0} /></label>
      <label>${texts.longitude}<input name="longitude" type="number" step="any" min="-180" max="180" required value=${places[0]?.longitude ?? 0} /></label>
      <button type="submit" class="wide primary">${texts.sendPlace}</button>
    </form>`;
}
