import { expect, test } from 'vitest';
import { referenceIn } from '../../demo/actors.ts';
import { keptLog } from '../support/log.ts';
import { backends, openWhole } from '../support/whole.ts';

const words = '五号楼后面的健身器材断了一根杆';

test.each(backends)(
  'what a resident’s words set off can be followed through bot, queue and worker, with the queue on %s',
  async (queue) => {
    const { log, entries } = keptLog();
    const whole = await openWhole({ queue, log });
    const resident = await whole.newResident();
    await whole.actors.act(resident, resident, 'say', { text: words });
    await whole.actors.see(resident, 'its card', referenceIn);
    const doorsOf = (request: unknown) =>
      entries.filter((entry) => entry.request === request && entry.at).map(({ at }) => at);
    const ofTriage = () =>
      entries.find(({ at, request }) => at === 'triage' && String(request).startsWith('u'));
    await expect
      .poll(() => doorsOf(ofTriage()?.request))
      .toEqual(expect.arrayContaining(['triage', 'notify']));
    const update = entries.filter(({ request, at }) => request === ofTriage()!.request && !at);
    expect(update.length).toBeGreaterThan(0);

    const written = JSON.stringify(entries);
    expect(written).not.toContain(words);
    expect(written).not.toContain(`:${resident}`);
    expect(written).not.toContain(`"${resident}"`);
    await whole.close();
  },
);
