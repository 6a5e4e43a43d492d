import type { ChatLog, State, WorldRecord } from './state.ts';

/** Applies one record. The only place that changes a State: live and on replay alike. */
export function applyRecord(state: State, record: WorldRecord): void {
  switch (record.t) {
    case 'born':
      state.nextUpdateId = record.nextUpdateId;
      break;
    case 'language':
      state.language = record.language;
      break;
    case 'person':
      state.people.set(record.person.id, record.person);
      break;
    case 'group':
      state.groups.set(record.group.id, record.group);
      break;
    case 'message':
      chatLog(state, record.message.chat.id).messages[record.message.message_id - 1] = record.message;
      break;
    case 'deleted':
      chatLog(state, record.chat).messages[record.id - 1] = undefined;
      break;
    case 'keyboard':
      chatLog(state, record.chat).keyboard = record.keyboard ?? undefined;
      break;
    case 'pin':
      chatLog(state, record.chat).pinned = record.id ?? undefined;
      break;
    case 'file':
      state.files.set(record.file.fileId, record.file);
      break;
    case 'setting':
      state.settings.set(record.key, record.value);
      break;
    default:
      applyDeliveryRecord(state, record);
  }
}

type DeliveryRecord = Extract<
  WorldRecord,
  { t: 'update' | 'gone' | 'callback-answer' | 'webhook' | 'allowed' | 'commands' }
>;

function applyDeliveryRecord(state: State, record: DeliveryRecord): void {
  switch (record.t) {
    case 'update':
      state.nextUpdateId = record.update.update_id + 1;
      state.pending.set(record.update.update_id, record);
      if ('callback_query' in record.update) openCallback(state, record.update.callback_query.id, record.at);
      break;
    case 'gone':
      for (const id of record.ids) state.pending.delete(id);
      break;
    case 'callback-answer': {
      const callback = state.callbacks.get(record.id);
      if (callback) callback.answer = record.answer;
      break;
    }
    case 'webhook':
      state.webhook = record.webhook;
      break;
    case 'allowed':
      state.allowedUpdates = record.types;
      break;
    case 'commands':
      if (record.commands) state.commands.set(record.key, record.commands);
      else state.commands.delete(record.key);
      break;
  }
}

const HOUR = 3_600_000;

function openCallback(state: State, id: string, at: number): void {
  // Long expired ones go as new ones come, oldest first, so that a long run does not collect them.
  for (const [old, callback] of state.callbacks) {
    if (callback.at > at - HOUR) break;
    state.callbacks.delete(old);
  }
  state.callbacks.set(id, { at });
}

/** The chat's log, begun on first use. */
function chatLog(state: State, chat: number): ChatLog {
  let log = state.chats.get(chat);
  if (!log) {
    log = { messages: [] };
    state.chats.set(chat, log);
  }
  return log;
}
