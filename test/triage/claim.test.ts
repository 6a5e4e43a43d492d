import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IncomingMedia } from '../../core/complaints/incoming.ts';
import { receive } from '../../core/complaints/receive.ts';
import { sweep } from '../../core/sweep.ts';
import type { Ears } from '../../core/triage/media/ears.ts';
import type { Model, ModelReply } from '../../core/triage/model/model.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { type Core, openCore } from '../support/core.ts';
import { patientModel } from '../support/patient-model.ts';

const seconds = 1000;

let core: Core;
beforeAll(async () => {
  core = await openCore({ listens: true });
});
afterAll(() => core.close());
beforeEach(() => {
  core.rings.length = 0;
});

async function told(text: string | null, media: IncomingMedia[] = []) {
  const person = await core.newPerson('李梅');
  const received = await receive(core.deps, { person, incoming: core.message(person, text, { media }) });
  if (received.kind !== 'opened') throw new Error(received.kind);
  const { complaintId: id } = received;
  const where = { complaintId: id };
  core.pass(3 * seconds);
  return {
    id,
    add: async (words: string) => {
      await receive(core.deps, { person, incoming: core.message(person, words) });
    },
    triage: (machines: { model: Model | null; ears?: Ears }) =>
      triageComplaint({ ...core.deps, ...machines }, id),
    tickets: () => core.db.ticket.findMany({ where }),
    suggestions: () => core.db.suggestion.findMany({ where, orderBy: { id: 'asc' } }),
    calls: () => core.db.modelCall.findMany({ where, orderBy: { id: 'asc' } }),
  };
}

async function swept() {
  core.rings.length = 0;
  await sweep(core.deps);
  return core.rings.filter(({ at }) => at === 'triage').map(({ id }) => id);
}

const lamp = '柳荫路口的路灯坏了三天了';

describe('a complaint that is being understood', () => {
  test('is asked about once, and drafted once, by two that take it up at the same time', async () => {
    const one = await told(lamp);
    const { model, requests, asked, answer } = patientModel();
    const both = [one.triage({ model }), one.triage({ model })];
    await asked(1);
    const later = await Promise.race(both);
    expect(later.kind).toBe('again');
    answer();
    expect((await Promise.all(both)).map(({ kind }) => kind).sort()).toEqual(['again', 'drafted']);
    expect(requests).toHaveLength(1);
    expect(await one.tickets()).toHaveLength(1);
    expect(await one.calls()).toMatchObject([{ outcome: 'answered' }]);
  });

  test('is left alone by sweeps as long as that may take', async () => {
    const one = await told(lamp);
    const { model, asked, answer } = patientModel();
    const triage = one.triage({ model });
    await asked(1);
    core.pass(45 * seconds);
    expect(await swept()).not.toContain(one.id);
    expect(await one.triage({ model })).toEqual({ kind: 'again', in: 15 * seconds });
    answer();
    expect(await triage).toEqual({ kind: 'drafted' });
  });

  test('is taken up again where the process died with it, and what that one says later counts for nothing', async () => {
    const one = await told(lamp);
    const dying = patientModel();
    const dead = one.triage({ model: dying.model });
    await dying.asked(1);
    core.pass(81 * seconds);
    expect(await swept()).toContain(one.id);
    const { model, asked, answer } = patientModel();
    const next = one.triage({ model });
    await asked(1);
    dying.answer();
    expect((await dead).kind).toBe('again');
    answer();
    expect(await next).toEqual({ kind: 'drafted' });
    expect(await one.tickets()).toHaveLength(1);
  });

  test('is read again with what is said meanwhile, a quiet spell later and not when its time is over', async () => {
    const one = await told(lamp);
    const { model, requests, asked, answer } = patientModel();
    const first = one.triage({ model });
    await asked(1);
    await one.add('老人晚上出门摔了一跤');
    core.pass(3 * seconds);
    const second = one.triage({ model });
    await asked(2);
    answer();
    expect((await first).kind).toBe('again');
    expect(await one.tickets()).toEqual([]);
    answer();
    expect(await second).toEqual({ kind: 'drafted' });
    expect(requests[1]!.turns[1]!.text).toMatch(/路灯坏了三天了\n.*摔了一跤/);
    expect(await one.tickets()).toHaveLength(1);
  });

  test('is asked about no further by a triage that new words have overtaken', async () => {
    const voice = (fileId: string): IncomingMedia => ({
      ...{ kind: 'voice', fileId, uniqueId: fileId, mime: 'audio/ogg', size: 9000 },
    });
    const one = await told(lamp, [voice('1'), voice('2')]);
    const heard: string[] = [];
    const ears: Ears = {
      name: 'ears',
      hear: async ({ fileId }) => {
        heard.push(fileId);
        await one.add('还有，井盖也不见了');
        return { kind: 'heard', text: '路灯坏了' };
      },
    };
    const { model, requests } = patientModel();
    expect((await one.triage({ model, ears })).kind).toBe('again');
    expect(heard).toEqual(['1']);
    expect(requests).toEqual([]);
  });

  test('is given back by a triage that breaks, and can be tried again at once', async () => {
    const one = await told(lamp);
    await core.db.$executeRaw`alter table suggestion rename to away`;
    await expect(one.triage({ model: null })).rejects.toThrow();
    await core.db.$executeRaw`alter table away rename to suggestion`;
    expect(await one.triage({ model: null })).toEqual({ kind: 'drafted' });
  });
});

