// @ts-check
import { html, nothing } from 'lit-html';
import { focusOn } from './actions.js';
import { draftOf, model, paneKey } from './model.js';
import { act } from './server.js';

/** @import { Pane } from './model.js' */

/** The bot's commands for this person here: all of them from the button, or those that begin as what is being written. @param {Pane} pane */
export function commandsMenu(pane) {
  const draft = draftOf(pane);
  const isWriting = /^\/\w*$/.test(draft.text);
  if (draft.menu !== 'commands' && !isWriting) return nothing;
  const commands = matchingCommands(pane, isWriting ? draft.text.slice(1) : '');
  if (commands.length === 0) return nothing;
  return html`<div class="menu commands">
    ${commands.map(
      ({ command, description }) => html`<button type="button" @click=${() => choose(pane, command)}>
        <code>/${command}</code><span>${description}</span>
      </button>`,
    )}
  </div>`;
}

/** @param {Pane} pane @param {string} beginning */
export function matchingCommands(pane, beginning) {
  const commands = model.commands.get(paneKey(pane)) ?? [];
  return commands.filter(({ command }) => command.startsWith(beginning.toLowerCase()));
}

/** In a group the command names its bot, as Telegram's clients do. @param {Pane} pane @param {string} command */
function choose(pane, command) {
  const draft = draftOf(pane);
  draft.menu = undefined;
  if (draft.text.startsWith('/')) draft.text = '';
  focusOn(pane, '[data-menu=commands]');
  return act(pane, 'say', {
    text: pane.chat < 0 ? `/${command}@${model.world.bot.username}` : `/${command}`,
  });
}
