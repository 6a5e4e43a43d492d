import type { Told } from '../../cards/story.ts';

/** `/ticket`: the way of a ticket, one line a step. Values that are put in are HTML. */
export const storyTexts = {
  storyTitle: (reference: string, status: string) => `<b>${reference}</b>  ${status}`,
  actors: {
    resident: 'the resident',
    staff: 'a reviewer',
    department: 'the department',
    system: 'the system',
  },
  more: (count: number) => `… ${count} more steps …`,
  events: {
    received: ({ who }: Told) => `reported by ${who}`,
    added: ({ who }: Told) => `more from ${who}`,
    edited: ({ who }: Told) => `reworded by ${who}`,
    emergency: () => 'an emergency by rule; the resident was told whom to call',
    drafted: () => 'drafted',
    redrafted: () => 'drafted anew, with the new words',
    presented: () => 'shown to the reviewers',
    disputed: ({ who }: Told) => `called misunderstood by ${who}`,
    confirmed: ({ who, category, department }: Told) => `confirmed by ${who}: ${category} → ${department}`,
    ruled: ({ who, category, department }: Told) =>
      `ruled by ${who}: ${category} → ${department}, which binds`,
    amended: ({ who, category, duty }: Told) => `“${duty}” added to the duties of ${category} by ${who}`,
    passed_on: ({ who, department }: Told) => `thanks passed on to ${department} by ${who}`,
    rejected: ({ who }: Told) => `ended by ${who}, without a department`,
    split: ({ who }: Told) => `another ticket split off by ${who}`,
    asked: ({ who }: Told) => `question from ${who}`,
    resumed: () => 'The resident did not reply for three days, and time runs again',
    replied: ({ who }: Told) => `reply from ${who}`,
    taken_back: ({ who }: Told) => `decision taken back by ${who}`,
    dispatched: ({ department }: Told) => `delivered to ${department}`,
    delivery_unknown: ({ department }: Told) => `perhaps delivered to ${department}`,
    delivery_failed: ({ department }: Told) => `not delivered to ${department}`,
    accepted: ({ who }: Told) => `accepted by ${who}`,
    returned: ({ who, department, duty }: Told) =>
      `sent back by ${who}${department ? `, as a matter for ${department}` : ''}${duty ? `, by duty “${duty}”` : ''}`,
    answered: ({ who }: Told) => `answered by ${who}`,
    closed: ({ who, kind }: Told) => (kind === 'resident' ? `called solved by ${who}` : 'closed'),
    reopened: ({ who }: Told) => `called not solved by ${who}; taken up again`,
    withdrawn: ({ who }: Told) => `withdrawn by ${who}`,
    merged: ({ who }: Told) => `joined with another by ${who}`,
    erased: ({ who }: Told) => `personal data erased by ${who}`,
  },
};
