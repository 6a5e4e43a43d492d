import { setTimeout as pause } from 'node:timers/promises';
import type { Actors } from '../demo/actors.ts';
import type { Chance } from './chance.ts';
import { type Chats, openTaps } from './chats.ts';
import { canaryOf, introduction } from './secrets.ts';

const lines = [
  '路口的路灯坏了{n}天了，晚上什么都看不见',
  '{n}号楼的暖气一直不热，屋里很冷',
  '菜市场后面的垃圾{n}天没人清，味道很大',
  '{n}号院门口的下水道堵了，积水进了楼道',
  '小学门口的路面有个大坑，{n}辆车爆了胎',
  'The street lamp at gate {n} has been broken for a week',
  'Rubbish has not been collected at {n} Liuxi Road for a month',
  'There is a deep pothole in the road in front of number {n}',
];
/**
 * In the resident's own language: a card that is done stays in the language in which it was read, also when its resident goes over to
 * another, and would not be the same if it were made anew.
 */
const more = {
  zh: ['补充一下，在南门旁边', '老人走路很不方便', '邻居们也都看到了'],
  en: ['It is near the bus stop', 'Old people can hardly walk there'],
};
const notYet = { zh: '还没有修好，请再来看看', en: 'It is not mended yet, please look again' };

export const firstResident = 10_001;

/** As many residents as there are complaints; each writes one in the course of the load. */
export async function writeComplaints(
  actors: Actors,
  { complaints, milliseconds }: { complaints: number; milliseconds: number },
  chance: Chance,
): Promise<void> {
  const moments = Array.from({ length: complaints }, () => chance.next() * milliseconds).sort(
    (a, b) => a - b,
  );
  const began = Date.now();
  const writing = moments.map(async (moment, index) => {
    // Drawn at once, in order: what comes of it must not depend on who is quicker.
    const plan = draw(chance, index);
    await pause(Math.max(0, began + moment - Date.now()));
    await write(actors, firstResident + index, plan);
  });
  await Promise.all(writing);
}

interface Plan {
  language: 'zh' | 'en';
  text: string;
  how: 'text' | 'two' | 'photo' | 'album' | 'edited';
  more: string;
  after: number;
}

function draw(chance: Chance, index: number): Plan {
  const line = chance.pick(lines).replace('{n}', String(index + 2));
  const language = /^[A-Z]/.test(line) ? 'en' : 'zh';
  return {
    text: line + introduction(language, index),
    language,
    how: chance.pick(['text', 'text', 'text', 'two', 'photo', 'album', 'edited'] as const),
    more: chance.pick(more[language]),
    after: chance.between(100, 4000),
  };
}

async function write(actors: Actors, id: number, { text, language, how, more, after }: Plan): Promise<void> {
  await actors.request('POST', '/api/people', {
    id,
    firstName: `${canaryOf.name} ${id}`,
    languageCode: language,
  });
  await actors.act(id, id, 'start');
  if (how === 'photo' || how === 'album') {
    await actors.act(id, id, how, { caption: text });
    return;
  }
  const { message } = await actors.act(id, id, 'say', { text });
  if (how === 'text') return;
  await pause(after);
  if (how === 'two') await actors.act(id, id, 'say', { text: more });
  else await actors.act(id, id, 'edit', { message: message.message_id, text: `${text}。${more}` });
}

/** Residents who are asked whether it is solved say so; now and then one says no, once, and why. */
export async function giveVerdicts(
  chats: Chats,
  complaints: number,
  chance: Chance,
  stopped: AbortSignal,
): Promise<void> {
  const taps = openTaps(chats);
  const satisfied = new Set<number>();
  const say = async (id: number, message: number, { solved, not }: { solved: string; not: string }) => {
    const isSatisfied = satisfied.has(id) || !chance.happens(0.1);
    satisfied.add(id);
    await taps.tap(id, id, message, isSatisfied ? solved : not);
    const language = chats.world.state.people.get(id)?.languageCode === 'en' ? 'en' : 'zh';
    if (!isSatisfied) await chats.actors.act(id, id, 'say', { text: notYet[language] });
  };
  // Who is still at it when all is over speaks to a chat that has closed.
  const unlessOver = (error: unknown) => {
    if (!stopped.aborted) throw error;
  };
  while (!stopped.aborted) {
    for (let id = firstResident; id < firstResident + complaints; id += 1) {
      for (const { message, buttons } of chats.open(id)) {
        const solved = buttons.find(({ tap }) => tap.kind === 'solved')?.data;
        const not = buttons.find(({ tap }) => tap.kind === 'notSolved')?.data;
        if (solved && not && taps.may(id, message, solved))
          void say(id, message, { solved, not }).catch(unlessOver);
      }
    }
    await pause(500);
  }
}
