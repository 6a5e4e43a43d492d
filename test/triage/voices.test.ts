import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncomingMedia } from '../../core/complaints/incoming.ts';
import { receive } from '../../core/complaints/receive.ts';
import { forget } from '../../core/people/forget.ts';
import type { Ears, Heard, Voice } from '../../core/triage/media/ears.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { type Core, openCore } from '../support/core.ts';

let core: Core;
beforeAll(async () => {
  core = await openCore({ listens: true });
});
afterAll(() => core.close());

const voice = (fileId: string, more: Partial<IncomingMedia> = {}): IncomingMedia => ({
  kind: 'voice',
  fileId,
  uniqueId: fileId,
  mime: 'audio/ogg',
  size: 9000,
  ...more,
});
const lost = { kind: 'failed', why: 'timeout' } as const;

/** Ears that hear what is told of each file, and note what they were asked. */
function earsFor(hear: (voice: Voice) => Heard | Promise<Heard>) {
  const asked: string[] = [];
  const ears: Ears = {
    name: 'ears',
    hear: async (one) => {
      asked.push(one.fileId);
      return hear(one);
    },
  };
  return { ears, asked };
}
const wordsOf = ({ fileId }: Voice): Heard => ({ kind: 'heard', text: `${fileId}号楼的路灯坏了` });

/** A complaint of these files, settled. */
async function spoken(files: IncomingMedia[], text: string | null = null) {
  const person = await core.newPerson('李梅');
  const [first, ...others] = files;
  const received = await receive(core.deps, {
    person,
    incoming: core.message(person, text, { media: [first!] }),
  });
  if (received.kind !== 'opened') throw new Error(received.kind);
  for (const media of others)
    await receive(core.deps, { person, incoming: core.message(person, null, { media: [media] }) });
  core.pass(3000);
  const { complaintId } = received;
  return {
    person,
    complaintId,
    add: async (words: string) => {
      await receive(core.deps, {
        person,
        incoming: core.message(person, words),
        about: { complaintId, purpose: 'addition' },
      });
      core.pass(3000);
    },
    triage: (ears: Ears) => triageComplaint({ ...core.deps, model: null, ears }, complaintId),
    transcripts: async () => {
      const media = await core.db.media.findMany({
        where: { message: { complaintId } },
        orderBy: { id: 'asc' },
      });
      return media.map(({ transcript }) => transcript);
    },
    calls: () => core.db.modelCall.findMany({ where: { complaintId }, orderBy: { id: 'asc' } }),
    ticket: () => core.db.ticket.findFirstOrThrow({ where: { complaintId } }),
  };
}

