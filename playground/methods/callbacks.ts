import { badRequest } from '../errors.ts';
import type { Methods } from './call.ts';

/** A tap can be answered for this long; after that Telegram has told the person that the bot did not react. */
const CALLBACK_LIFETIME_MS = 150_000;
const MAX_ANSWER = 200;

export const callbackMethods: Methods = {
  answerCallbackQuery: ({ world, params }) => {
    const id = params.string('callback_query_id') ?? '';
    const text = params.string('text');
    const url = params.string('url');
    const callback = world.state.callbacks.get(id);
    const isOpen =
      callback && !callback.answer && world.now().getTime() - callback.at <= CALLBACK_LIFETIME_MS;
    if (!isOpen) throw badRequest('query is too old and response timeout expired or query ID is invalid');
    if (text && text.length > MAX_ANSWER) throw badRequest('MESSAGE_TOO_LONG');
    const answer = {
      showAlert: params.bool('show_alert'),
      ...(text ? { text } : {}),
      ...(url ? { url } : {}),
    };
    world.commit({ t: 'callback-answer', id, answer });
    return true;
  },
};
