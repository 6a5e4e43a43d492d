import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { receive } from '../../core/complaints/receive.ts';
import { forget } from '../../core/people/forget.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import type { Model, ModelRequest } from '../../core/triage/model/model.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { type Core, openCore } from '../support/core.ts';

/** A model that puts everything into one category. */
function stubborn(category: string) {
  const requests: ModelRequest[] = [];
  const model: Model = {
    name: 'stubborn',
    ask: async (request) => {
      requests.push(request);
      const text = /<<<(MESSAGE-\w+)\n([\s\S]*)\n\1>>>$/.exec(request.turns[1]!.text)![2]!;
      const problem = {
        ...{ evidence: [text.slice(0, 12)], title: '居民反映', description: '居民反映的问题。' },
        ...{ place: null, since: null, wish: null, category, runnerUp: null, duty: null, elsewhere: null },
        ...{ missing: [], urgency: 'normal' },
      };
      const answer = { language: 'zh', kind: 'complaint', problems: [problem] };
      return { kind: 'text', text: JSON.stringify(answer), tokensIn: 100, tokensOut: 10 };
    },
  };
  return { model, requests, asked: () => requests.at(-1)!.turns[1]!.text };
}

describe('model and local classifier together', () => {
  let core: Core;
  let reviewer: { id: number };

  beforeAll(async () => {
    core = await openCore({ cascade: 0.9 });
    reviewer = await core.newStaff('王芳', 'reviewer');
  });
  afterAll(() => core.close());
  afterEach(() => {
    core.deps.settings.staffLanguage = 'zh';
  });

  /** What a reviewer decided of a complaint in the past. */
  async function decided(text: string, categoryCode: string) {
    const { person, ticket } = await core.inReview(text);
    const { id: ticketId, version } = await core.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    const done = await confirmTicket(core.deps, { ticketId, version, by: reviewer.id, categoryCode });
    expect(done.kind).toBe('confirmed');
    return { person, reference: ticket.reference };
  }

  /** A new complaint, understood with a model. */
  async function told(text: string, model: Model) {
    const person = await core.newPerson('李梅');
    const received = await receive(core.deps, { person, incoming: core.message(person, text) });
    if (received.kind !== 'opened') throw new Error(`not opened but ${received.kind}`);
    core.pass(3000);
    await triageComplaint({ ...core.deps, model }, received.complaintId);
    return core.db.suggestion.findFirstOrThrow({
      where: { complaintId: received.complaintId },
      include: { modelCall: true },
    });
  }

  test('the model is shown what staff decided on messages like this one, and nobody’s phone', async () => {
    const { reference } = await decided('五号楼电梯又停了，老人下不了楼，电话13812345678', 'housing');
    await decided('菜市场的秤不准，少给二两', 'market');
    const { model, asked } = stubborn('housing');
    const { modelCall } = await told('三号楼的电梯停了两天，老人下不了楼', model);
    const [precedents = '', message = ''] = asked().split('Attached:');
    expect(precedents).toMatch(/<<<(PRECEDENT-\w+)\n.*电梯又停了.*\n\1>>>\ncategory: housing, duty: /);
    expect(precedents).toContain('[phone-');
    expect(asked()).not.toContain('13812345678');
    expect(message).toContain('电梯停了两天');
    // What is kept of the call names the precedent and holds none of its words.
    expect(modelCall!.sent).toContain(reference);
    expect(modelCall!.sent).not.toContain('又停了');
  });

  test('what was erased is no precedent any more', async () => {
    const { person } = await decided('河边的健身步道塌了一截，铁锹湾那里', 'public-facilities');
    const { model, asked } = stubborn('public-facilities');
    await told('铁锹湾的健身步道又塌了一截', model);
    expect(asked()).toContain('铁锹湾那里');
    await forget(core.deps, { personId: person.id });
    await told('铁锹湾的健身步道还是塌着一截', model);
    expect(asked()).not.toContain('铁锹湾那里');
  });

  test('the suggestion keeps what each said by itself, and who prevailed', async () => {
    const { model } = stubborn('health');
    const suggestion = await told('小区门口的路灯坏了三天了，晚上漆黑一片', model);
    expect(suggestion).toMatchObject({ modelCode: 'health', localCode: 'public-facilities' });
    expect(suggestion.source).toBe(suggestion.categoryCode === 'health' ? 'model' : 'local');
    expect(await told('小区门口的路灯坏了', stubborn('public-facilities').model)).toMatchObject({
      source: 'both',
      categoryCode: 'public-facilities',
    });
  });

  describe('once staff have confirmed sixty complaints of a kind', () => {
    const wages = (which: number) => `工地的公司拖欠我第${which}个月的工资，老板不接电话`;

    beforeAll(async () => {
      for (let which = 0; which < 60; which++) await decided(wages(which), 'labour');
    });

    test('the local classifier answers alone where it is sure, and no call is made', async () => {
      const { model, requests } = stubborn('health');
      expect(await told('工地的公司拖欠我的工资，老板一直不接电话', model)).toMatchObject({
        ...{ source: 'local', categoryCode: 'labour', cascaded: true, modelCallId: null, unsure: false },
        confidence: expect.closeTo(0.97, 1),
      });
      expect(requests).toHaveLength(0);
    });

    test('it asks the model about what it is not sure of, and about several problems at once', async () => {
      const { model, requests } = stubborn('labour');
      expect(await told('小铁盒子又响了，没有人来看', model)).toMatchObject({ cascaded: false });
      await told('1. 工地的公司拖欠我的工资\n2. 路灯坏了三天了', model);
      expect(requests.length).toBeGreaterThanOrEqual(2);
    });

    test('it asks the model where staff read another language than the resident writes', async () => {
      core.deps.settings.staffLanguage = 'en';
      const { model, requests } = stubborn('labour');
      expect(await told('工地的公司拖欠我的工资，老板不接电话', model)).toMatchObject({ cascaded: false });
      expect(requests.length).toBeGreaterThan(0);
    });

    test('a model that is wrong about them does not sway the suggestion', async () => {
      core.deps.settings.cascade = null;
      expect(await told('工地的公司拖欠我的工资，老板一直不接电话', stubborn('health').model)).toMatchObject({
        source: 'local',
        categoryCode: 'labour',
        modelCode: 'health',
      });
    });
  });
});
