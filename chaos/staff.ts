import { setTimeout as pause } from 'node:timers/promises';
import { departmentGroup, reviewersGroup } from '../town.ts';
import type { Chance } from './chance.ts';
import { type Button, type Chats, openTaps } from './chats.ts';

const reviewers = [2001, 2002];

/** Reviewers decide on whatever stands open before them: mostly once, sometimes twice, sometimes two of them at once. */
export async function review(chats: Chats, chance: Chance, stopped: AbortSignal): Promise<void> {
  const taps = openTaps(chats);
  while (!stopped.aborted) {
    for (const { message, buttons } of chats.open(reviewersGroup)) {
      const button = decisionAmong(buttons, chance);
      if (!button || !taps.may(reviewersGroup, message)) continue;
      const who = chance.shuffled(reviewers);
      await taps.tap(reviewersGroup, who[0]!, message, button.data);
      if (chance.happens(0.2)) void taps.tap(reviewersGroup, who[0]!, message, button.data);
      if (chance.happens(0.2)) void taps.tap(reviewersGroup, who[1]!, message, button.data);
    }
    await pause(300);
  }
}

function decisionAmong(buttons: Button[], chance: Chance): Button | undefined {
  const of = (kind: string) => buttons.find(({ tap }) => tap.kind === kind);
  const rejection = of('reject');
  if (rejection) return rejection;
  if (of('rejectMenu') && chance.happens(0.03)) return of('rejectMenu');
  return of('confirm') ?? of('others');
}

/** A department in its Telegram group: it takes on what comes, and answers it. */
export async function serve(
  chats: Chats,
  department: string,
  chance: Chance,
  stopped: AbortSignal,
): Promise<void> {
  const { chat, member } = departmentGroup(department);
  const taps = openTaps(chats);
  while (!stopped.aborted) {
    for (const { message, buttons } of chats.open(chat)) {
      const accept = buttons.find(({ tap }) => tap.kind === 'accept');
      const mayAnswer = buttons.some(({ tap }) => tap.kind === 'answer');
      if ((!accept && !mayAnswer) || !taps.may(chat, message)) continue;
      if (accept) {
        await taps.tap(chat, member, message, accept.data);
        if (chance.happens(0.2)) void taps.tap(chat, member, message, accept.data);
      } else
        await chats.actors
          .act(chat, member, 'say', { text: '已派人处理完毕。', replyTo: message })
          .catch(() => undefined);
    }
    await pause(300);
  }
}
