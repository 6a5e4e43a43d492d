import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readDecisions } from '../../core/triage/local/decisions.ts';
import { type Card, referenceIn, saying } from '../../demo/actors.ts';
import { reviewersGroup } from '../../town.ts';
import { startModelServer } from '../support/model-server.ts';
import { openWhole, type Whole } from '../support/whole.ts';

const reviewer = 2001;
const lamp = '柳溪路十二号门口的路灯坏了三天了，晚上漆黑一片';

let server: Awaited<ReturnType<typeof startModelServer>>;
let whole: Whole;
beforeAll(async () => {
  server = await startModelServer({ audioModel: 'test-ears' });
  whole = await openWhole({
    env: {
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: server.url,
      OPENAI_MODEL: 'test-model',
      OPENAI_AUDIO_MODEL: 'test-ears',
    },
  });
});
afterAll(async () => {
  await whole.close();
  await server.close();
});
afterEach(() => {
  server.requests.length = 0;
  server.audio.requests.length = 0;
});

/** A new resident speaks; the reviewers' card of it, once it is there. */
async function speakAndSee(transcript: Parameters<typeof server.audio.next>[0]) {
  server.audio.next(transcript);
  const resident = await whole.newResident('zh');
  await whole.actors.act(resident, resident, 'voice');
  const reference = referenceIn(await whole.actors.see(resident, 'the reference', referenceIn))!;
  return { resident, reference, card: await cardOf(reference) };
}

/** The reviewers' card of a ticket, once it may be decided and `fits`. */
const cardOf = (reference: string, fits: (one: Card) => unknown = () => true) =>
  whole.actors.see(
    reviewersGroup,
    `the card of ${reference}`,
    (one) => saying(one, reference) && one.taps.length > 0 && fits(one),
  );

