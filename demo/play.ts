import { departmentGroup, reviewersGroup } from '../town.ts';
import { type Actors, type Card, mentions, referenceIn, saying } from './actors.ts';
import type { Scenario, Way } from './scenarios.ts';

const reviewer = 2001;

export interface Played {
  scenario: Scenario;
  reference: string;
  /** One a ticket, in the order of the ways. */
  tickets: string[];
  /** The resident was told whom to call. */
  advised: boolean;
}

interface Stage {
  actors: Actors;
  /** Whose job a category is, as the catalogue says. */
  departmentOf: (category: string) => string;
}

/** Plays one scenario as its people would: each waits for what they can see, and taps what is in front of them. */
export async function play(stage: Stage, scenario: Scenario, resident: number): Promise<Played> {
  const { actors } = stage;
  await actors.act(resident, resident, 'start');
  const before = (await actors.messages(resident)).at(-1)?.message_id ?? 0;
  for (const { act, ...fields } of scenario.sends) await actors.act(resident, resident, act, fields);
  const heard = await actors.see(resident, 'the card with a reference', referenceIn, before);
  const reference = referenceIn(heard)!;
  const tickets = scenario.ways.map((_, index) => (index === 0 ? reference : `${reference}-${index + 1}`));
  for (const [index, way] of scenario.ways.entries()) await follow(stage, way, tickets[index]!, resident);
  const advised = (await actors.messages(resident)).some((message) => saying(message, '119'));
  return { scenario, reference, tickets, advised };
}

async function follow(stage: Stage, way: Way, reference: string, resident: number): Promise<void> {
  const { actors, departmentOf } = stage;
  if ('reject' in way.decide) {
    await reject(actors, reference, way.decide.reject);
    return;
  }
  if ('passOn' in way.decide) {
    await passOn(stage, reference, way.decide.passOn);
    return;
  }
  await confirm(actors, reference, way.decide.category);
  if (way.returned) {
    await sendBack(stage, reference, way.decide.category, way.returned);
    await confirm(actors, reference, way.returned.to);
  }
  const group = departmentGroup(departmentOf(way.returned?.to ?? way.decide.category));
  if (way.verdict !== 'explained')
    await actors.tap(group.chat, group.member, reference, ({ kind }) => kind === 'accept');
  if (!way.answer) return;
  await answer(actors, group, reference, way.answer);
  if (way.verdict === 'solved')
    await actors.tap(resident, resident, reference, ({ kind }) => kind === 'solved');
  if (typeof way.verdict !== 'object') return;

  await actors.tap(resident, resident, reference, ({ kind }) => kind === 'notSolved');
  await actors.act(resident, resident, 'say', { text: way.verdict.not });
  await actors.tap(group.chat, group.member, reference, ({ kind }) => kind === 'accept');
  const second = `${way.answer} ×2`;
  await answer(actors, group, reference, second);
  await actors.tap(resident, resident, second, ({ kind }) => kind === 'solved');
}

/** Thanks go by one tap to those who earned them. */
async function passOn({ actors, departmentOf }: Stage, reference: string, category: string): Promise<void> {
  const theirs = (tap: Card['taps'][number]) => tap.kind === 'passOn' && tap.category === category;
  await actors.tap(reviewersGroup, reviewer, reference, theirs);
  const { chat } = departmentGroup(departmentOf(category));
  await actors.see(chat, `the thanks of ${reference}`, (one) => saying(one, reference));
}

/** One tap where the suggestion is right, two where it is not. */
async function confirm(actors: Actors, reference: string, category: string): Promise<void> {
  const right = (tap: Card['taps'][number]) => tap.kind === 'confirm' && tap.category === category;
  const card = await actors.see(
    reviewersGroup,
    `the review card of ${reference}`,
    (one) => saying(one, reference) && one.taps.some(({ kind }) => kind === 'others' || kind === 'confirm'),
  );
  if (!card.taps.some(right)) {
    await actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'others');
  }
  await actors.tap(reviewersGroup, reviewer, reference, right);
}

async function reject(actors: Actors, reference: string, reason: string): Promise<void> {
  const ready = (tap: Card['taps'][number]) => tap.kind === 'reject' && tap.reason === reason;
  const card = await actors.see(
    reviewersGroup,
    `the review card of ${reference}`,
    (one) =>
      saying(one, reference) && one.taps.some(({ kind }) => kind === 'reject' || kind === 'rejectMenu'),
  );
  if (!card.taps.some(ready)) {
    await actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'rejectMenu');
  }
  await actors.tap(reviewersGroup, reviewer, reference, ready);
}

async function sendBack(
  { actors, departmentOf }: Stage,
  reference: string,
  from: string,
  { reason, to }: NonNullable<Way['returned']>,
): Promise<void> {
  const { chat, member } = departmentGroup(departmentOf(from));
  await actors.tap(chat, member, reference, ({ kind }) => kind === 'notOurs');
  await actors.tap(
    chat,
    member,
    reference,
    (tap) => tap.kind === 'theirs' && tap.department === departmentOf(to),
  );
  await actors.tap(chat, member, reference, ({ kind }) => kind === 'duty');
  await replyToPrompt(actors, { chat, member }, reference, reason);
}

async function answer(
  actors: Actors,
  group: { chat: number; member: number },
  reference: string,
  text: string,
): Promise<void> {
  await actors.tap(group.chat, group.member, reference, ({ kind }) => kind === 'answer');
  await replyToPrompt(actors, group, reference, text);
}

/** Words that were asked for go as a reply to the message that asks. */
async function replyToPrompt(
  actors: Actors,
  { chat, member }: { chat: number; member: number },
  reference: string,
  text: string,
): Promise<void> {
  const asks = (one: Card) => saying(one, reference) && mentions(one, member);
  const prompt = await actors.see(chat, `the question about ${reference}`, asks);
  await actors.act(chat, member, 'say', { text, replyTo: prompt.message_id });
}
