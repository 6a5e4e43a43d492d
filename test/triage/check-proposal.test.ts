import { describe, expect, it } from 'vitest';
import { checkProposal } from '../../core/triage/model/check-proposal.ts';
import type { Reading } from '../../core/triage/proposal.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

const catalog = await defaultCatalog();
const reading: Reading = {
  text: 'The café’s drain at 12 Mill Lane is blocked,\n see https://example.org/photo. Old people slip.',
  photos: 0,
  voices: 0,
  hasPlace: false,
  language: 'en',
};
const problem = {
  evidence: ['drain at 12 Mill Lane is blocked'],
  title: 'Blocked drain',
  description: 'The drain at 12 Mill Lane is blocked.',
  place: '12 Mill Lane' as string | null,
  since: null as string | null,
  wish: null as string | null,
  category: 'drainage-ice' as string | null,
  runnerUp: 'environment' as string | null,
  duty: 'drains-and-sewers' as string | null,
  elsewhere: null as string | null,
  missing: ['photo' as const],
  urgency: 'urgent' as const,
};
const rules = { catalog, reading, staffLanguage: 'en' as const, instructions: 'Sort what comes.' };
const good = { language: 'en', kind: 'complaint' as const, problems: [problem] };

function check(change: Partial<typeof problem>, text = reading.text) {
  const { faults, sound } = checkProposal(
    { ...good, problems: [{ ...problem, ...change }] },
    { ...rules, reading: { ...reading, text } },
  );
  return { faults, problem: sound.problems[0]! };
}

describe('the meaning of an answer is checked', () => {
  it('finds nothing wrong with a right one, and leaves it as it is', () => {
    expect(checkProposal(good, rules)).toEqual({ faults: [], sound: good });
  });

  it('drops codes that the catalogue does not have', () => {
    const { faults, problem } = check({ category: 'sewers', runnerUp: 'ghosts', duty: 'drains-and-sewers' });
    expect(problem).toMatchObject({ category: null, runnerUp: null, duty: null });
    expect(faults).toHaveLength(3);
  });

  it('drops a duty of another category', () => {
    expect(check({ duty: 'street-lighting' })).toMatchObject({
      problem: { category: 'drainage-ice', duty: null },
      faults: [expect.stringContaining('duty')],
    });
  });

  it('drops a runner-up that is the category again', () => {
    expect(check({ runnerUp: 'drainage-ice' })).toMatchObject({
      problem: { runnerUp: null },
      faults: [expect.stringContaining('runnerUp')],
    });
  });

  it('takes null for "none fits"', () => {
    expect(check({ category: null, runnerUp: null, duty: null })).toMatchObject({
      problem: { category: null },
      faults: [],
    });
  });

  it('drops evidence that does not stand in the text word for word, and keeps what does', () => {
    const { faults, problem } = check({ evidence: ['the drain is clogged', 'Old people slip', ''] });
    expect(problem.evidence).toEqual(['Old people slip']);
    expect(faults).toEqual(
      Array(2).fill('problems[0]: each evidence must be copied from the message character for character.'),
    );
  });

  it('knows the same words in another Unicode form and over a line break', () => {
    expect(check({ evidence: ['The cafe\u0301’s drain', 'blocked, see'] }).faults).toEqual([]);
  });

  it('knows the same words with and without what nobody sees', () => {
    const hidden = 'Rubbish\u200b in the\u202e park';
    expect(check({ evidence: ['Rubbish in the park'] }, hidden)).toMatchObject({
      faults: [],
      problem: { evidence: ['Rubbish in the park'] },
    });
  });

  it('asks for evidence where there are words', () => {
    expect(check({ evidence: [] }).faults).toEqual(['problems[0]: evidence must not be empty.']);
    expect(check({ evidence: [] }, '').faults).toEqual([]);
  });

  it('cuts what is too long, and puts the resident’s words for what is empty', () => {
    const { faults, problem } = check({ title: 't'.repeat(81), description: ' ', place: 'p'.repeat(300) });
    expect(problem.title).toHaveLength(80);
    expect(problem.description).toBe(reading.text);
    expect(problem.place).toHaveLength(200);
    expect(faults).toHaveLength(3);
  });

  it('takes out what PostgreSQL cannot keep', () => {
    expect(check({ title: 'Bl\0ocked \ud800drain' }).problem.title).toBe('Blocked \ufffddrain');
  });

  it('wants a problem in a complaint, and none in thanks', () => {
    expect(checkProposal({ ...good, problems: [] }, rules).faults).toHaveLength(1);
    expect(checkProposal({ ...good, kind: 'thanks', problems: [] }, rules).faults).toEqual([]);
  });

  it('bounds how many problems there may be, and what a language is', () => {
    const { faults, sound } = checkProposal(
      { ...good, language: 'English please', problems: Array(30).fill(problem) },
      rules,
    );
    expect(sound.problems).toHaveLength(8);
    expect(sound.language).toBe('en');
    expect(faults).toEqual(
      expect.arrayContaining([expect.stringMatching(/^At most 8/), expect.stringMatching(/^language/)]),
    );
  });

  it('lets no two problems rest on the same words, and asks for one entry', () => {
    const { faults, sound } = checkProposal({ ...good, problems: [problem, problem] }, rules);
    expect(sound.problems.map(({ evidence }) => evidence)).toEqual([problem.evidence, []]);
    expect(faults).toContainEqual(expect.stringMatching(/must not share a passage/));
  });

  it('takes for somebody else’s only what the catalogue names', () => {
    const elsewhere = (code: string) =>
      checkProposal({ ...good, problems: [{ ...problem, elsewhere: code }] }, rules);
    expect(elsewhere('court')).toMatchObject({ faults: [], sound: { problems: [{ elsewhere: 'court' }] } });
    const made = elsewhere('the-king');
    expect(made.sound.problems[0]!.elsewhere).toBeNull();
    expect(made.faults).toEqual([expect.stringMatching(/^problems\[0\]: elsewhere/)]);
  });
});
