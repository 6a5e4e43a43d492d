import type { Method } from './call.ts';
import { callbackMethods } from './callbacks.ts';
import { chatMethods } from './chats.ts';
import { deliveryMethods } from './delivery.ts';
import { editingMethods } from './editing.ts';
import { mediaMethods } from './media.ts';
import { sendingMethods } from './sending.ts';
import { settingMethods } from './settings.ts';

/** All methods, by name in small letters: Telegram does not mind the case. */
const TABLE: Map<string, Method> = new Map(
  Object.entries({
    ...deliveryMethods,
    ...sendingMethods,
    ...mediaMethods,
    ...editingMethods,
    ...callbackMethods,
    ...chatMethods,
    ...settingMethods,
  }).map(([name, method]) => [name.toLowerCase(), method]),
);

export function findMethod(name: string): Method | undefined {
  return TABLE.get(name.toLowerCase());
}
