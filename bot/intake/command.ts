import type { Message } from 'telegraf/types';

/** A command at the beginning of words or of a caption, without its slash, and what follows it. */
export function commandIn(message: Message | undefined): { name: string; rest: string } | null {
  if (!message) return null;
  const text = 'text' in message ? message.text : 'caption' in message ? message.caption : undefined;
  const [, name, rest] = text?.match(/^\/([a-z]+)(?:@\w+)?(?:\s+([\s\S]*))?$/) ?? [];
  return name ? { name, rest: rest?.trim() ?? '' } : null;
}
