import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { receive } from '../../core/complaints/receive.ts';
import { forget } from '../../core/people/forget.ts';
import { sweep } from '../../core/sweep.ts';
import { type Asking, ledgerFor, type ModelCosts } from '../../core/triage/model/ledger.ts';
import type { Model, ModelReply } from '../../core/triage/model/model.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import type { ModelCallPurpose } from '../../prisma/generated/enums.ts';
import { type Core, openCore } from '../support/core.ts';
import { obedientAnswer } from '../support/obedient-answer.ts';

const hour = 3_600_000;
const asking: Asking = {
  modelName: 'test-model',
  promptVersion: 'v1',
  sent: '路灯坏了',
  tokensIn: 1000,
  tokensOut: 100,
};
/** So `asking` may cost 1,000 × 2 + 100 × 10 = 3,000 millionths at most. */
const prices = { in: 2, out: 10 };
const spent = { outcome: 'answered', tokensIn: 600, tokensOut: 30, milliseconds: 900 };

describe('the ledger of calls', () => {
  let core: Core;
  beforeEach(async () => {
    core = await openCore();
  });
  afterEach(() => core.close());

  const person = () => core.newPerson('李梅');
  type Writer = Awaited<ReturnType<typeof person>>;

  async function complaintOf(writer: Writer) {
    const incoming = core.message(writer, '柳荫路的路灯坏了');
    const received = await receive(core.deps, { person: writer, incoming });
    if (received.kind !== 'opened') throw new Error(received.kind);
    core.pass(hour / 6);
    return core.db.complaint.findUniqueOrThrow({ where: { id: received.complaintId } });
  }
  const ledger = (
    complaint: { id: number },
    costs: Partial<ModelCosts> = {},
    purpose: ModelCallPurpose = 'triage',
  ) => {
    const modelCosts = { ...core.deps.settings.modelCosts, ...costs };
    return ledgerFor({ ...core.deps, settings: { ...core.deps.settings, modelCosts } }, complaint, purpose);
  };
  const locksWaitedFor = async () => {
    const [row] = await core.db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return row!.count;
  };
  const calls = () => core.db.modelCall.findMany({ orderBy: { id: 'asc' } });
  const open = { kind: 'open', callId: expect.any(Number) };
  const refused = (why: string) => ({ kind: 'refused', why });

  test('has a call before it is made, with the most that it may take', async () => {
    const complaint = await complaintOf(await person());
    expect(await ledger(complaint, { prices }).open(asking)).toEqual(open);
    expect(await calls()).toMatchObject([
      { ...asking, complaintId: complaint.id, purpose: 'triage', outcome: null, cost: 3000n },
    ]);
  });

  test('has what the call took, once that is known', async () => {
    const { open: begin, settle } = ledger(await complaintOf(await person()), { prices });
    const opened = await begin(asking);
    if (opened.kind === 'open') await settle(opened.callId, spent);
    expect(await calls()).toMatchObject([{ ...spent, cost: 1500n, sent: asking.sent }]);
  });

  test('has no cost where nobody has named prices', async () => {
    await ledger(await complaintOf(await person())).open(asking);
    expect(await calls()).toMatchObject([{ cost: null }]);
  });

  test('refuses the call that could overspend the day’s budget, and takes it when less was spent', async () => {
    const costs = { prices, perDay: 5999n };
    const first = ledger(await complaintOf(await person()), costs);
    const second = ledger(await complaintOf(await person()), costs);
    const opened = await first.open(asking);
    expect(await second.open(asking)).toEqual(refused('budget'));
    if (opened.kind === 'open') await first.settle(opened.callId, spent);
    expect(await second.open(asking)).toEqual(open);
  });

  test('lets those who ask at once overspend no more than one by one', async () => {
    const complaints = [];
    for (let time = 0; time < 6; time += 1) complaints.push(await complaintOf(await person()));
    const opened = await Promise.all(
      complaints.map((complaint) => ledger(complaint, { prices, perDay: 6000n }).open(asking)),
    );
    expect(opened.filter(({ kind }) => kind === 'open')).toHaveLength(2);
    expect(await calls()).toHaveLength(2);
  });

  test('begins a new day at midnight in the town', async () => {
    const costs = { prices, perDay: 3000n };
    // 2026-11-24, 10:10 and a little in Shanghai.
    expect(await ledger(await complaintOf(await person()), costs).open(asking)).toEqual(open);
    core.pass(13 * hour);
    expect(await ledger(await complaintOf(await person()), costs).open(asking)).toEqual(refused('budget'));
    core.pass(hour);
    expect(await ledger(await complaintOf(await person()), costs).open(asking)).toEqual(open);
  });

  test('gives each resident their share of a day, and no more', async () => {
    const one = await person();
    const costs = { callsPerResident: 2 };
    for (const expected of [open, open, refused('resident-share')])
      expect(await ledger(await complaintOf(one), costs).open(asking)).toEqual(expected);
    expect(await ledger(await complaintOf(await person()), costs).open(asking)).toEqual(open);
    core.pass(24 * hour);
    expect(await ledger(await complaintOf(one), costs).open(asking)).toEqual(open);
  });

  test('counts a call whose process died within it, and takes it for lost at the complaint’s next', async () => {
    const complaint = await complaintOf(await person());
    const costs = { prices, perDay: 9000n };
    await ledger(complaint, costs).open(asking);
    expect(await ledger(complaint, costs).open(asking)).toEqual(open);
    expect(await calls()).toMatchObject([{ outcome: 'lost', cost: 3000n }, { outcome: null }]);
    expect(await ledger(complaint, costs).open(asking)).toEqual(open);
    expect(await ledger(complaint, costs).open(asking)).toEqual(refused('budget'));
  });

  test('makes no call with the words of a resident who has them erased meanwhile', async () => {
    const writer = await person();
    const complaint = await complaintOf(writer);
    await forget(core.deps, { personId: writer.id });
    expect(await ledger(complaint).open(asking)).toEqual(refused('withdrawn'));
    expect(await calls()).toEqual([]);
  });

  test('waits for an erasure that is under way, and then makes no call', async () => {
    const complaint = await complaintOf(await person());
    const opened = await core.db.$transaction(async (tx) => {
      await tx.complaint.update({ where: { id: complaint.id }, data: { status: 'withdrawn' } });
      const waiting = ledger(complaint).open(asking);
      await expect.poll(locksWaitedFor).toBe(1);
      return [waiting];
    });
    expect(await opened[0]).toEqual(refused('withdrawn'));
  });

  test('forgets the words with the resident, and keeps what they cost', async () => {
    const writer = await person();
    const complaint = await complaintOf(writer);
    await ledger(complaint, { prices }).open(asking);
    await forget(core.deps, { personId: writer.id });
    expect(await calls()).toMatchObject([{ sent: null, cost: 3000n }]);
  });

  describe('of a replay', () => {
    const triaged = async (writer: Writer) => {
      const { id } = await complaintOf(writer);
      return core.db.complaint.update({ where: { id }, data: { status: 'triaged' } });
    };

    test('uses up the day’s budget, for residents as well', async () => {
      const costs = { prices, perDay: 5999n };
      const past = await triaged(await person());
      const now = await complaintOf(await person());
      expect(await ledger(past, costs, 'replay').open(asking)).toEqual(open);
      expect(await ledger(now, costs).open(asking)).toEqual(refused('budget'));
      expect(await ledger(past, costs, 'replay').open(asking)).toEqual(refused('budget'));
      expect(await calls()).toMatchObject([{ ...asking, complaintId: past.id, purpose: 'replay' }]);
    });

    test('takes nothing of the resident’s share, and needs none', async () => {
      const one = await person();
      const costs = { callsPerResident: 1 };
      const past = await triaged(one);
      for (let time = 0; time < 3; time += 1)
        expect(await ledger(past, costs, 'replay').open(asking)).toEqual(open);
      expect(await ledger(await complaintOf(one), costs).open(asking)).toEqual(open);
      expect(await ledger(past, costs, 'replay').open(asking)).toEqual(open);
    });

    test('takes no call for lost that may still be under way, neither triage’s nor its own', async () => {
      const complaint = await complaintOf(await person());
      await ledger(complaint).open(asking);
      await ledger(complaint, {}, 'replay').open(asking);
      await ledger(complaint, {}, 'replay').open(asking);
      expect((await calls()).map(({ outcome }) => outcome)).toEqual([null, null, null]);
      core.pass(hour);
      await ledger(complaint, {}, 'replay').open(asking);
      expect((await calls()).map(({ outcome }) => outcome)).toEqual([null, 'lost', 'lost', null]);
    });

    test('makes no call with words that were erased, and forgets those of its calls', async () => {
      const writer = await person();
      const complaint = await triaged(writer);
      await ledger(complaint, { prices }, 'replay').open(asking);
      await forget(core.deps, { personId: writer.id });
      expect(await calls()).toMatchObject([{ purpose: 'replay', sent: null, cost: 3000n }]);
      expect(await ledger(complaint, {}, 'replay').open(asking)).toEqual(refused('withdrawn'));
    });
  });

  describe('through triage', () => {
    const modelOf = (...replies: ModelReply[]): Model & { asked: number } => ({
      name: 'test-model',
      asked: 0,
      async ask({ turns }) {
        this.asked += 1;
        const messages = turns.map(({ role, text }) => ({ role, content: text }));
        const answer = obedientAnswer(messages, { categories: ['public-facilities'] });
        return (
          replies.shift() ?? { kind: 'text', text: JSON.stringify(answer), tokensIn: 500, tokensOut: 50 }
        );
      },
    });

    test('counts both turns in one row, to which the suggestion points', async () => {
      const complaint = await complaintOf(await person());
      const model = modelOf({ kind: 'text', text: 'A lamp.', tokensIn: 400, tokensOut: 4 });
      await triageComplaint({ ...core.deps, model }, complaint.id);
      expect(model.asked).toBe(2);
      const [call, ...others] = await calls();
      expect(others).toEqual([]);
      expect(call).toMatchObject({ outcome: 'answered', tokensIn: 900, tokensOut: 54 });
      expect(call!.sent).toContain('路灯坏了');
      expect(await core.db.suggestion.findMany()).toMatchObject([
        { source: 'both', modelCallId: call!.id, modelCode: 'public-facilities' },
      ]);
    });

    test('counts a failure that may have cost something as all that it may have cost', async () => {
      const complaint = await complaintOf(await person());
      const model = modelOf({ kind: 'failed', why: 'timeout' });
      await triageComplaint({ ...core.deps, model }, complaint.id);
      const [call] = await calls();
      expect(call).toMatchObject({ outcome: 'timeout', tokensOut: 8000 });
      expect(call!.tokensIn).toBeGreaterThan(1000);
      expect(await core.db.suggestion.findMany()).toMatchObject([
        { source: 'none', failure: 'timeout', modelCallId: call!.id, modelCode: null },
      ]);
    });

    test('counts a failure before anything was served as nothing', async () => {
      const complaint = await complaintOf(await person());
      const model = modelOf({ kind: 'failed', why: 'unreachable', tokensIn: 0, tokensOut: 0 });
      await triageComplaint({ ...core.deps, model }, complaint.id);
      expect(await calls()).toMatchObject([{ outcome: 'unreachable', tokensIn: 0, tokensOut: 0 }]);
    });

    test('takes a complaint up again whose process died within the call, and asks anew', async () => {
      const { id } = await complaintOf(await person());
      const dying: Model = { name: 'test-model', ask: () => new Promise(() => undefined) };
      void triageComplaint({ ...core.deps, model: dying }, id);
      await expect.poll(async () => (await calls()).length).toBe(1);
      core.rings.length = 0;
      core.pass(90_000);
      await sweep(core.deps);
      expect(core.rings).toContainEqual({ at: 'triage', id });
      await triageComplaint({ ...core.deps, model: modelOf() }, id);
      const [lost, answered] = await calls();
      expect([lost!.outcome, answered!.outcome]).toEqual(['lost', 'answered']);
      expect(await core.db.suggestion.findMany()).toMatchObject([
        { source: 'both', modelCallId: answered!.id },
      ]);
    });

    test('asks nobody beyond a resident’s share, and the ticket says why', async () => {
      const complaint = await complaintOf(await person());
      const model = modelOf();
      const modelCosts = { ...core.deps.settings.modelCosts, callsPerResident: 0 };
      const settings = { ...core.deps.settings, modelCosts };
      await triageComplaint({ ...core.deps, settings, model }, complaint.id);
      expect(model.asked).toBe(0);
      expect(await core.db.suggestion.findMany()).toMatchObject([
        { source: 'none', failure: 'resident-share', modelCallId: null },
      ]);
    });
  });
});
