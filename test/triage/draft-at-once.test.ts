import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { receive } from '../../core/complaints/receive.ts';
import type { Model } from '../../core/triage/model/model.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { type Core, openCore } from '../support/core.ts';
import { patientModel } from '../support/patient-model.ts';

const gas = '五号楼地下室有很重的煤气味，闻着头晕';

let core: Core;
beforeAll(async () => {
  core = await openCore();
});
afterAll(() => core.close());
beforeEach(() => {
  core.rings.length = 0;
});

async function told(text: string) {
  const person = await core.newPerson('李梅');
  const received = await receive(core.deps, { person, incoming: core.message(person, text) });
  if (received.kind !== 'opened') throw new Error(received.kind);
  const { complaintId } = received;
  core.pass(3000);
  return {
    triage: (model: Model | null) => triageComplaint({ ...core.deps, model }, complaintId),
    add: (words: string) => receive(core.deps, { person, incoming: core.message(person, words) }),
    complaint: () => core.db.complaint.findUniqueOrThrow({ where: { id: complaintId } }),
    tickets: () =>
      core.db.ticket.findMany({
        where: { complaintId },
        orderBy: { ordinal: 'asc' },
        include: { suggestions: { orderBy: { id: 'asc' } } },
      }),
    reviewCards: () => core.db.card.count({ where: { complaintId, kind: 'review', urgent: true } }),
  };
}

test('an emergency has its ticket and card while the model is still being asked', async () => {
  const one = await told(gas);
  const { model, asked, answer } = patientModel();
  const triage = one.triage(model);
  await asked(1);
  const [ticket, ...others] = await one.tickets();
  expect(others).toEqual([]);
  expect(ticket).toMatchObject({
    urgency: 'emergency',
    suggestions: [{ source: 'local', draft: { untilAnswered: true } }],
  });
  expect(await one.reviewCards()).toBe(1);
  answer();
  expect(await triage).toEqual({ kind: 'redrafted' });
});

test('the model’s suggestion takes the place of the first draft, on the same ticket', async () => {
  const one = await told(gas);
  const { model, asked, answer } = patientModel();
  const triage = one.triage(model);
  await asked(1);
  answer();
  await triage;
  const [ticket, ...others] = await one.tickets();
  expect(others).toEqual([]);
  expect(ticket).toMatchObject({ urgency: 'emergency' });
  expect(ticket!.suggestions.map(({ modelCode }) => modelCode)).toEqual([null, 'utilities']);
  expect(ticket!.suggestions[1]!.draft).toMatchObject({ untilAnswered: false });
  expect(await one.complaint()).toMatchObject({ status: 'triaged' });
});

test('what a reviewer decided meanwhile stays decided', async () => {
  const one = await told(gas);
  const { model, asked, answer } = patientModel();
  const triage = one.triage(model);
  await asked(1);
  const [drafted] = await one.tickets();
  await core.db.ticket.update({ where: { id: drafted!.id }, data: { status: 'confirmed' } });
  answer();
  expect(await triage).toEqual({ kind: 'nothing-to-do' });
  const [ticket, ...others] = await one.tickets();
  expect(others).toEqual([]);
  expect(ticket).toMatchObject({ status: 'confirmed', version: drafted!.version });
  expect(ticket!.suggestions).toHaveLength(1);
  expect(await one.complaint()).toMatchObject({ status: 'triaged' });
});

test('other problems that the model sees get tickets of their own, and the emergency keeps the first', async () => {
  const one = await told(`门口的路灯坏了三天。另外，${gas}`);
  const { model, asked, answer } = patientModel();
  const triage = one.triage(model);
  await asked(1);
  expect(await one.tickets()).toHaveLength(1);
  answer();
  await triage;
  const tickets = await one.tickets();
  expect(tickets.map(({ ordinal, urgency }) => [ordinal, urgency])).toEqual([
    [1, 'emergency'],
    [2, 'normal'],
  ]);
  expect(tickets[0]!.suggestions.at(-1)!.evidence.join()).toContain('煤气味');
  expect(tickets[1]!.suggestions.at(-1)!.evidence.join()).toContain('路灯');
});

test('a process that dies while the model is asked leaves the draft, and the next completes it', async () => {
  const one = await told(gas);
  const died = patientModel();
  void one.triage(died.model);
  await died.asked(1);
  core.pass(61_000);
  const { model, asked, answer } = patientModel();
  const triage = one.triage(model);
  await asked(1);
  answer();
  expect(await triage).toEqual({ kind: 'redrafted' });
  const [ticket, ...others] = await one.tickets();
  expect(others).toEqual([]);
  expect(ticket!.suggestions.map(({ modelCode }) => modelCode)).toEqual([null, 'utilities']);
  // What the first would still say counts for nothing.
  died.answer();
});

test('words that come meanwhile are read with the first, into the same ticket', async () => {
  const one = await told(gas);
  const { model, asked, answer } = patientModel();
  const triage = one.triage(model);
  await asked(1);
  await one.add('在三单元');
  answer();
  expect((await triage).kind).toBe('again');
  core.pass(10_000);
  const again = one.triage(model);
  await asked(2);
  answer();
  expect(await again).toEqual({ kind: 'redrafted' });
  expect(await one.tickets()).toHaveLength(1);
});

test('a model that fails leaves the first draft’s suggestion, and says so', async () => {
  const one = await told(gas);
  const { model, asked, answer } = patientModel();
  const triage = one.triage(model);
  await asked(1);
  const [drafted] = await one.tickets();
  answer({ kind: 'failed', why: 'timeout' });
  await triage;
  const [ticket] = await one.tickets();
  expect(ticket!.suggestions[1]).toMatchObject({
    failure: 'timeout',
    categoryCode: drafted!.suggestions[0]!.categoryCode,
    draft: { untilAnswered: false },
  });
});

test('what is no emergency waits for the model', async () => {
  const one = await told('柳荫路口的路灯坏了三天了');
  const { model, asked, answer } = patientModel();
  const triage = one.triage(model);
  await asked(1);
  expect(await one.tickets()).toEqual([]);
  answer();
  expect(await triage).toEqual({ kind: 'drafted' });
});

test('without a model an emergency is drafted once', async () => {
  const one = await told(gas);
  expect(await one.triage(null)).toEqual({ kind: 'drafted' });
  const [ticket] = await one.tickets();
  expect(ticket!.suggestions).toHaveLength(1);
});
