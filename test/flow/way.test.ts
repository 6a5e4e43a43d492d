import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { play } from '../../demo/play.ts';
import { scenarios } from '../../demo/scenarios.ts';
import { backends, openWhole, type Whole } from '../support/whole.ts';

describe.each(backends)('from chat to department and back, with the queue on %s', (queue) => {
  let whole: Whole;
  beforeAll(async () => {
    whole = await openWhole({ queue });
  });
  afterAll(() => whole.close());

  it.each(scenarios)('$title ($language) ends where it should', async (scenario) => {
    const resident = await whole.newResident(scenario.language);
    const { tickets, advised } = await play(whole, scenario, resident);
    for (const [index, reference] of tickets.entries()) {
      const { ends } = scenario.ways[index]!;
      await expect
        .poll(() => whole.deps.db.ticket.findUnique({ where: { reference } }))
        .toMatchObject({ status: ends });
    }
    expect(advised).toBe(scenario.emergency ?? false);
    const complaints = await whole.deps.db.complaint.findMany({ where: { chatId: BigInt(resident) } });
    expect(complaints).toHaveLength(1);
  });
});