describe('a model that asks for a moment', () => {
  const busy = (retryAfter?: number, why: 'rate-limited' | 'busy' = 'rate-limited'): ModelReply => ({
    ...{ kind: 'failed', why, retryAfter, tokensIn: 0, tokensOut: 0 },
  });
  const replying = (...replies: ModelReply[]) => {
    const { model, requests, answer } = patientModel();
    const ask: Model['ask'] = (request) => {
      const reply = model.ask(request);
      answer(replies.shift());
      return reply;
    };
    return { model: { ...model, ask }, requests };
  };

  test.each(['rate-limited', 'busy'] as const)('is asked again when that is over: %s', async (why) => {
    const one = await told(lamp);
    const { model } = replying(busy(7, why));
    expect(await one.triage({ model })).toEqual({ kind: 'again', in: 7 * seconds });
    expect(await one.tickets()).toEqual([]);
    core.pass(6 * seconds);
    expect(await one.triage({ model })).toEqual({ kind: 'again', in: seconds });
    core.pass(seconds);
    expect(await one.triage({ model })).toEqual({ kind: 'drafted' });
    expect(await one.suggestions()).toMatchObject([{ failure: null, modelCode: 'public-facilities' }]);
  });

  test('gets one moment, and then the ticket goes to people', async () => {
    const one = await told(lamp);
    const { model } = replying(busy(7), busy(7));
    expect((await one.triage({ model })).kind).toBe('again');
    core.pass(7 * seconds);
    expect(await one.triage({ model })).toEqual({ kind: 'drafted' });
    expect(await one.suggestions()).toMatchObject([{ source: 'none', failure: 'rate-limited' }]);
  });

  test.each([21, undefined])(
    'but for longer, or does not say for how long, is not waited for: %s',
    async (wait) => {
      const one = await told(lamp);
      expect(await one.triage(replying(busy(wait)))).toEqual({ kind: 'drafted' });
      expect(await one.suggestions()).toMatchObject([{ failure: 'rate-limited' }]);
    },
  );

  test('gets none where there is danger', async () => {
    const one = await told('三号楼楼道里煤气味很重，有人头晕');
    expect(await one.triage(replying(busy(7)))).toEqual({ kind: 'redrafted' });
    expect(await one.tickets()).toMatchObject([{ urgency: 'emergency' }]);
  });

  test('is not forgotten where nobody is left to ring', async () => {
    const one = await told(lamp);
    await one.triage(replying(busy(7)));
    core.pass(7 * seconds);
    expect(await swept()).not.toContain(one.id);
    core.pass(21 * seconds);
    expect(await swept()).toContain(one.id);
  });
});
