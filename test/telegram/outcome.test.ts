import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openTelegram } from '../../infra/telegram/client.ts';
import { outcomeOf } from '../../infra/telegram/outcome.ts';

const refusals: [code: number, description: string, kind: string][] = [
  [
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    'same',
  ],
  [400, 'Bad Request: message to edit not found', 'lost'],
  [400, "Bad Request: message can't be edited", 'lost'],
  [400, 'Bad Request: MESSAGE_ID_INVALID', 'lost'],
  [400, 'Bad Request: message to delete not found', 'lost'],
  [400, 'Bad Request: there is no text in the message to edit', 'lost'],
  [403, 'Forbidden: bot was blocked by the user', 'unreachable'],
  [403, 'Forbidden: user is deactivated', 'unreachable'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'unreachable'],
  [403, 'Forbidden: bot was kicked from the group chat', 'unreachable'],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'unreachable'],
  [403, 'Forbidden: bot is not a member of the supergroup chat', 'unreachable'],
  [403, 'Forbidden: the group chat was deleted', 'unreachable'],
  [400, 'Bad Request: chat not found', 'unreachable'],
  [400, 'Bad Request: PEER_ID_INVALID', 'unreachable'],
  [400, 'Bad Request: USER_IS_BLOCKED', 'unreachable'],
  [400, 'Bad Request: INPUT_USER_DEACTIVATED', 'unreachable'],
  [400, 'Bad Request: group chat was deactivated', 'unreachable'],
  [400, 'Bad Request: have no rights to send a message', 'unreachable'],
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'unreachable'],
  [400, 'Bad Request: CHAT_WRITE_FORBIDDEN', 'unreachable'],
  [400, 'Bad Request: CHAT_SEND_PLAIN_FORBIDDEN', 'unreachable'],
  [400, 'Bad Request: TOPIC_CLOSED', 'unreachable'],
  [400, 'Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN', 'refused'],
  [400, 'Bad Request: message is too long', 'refused'],
  [400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 3", 'refused'],
  [400, 'Bad Request: BUTTON_DATA_INVALID', 'refused'],
  [400, "Bad Request: message can't be deleted", 'refused'],
  [400, 'Bad Request: wrong file identifier/HTTP URL specified', 'refused'],
  [400, 'Bad Request: VOICE_MESSAGES_FORBIDDEN', 'refused'],
  [500, 'Internal Server Error', 'unclear'],
  [502, 'Bad Gateway', 'unclear'],
];

test.each(refusals)('%i %s: %s', (error_code, description, kind) => {
  expect(outcomeOf(refusal({ error_code, description })).kind).toBe(kind);
});

test('429 says how long to wait, in seconds', () => {
  const parameters = { retry_after: 37 };
  const description = 'Too Many Requests: retry after 37';
  expect(outcomeOf(refusal({ error_code: 429, description, parameters }))).toEqual({
    kind: 'wait',
    milliseconds: 37_000,
    failure: description,
  });
});

test('a token that is not taken just now closes no chat: it is waited out', () => {
  expect(outcomeOf(refusal({ error_code: 401, description: 'Unauthorized' }))).toMatchObject({
    kind: 'wait',
  });
});

test('a group that became a supergroup has moved, whole number and all', () => {
  const parameters = { migrate_to_chat_id: -1001234567890 };
  const description = 'Bad Request: group chat was upgraded to a supergroup chat';
  expect(outcomeOf(refusal({ error_code: 400, description, parameters }))).toEqual({
    kind: 'moved',
    chatId: -1001234567890n,
  });
});

test.each([
  ['ECONNREFUSED', 'wait'],
  ['ENOTFOUND', 'wait'],
  ['EAI_AGAIN', 'wait'],
  ['ENETUNREACH', 'wait'],
  ['ECONNRESET', 'unclear'],
  ['EPIPE', 'unclear'],
  ['ETIMEDOUT', 'unclear'],
])('%s of the network: %s', (code, kind) => {
  expect(outcomeOf(Object.assign(new Error('request failed'), { code }))).toMatchObject({
    kind,
    failure: code,
  });
});

test('a call that is given up is unclear: it may have been heard', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const apiRoot = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const error = await openTelegram({ token: '1:x', apiRoot, patience: 20 })
    .getMe()
    .catch((reason) => reason);
  silent.closeAllConnections();
  silent.close();
  expect(outcomeOf(error).kind).toBe('unclear');
});

test('a server that is not there was certainly not reached', async () => {
  const telegram = openTelegram({ token: '1:x', apiRoot: 'http://127.0.0.1:1' });
  const error = await telegram.getMe().catch((reason) => reason);
  expect(outcomeOf(error)).toMatchObject({ kind: 'wait', failure: 'ECONNREFUSED' });
});

test('something that is no error of a call is unclear, and never an exception', () => {
  for (const odd of [new Error('odd'), new TypeError('odd'), {}, 'odd'])
    expect(outcomeOf(odd).kind).toBe('unclear');
});

/** An error as telegraf throws it. */
function refusal(response: object): Error {
  return Object.assign(new Error('400'), { response, on: { method: 'sendMessage', payload: {} } });
}