describe('voices', () => {
  test('are written down in order, and their words drafted like typed ones', async () => {
    const { ears, asked } = earsFor(wordsOf);
    const one = await spoken([voice('1'), voice('2', { kind: 'audio' })], '您好');
    expect(await one.triage(ears)).toEqual({ kind: 'drafted' });
    expect(asked).toEqual(['1', '2']);
    expect(await one.transcripts()).toEqual(['1号楼的路灯坏了', '2号楼的路灯坏了']);
    expect((await one.ticket()).description).toBe('您好\n1号楼的路灯坏了\n2号楼的路灯坏了');
  });

  test('beyond the fifth stay unheard', async () => {
    const { ears, asked } = earsFor(wordsOf);
    const one = await spoken(['1', '2', '3', '4', '5', '6'].map((id) => voice(id)));
    await one.triage(ears);
    expect(asked).toEqual(['1', '2', '3', '4', '5']);
    await one.add('还有一句');
    await one.triage(ears);
    expect(asked).toHaveLength(5);
  });

  test('that a bot cannot fetch are not asked about', async () => {
    const { ears, asked } = earsFor(wordsOf);
    const one = await spoken([
      voice('1', { size: 20 * 1024 * 1024 + 1 }),
      voice('2', { fileId: null }),
      voice('3'),
    ]);
    await one.triage(ears);
    expect(asked).toEqual(['3']);
    expect(await one.transcripts()).toEqual([null, null, '3号楼的路灯坏了']);
  });

  test('after one that the server did not answer wait for the next settling', async () => {
    const { ears, asked } = earsFor((one) => (asked.length === 1 ? lost : wordsOf(one)));
    const one = await spoken([voice('1'), voice('2')], '路灯坏了');
    expect(await one.triage(ears)).toEqual({ kind: 'drafted' });
    expect(asked).toEqual(['1']);
    await one.add('就在门口');
    await one.triage(ears);
    expect(asked).toEqual(['1', '1', '2']);
  });

  test('are not held up by one that the server does not take', async () => {
    const rejected = { kind: 'failed', why: 'rejected', tokensIn: 0, tokensOut: 0 } as const;
    const { ears } = earsFor((one) => (one.fileId === '1' ? rejected : wordsOf(one)));
    const one = await spoken([voice('1'), voice('2')]);
    await one.triage(ears);
    expect(await one.transcripts()).toEqual([null, '2号楼的路灯坏了']);
  });

  test('are never asked about again once they are written down', async () => {
    const { ears, asked } = earsFor(wordsOf);
    const one = await spoken([voice('1')]);
    await one.triage(ears);
    await one.add('还没修');
    await one.triage(ears);
    expect(asked).toEqual(['1']);
  });

  test('of an erased person leave nothing, though they were being listened to', async () => {
    const { ears } = earsFor(async (one) => {
      await forget(core.deps, { personId: spokenOne.person.id });
      return wordsOf(one);
    });
    const spokenOne = await spoken([voice('1')]);
    await spokenOne.triage(ears);
    expect(await spokenOne.transcripts()).toEqual([]);
    expect(await core.db.ticket.count({ where: { complaintId: spokenOne.complaintId } })).toBe(0);
  });

  test('are each a call of their own, counted by what the server says, or else by what they weigh', async () => {
    const { ears } = earsFor((one) =>
      one.fileId === '1' ? { ...wordsOf(one), tokensIn: 40, tokensOut: 12 } : wordsOf(one),
    );
    const one = await spoken([voice('1'), voice('2')]);
    await one.triage(ears);
    expect(await one.calls()).toMatchObject([
      { purpose: 'transcript', modelName: 'ears', outcome: 'answered', tokensIn: 40, tokensOut: 12 },
      { purpose: 'transcript', modelName: 'ears', outcome: 'answered', tokensIn: 90, tokensOut: 90 },
    ]);
  });

  test('that tell of danger raise the emergency with the draft', async () => {
    const { ears } = earsFor(() => ({ kind: 'heard', text: '楼道里煤气味很重' }));
    const one = await spoken([voice('1')]);
    await one.triage(ears);
    expect(await one.ticket()).toMatchObject({ urgency: 'emergency' });
    const complaint = await core.db.complaint.findUniqueOrThrow({ where: { id: one.complaintId } });
    expect(complaint.emergency).not.toBeNull();
    expect(
      await core.db.card.count({ where: { complaintId: one.complaintId, kind: 'word', urgent: true } }),
    ).toBe(1);
  });

  test('that are written down while another triages without them are read all the same', async () => {
    const { ears } = earsFor(async () => {
      core.pass(120_000);
      expect(await triageComplaint({ ...core.deps, model: null }, one.complaintId)).toEqual({
        kind: 'drafted',
      });
      return { kind: 'heard', text: '楼道里煤气味很重' };
    });
    const one = await spoken([voice('1')]);
    expect((await one.triage(ears)).kind).toBe('again');
    expect(await one.triage(ears)).toEqual({ kind: 'redrafted' });
    expect(await one.ticket()).toMatchObject({ urgency: 'emergency', description: '楼道里煤气味很重' });
  });

  test('are kept without what no database takes and no reader sees', async () => {
    const { ears } = earsFor(() => ({ kind: 'heard', text: ' 路灯\u0000坏\u200b了\ud83d ' }));
    const one = await spoken([voice('1')]);
    await one.triage(ears);
    expect(await one.transcripts()).toEqual(['路灯坏了\ufffd']);
  });
});
