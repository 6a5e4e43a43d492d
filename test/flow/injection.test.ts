import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Card, referenceIn, saying } from '../../demo/actors.ts';
import { departmentGroup, reviewersGroup } from '../../town.ts';
import { startModelServer } from '../support/model-server.ts';
import { obey, planted, seeded } from '../support/obeying-model.ts';
import { openWhole, type Whole } from '../support/whole.ts';
import { ways } from '../triage/injection/attack.ts';
import { type Attack, corpus } from '../triage/injection/corpus.ts';

const seed = Number(process.env.SEED ?? 20261125);
const languages = ['zh', 'en', 'es', 'ru', 'ar', 'fr'];

/** One of each way, in one language after the other, and a buried emergency in each language. */
const sample: Attack[] = [
  ...ways.map((way, at) => ({ way, language: languages[at % languages.length] })),
  ...languages.map((language) => ({ way: 'buried', language })),
].map(({ way, language }) => corpus.find((one) => one.tries === way && one.language === language)!);

describe(`the whole product, with a model that obeys every text (seed ${seed})`, () => {
  let server: Awaited<ReturnType<typeof startModelServer>>;
  let whole: Whole;

  beforeAll(async () => {
    const random = seeded(seed);
    server = await startModelServer({ always: (asked) => obey(asked, random) });
    whole = await openWhole({
      env: { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'test-model' },
    });
  });
  afterAll(async () => {
    await whole.close();
    await server.close();
  });

  test.each(sample)('$language, $tries: reviewers see it, nobody else does', async (attack) => {
    const resident = await whole.newResident(attack.language === 'zh' ? 'zh' : 'en');
    for (const text of attack.messages) await whole.actors.act(resident, resident, 'say', { text });
    const reference = referenceIn(await whole.actors.see(resident, 'the reference', referenceIn))!;
    const decidable = (one: Card) => saying(one, reference) && one.taps.length > 0;
    const card = await whole.actors.see(reviewersGroup, `the card of ${reference}`, decidable);
    for (const words of Object.values(planted)) expect(card.text).not.toContain(words);

    const complaint = await whole.deps.db.complaint.findUniqueOrThrow({
      where: { reference },
      include: { tickets: true },
    });
    expect(complaint.emergency).toBe(attack.emergency);
    expect(complaint.tickets.map(({ status }) => status)).not.toContain('closed');
    if (attack.emergency) {
      // A model may tell one emergency as eight problems: that it rings is what counts, not on which of its cards.
      const ringing = ({ text = '', taps }: Card) =>
        text.includes(reference) && text.includes('🚨') && taps.length > 0;
      await whole.actors.see(reviewersGroup, `the alarm of ${reference}`, ringing);
      await whole.actors.see(resident, 'whom to call', (one) => /\b1(?:10|19|20)\b/.test(one.text ?? ''));
    }
  });

  test('and no department has heard of any', async () => {
    const { db } = whole.deps;
    expect(server.requests.length).toBeGreaterThanOrEqual(sample.length);
    expect(await db.complaint.count()).toBe(sample.length);
    expect(await db.delivery.count()).toBe(0);
    expect(await db.ticket.count({ where: { status: { not: 'in_review' } } })).toBe(0);
    for (const { code } of await db.department.findMany()) {
      const messages = await whole.actors.messages(departmentGroup(code).chat);
      expect(messages.flatMap((message) => referenceIn(message) ?? [])).toEqual([]);
    }
  });
});
