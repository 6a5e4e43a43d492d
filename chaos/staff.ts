import { setTimeout as pause } from 'node:timers/promises';
import { cast, departmentGroup, reviewersGroup } from '../town.ts';
import type { Chance } from './chance.ts';
import { type Button, type Chats, type Open, openTaps } from './chats.ts';

const reviewers = [2001, 2002];
const departmentGroups = cast.groups.map(({ id }) => id).filter((id) => id !== reviewersGroup);

/** Reviewers decide on whatever stands open before them: mostly once, sometimes twice, sometimes two of them at once. */
export async function review(chats: Chats, chance: Chance, stopped: AbortSignal): Promise<void> {
  const taps = openTaps(chats);
  while (!stopped.aborted) {
    for (const card of chats.open(reviewersGroup)) {
      const { message } = card;
      const button = lookedInto(chats, card) ?? decisionAmong(card.buttons, chance);
      if (!button || !taps.may(reviewersGroup, message, button.data)) continue;
      const who = chance.shuffled(reviewers);
      void taps.tap(reviewersGroup, who[0]!, message, button.data);
      if (chance.happens(0.2)) void taps.tap(reviewersGroup, who[0]!, message, button.data);
      if (chance.happens(0.2)) void taps.tap(reviewersGroup, who[1]!, message, button.data);
    }
    await pause(300);
  }
}

/** Where nobody knows whether a ticket arrived, a person looks: it stands in a department's group, to be accepted, or it does not. */
function lookedInto({ open }: Chats, { text, buttons }: Open): Button | undefined {
  const ask = (kind: string) => buttons.find(({ tap }) => tap.kind === kind);
  const [arrived, again] = [ask('arrived'), ask('sendAgain')];
  if (!arrived) return again;
  const [reference = 'none'] = /[0-9A-Z]{3}-[0-9A-Z]{3}(-[0-9]+)?/.exec(text) ?? [];
  const isThere = departmentGroups.some((chat) =>
    open(chat).some(
      (one) => one.text.includes(reference) && one.buttons.some(({ tap }) => tap.kind === 'accept'),
    ),
  );
  return isThere ? arrived : again;
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
  const turns = new Map<number, number>();
  // Nobody sits before the group all day: what is posted twice stands there twice before somebody acts on it.
  const isTime = (message: number) => {
    const turn = turns.get(message) ?? Date.now() + chance.between(1000, 5000);
    turns.set(message, turn);
    return turn <= Date.now();
  };
  while (!stopped.aborted) {
    for (const { message, buttons } of chats.open(chat)) {
      if (!isTime(message)) continue;
      const accept = buttons.find(({ tap }) => tap.kind === 'accept');
      const mayAnswer = buttons.some(({ tap }) => tap.kind === 'answer');
      if ((!accept && !mayAnswer) || !taps.may(chat, message, accept?.data ?? 'answer')) continue;
      if (accept) {
        void taps.tap(chat, member, message, accept.data);
        if (chance.happens(0.2)) void taps.tap(chat, member, message, accept.data);
      } else
        await chats.actors
          .act(chat, member, 'say', { text: '已派人处理完毕。', replyTo: message })
          .catch(() => undefined);
    }
    await pause(300);
  }
}
