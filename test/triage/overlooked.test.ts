import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { render } from '../../bot/cards/render.ts';
import { reviewView } from '../../core/cards/review-view.ts';
import { receive } from '../../core/complaints/receive.ts';
import type { Model } from '../../core/triage/model/model.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { type Core, openCore } from '../support/core.ts';

let core: Core;
beforeAll(async () => {
  core = await openCore();
});
afterAll(() => core.close());

/** A model that sees nothing to do in anything. */
const carefree = (kind: 'thanks' | 'not_for_us'): Model => ({
  name: 'carefree',
  ask: async () => ({ kind: 'text', text: JSON.stringify({ language: 'zh', kind, problems: [] }) }),
});

async function told(text: string, kind: 'thanks' | 'not_for_us') {
  const person = await core.newPerson('李梅');
  const received = await receive(core.deps, { person, incoming: core.message(person, text) });
  if (received.kind !== 'opened') throw new Error(received.kind);
  core.pass(3000);
  await triageComplaint({ ...core.deps, model: carefree(kind) }, received.complaintId);
  const { id } = await core.db.ticket.findFirstOrThrow({ where: { complaintId: received.complaintId } });
  const ticket = await core.db.ticket.update({
    where: { id },
    data: { status: 'in_review' },
    include: { complaint: true, suggestions: true },
  });
  const card = async (language: 'zh' | 'en') =>
    JSON.stringify(
      render((await reviewView(core.deps, { ticketId: ticket.id, round: 0, language })) as never),
    );
  return { kind: ticket.complaint.kind, suggestion: ticket.suggestions[0]!, card };
}

describe('a complaint that the model took for', () => {
  test.each([
    ['thanks', '只是感谢', 'only thanks'],
    ['not_for_us', '没有要办的事', 'nothing for us to do'],
  ] as const)(
    '%s is sorted by the local rules, and the card says what the model thought',
    async (kind, ...said) => {
      const one = await told('小区门口的路灯坏了三天了，谢谢', kind);
      expect(one.kind).toBe('complaint');
      expect(one.suggestion).toMatchObject({
        ...{ source: 'local', categoryCode: 'public-facilities', modelCode: null, failure: null },
        modelCallId: expect.any(Number),
      });
      expect(await one.card('zh')).toContain(`模型认为：${said[0]}`);
      expect(await one.card('en')).toContain(`The model says: ${said[1]}`);
    },
  );
});

test('thanks that the model has no more to say of still have a category by which they are passed on', async () => {
  const one = await told('谢谢你们修好了小区门口的路灯，晚上亮堂了', 'thanks');
  expect(one.kind).toBe('thanks');
  expect(one.suggestion).toMatchObject({ categoryCode: 'public-facilities', source: 'local' });
  expect(await one.card('zh')).not.toContain('模型认为：只是感谢');
});

test('what names no trouble is what the model takes it for', async () => {
  const one = await told('今天天气真好，大家去公园走走', 'not_for_us');
  expect(one.kind).toBe('not_for_us');
  expect(one.suggestion.categoryCode).toBeNull();
  expect(await one.card('zh')).not.toContain('模型认为：');
});