describe('a voice', () => {
  test('is written down, sorted by its words and shown as what a machine heard, with the sound beside it', async () => {
    const { reference, card } = await speakAndSee({ text: lamp });
    expect(card.text).toContain(`🎤 机器听写：${lamp}`);
    expect(card.text).toContain('公共设施');
    expect(card.text).toContain('“柳溪路十二号门口的路灯坏了三天了”');
    const isVoice = (one: Card) => 'voice' in one && one.from?.is_bot;
    await whole.actors.see(reviewersGroup, 'the sound', isVoice, card.message_id);
    const message = await whole.deps.db.message.findFirstOrThrow({
      where: { complaint: { reference } },
      include: { media: true },
    });
    expect(message.text).toBeNull();
    expect(message.media).toMatchObject([{ kind: 'voice', transcript: lamp }]);
  });

  test('goes to the server as the sound that it was', async () => {
    await speakAndSee({ text: lamp });
    const [sent] = server.audio.requests;
    expect(sent).toMatchObject({ model: 'test-ears', fileName: 'voice.ogg' });
    expect(sent!.bytes.subarray(0, 4).toString()).toBe('OggS');
  });

  test('is told to the model as what a machine heard, and as data', async () => {
    await speakAndSee({ text: lamp });
    const { content } = server.requests[0]!.messages[1]!;
    expect(content).toContain('1 voice messages (1 written down by a machine)');
    expect(content).toMatch(
      /<<<(MESSAGE-\w+)\n\(voice message, written down by a machine\)\n柳溪路[^\n]*\n\1>>>$/,
    );
  });

  test('is told back to the resident as heard by a machine, never as if they had typed it', async () => {
    const { resident, reference } = await speakAndSee({ text: lamp });
    const own = await whole.actors.see(
      resident,
      'what was understood',
      (one) => saying(one, reference) && one.text?.includes('路灯'),
    );
    expect(own.text).toContain('🎤 语音由机器听写，可能有误。');
  });

  test('of a gas leak raises the emergency, whatever the model makes of it', async () => {
    server.next({ content: { language: 'zh', kind: 'thanks', problems: [] } });
    const { resident, reference, card } = await speakAndSee({ text: '五号楼地下室有很重的煤气味，闻着头晕' });
    expect(card.text).toContain('紧急');
    const advice = (one: Card) => saying(one, reference) && saying(one, '119');
    await whole.actors.see(resident, 'whom to call', advice);
    // It was drafted before the model was asked.
    await expect
      .poll(() => whole.deps.db.complaint.findFirst({ where: { reference } }))
      .toMatchObject({ status: 'triaged' });
    expect(await whole.deps.db.ticket.findFirst({ where: { reference } })).toMatchObject({
      urgency: 'emergency',
    });
  });

  test('keeps its phone numbers in the house, though they were spoken', async () => {
    const { reference } = await speakAndSee({ text: `${lamp}，我的电话是13812345678` });
    expect(JSON.stringify(server.requests)).not.toContain('13812345678');
    expect(server.requests[0]!.messages[1]!.content).toMatch(/\[phone-\d\]/);
    const calls = await whole.deps.db.modelCall.findMany({
      where: { complaint: { reference } },
      orderBy: { id: 'asc' },
    });
    expect(calls).toMatchObject([
      {
        purpose: 'transcript',
        modelName: 'test-ears',
        sent: null,
        outcome: 'answered',
        tokensIn: 14,
        tokensOut: 9,
      },
      { purpose: 'triage', outcome: 'answered' },
    ]);
  });

  test('teaches the classifier what staff decide on it', async () => {
    const { reference } = await speakAndSee({ text: '红旗小区的健身器材断了一截' });
    await whole.actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'confirm');
    const learned = async () => {
      for await (const { decisions } of readDecisions(whole.deps.db, 0)) {
        const decision = decisions.find((one) => one.reference === reference);
        if (decision) return decision.text;
      }
      return null;
    };
    await expect.poll(learned).toBe('红旗小区的健身器材断了一截');
  });

  test('that could not be written down says so on the card, and is tried anew with the next words, and then no more', async () => {
    const { resident, reference, card } = await speakAndSee({ status: 500 });
    expect(card.text).toContain('🎤 没能听写，请听语音');
    const add = async (text: string) => {
      const own = await whole.actors.see(resident, 'their card', (one) => saying(one, reference));
      return whole.actors.act(resident, resident, 'say', { text, replyTo: own.message_id });
    };
    server.audio.next({ text: lamp });
    await add('就在小卖部旁边');
    const heard = await cardOf(reference, (one) => one.text?.includes('小卖部') && one.text.includes(lamp));
    expect(heard.text).not.toContain('没能听写');
    await add('晚上有老人走');
    await cardOf(reference, (one) => one.text?.includes('老人'));
    await expect
      .poll(() => whole.deps.db.complaint.findFirst({ where: { reference } }))
      .toMatchObject({
        status: 'triaged',
      });
    expect(server.audio.requests).toHaveLength(2);
  });

  test('without a word in it says so', async () => {
    const { card } = await speakAndSee({ text: ' ' });
    expect(card.text).toContain('🎤 机器没有听出话来');
  });

  test('is gone from every table when its speaker is forgotten, and so is what was heard', async () => {
    const canary = '金丝雀胡同';
    const { resident, reference } = await speakAndSee({ text: `${canary}的路灯坏了` });
    expect(await everything()).toContain(canary);
    await whole.actors.act(resident, resident, 'say', { text: '/forget' });
    await whole.actors.tap(resident, resident, '删除您的信息', ({ kind }) => kind === 'forgetYes');
    await expect
      .poll(() => whole.deps.db.complaint.findFirst({ where: { reference } }))
      .toMatchObject({ erasedAt: expect.any(Date) });
    expect(await everything()).not.toContain(canary);
  });
});

/** All rows of the tables that keep anything of what people said. */
async function everything(): Promise<string> {
  const { db } = whole.deps;
  const rows = await Promise.all([
    db.media.findMany(),
    db.message.findMany(),
    db.ticket.findMany(),
    db.suggestion.findMany(),
    db.modelCall.findMany(),
    db.event.findMany(),
    db.telegramUpdate.findMany(),
  ]);
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
}

test('without a model that hears, a voice stays a voice and nothing is said of machines', async () => {
  const deaf = await openWhole({
    env: { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'test-model' },
  });
  try {
    const resident = await deaf.newResident('zh');
    await deaf.actors.act(resident, resident, 'voice', { caption: lamp });
    const reference = referenceIn(await deaf.actors.see(resident, 'the reference', referenceIn))!;
    const card = await deaf.actors.see(
      reviewersGroup,
      'the card',
      (one) => saying(one, reference) && one.taps.length > 0,
    );
    expect(card.text).toContain('🎤');
    expect(card.text).not.toContain('听写');
    expect(server.audio.requests).toEqual([]);
    expect(server.requests[0]!.messages[1]!.content).toContain('1 voice messages (you cannot hear them)');
  } finally {
    await deaf.close();
  }
});
