import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp } from '../../http/server.ts';
import type { Core } from '../support/core.ts';
import { openHistory } from '../support/history.ts';

interface Panel {
  title: string;
  type: string;
  targets?: { expr: string }[];
}

const { panels } = JSON.parse(readFileSync('deploy/grafana-dashboard.json', 'utf8')) as { panels: Panel[] };
const queries = panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => [title, expr] as const),
);

let history: Awaited<ReturnType<typeof openHistory>>;
/** Each metric of a town in which everything happens, with its labels. */
let metrics: Map<string, Set<string>>;

beforeAll(async () => {
  history = await openHistory();
  const past = await history.add({ decided: 'housing', confidence: 0.9, call: {} });
  await history.add({ decided: 'housing', call: { outcome: null } });
  const delivery = { round: 0, departmentCode: 'housing', dueAt: new Date() };
  const [department] = await history.db.department.findMany({ take: 1 });
  await history.db.delivery.create({
    data: { ...delivery, departmentCode: department!.code, ticketId: past.ticketId },
  });
  metrics = await read();
});
afterAll(() => history.close());

test('every panel asks for something', () => {
  const silent = panels.filter(({ type, targets }) => type !== 'row' && !targets?.length);
  expect(silent).toEqual([]);
  expect(queries.length).toBeGreaterThan(10);
});

test.each(queries)('"%s" asks for metrics and labels that there are: %s', (_, query) => {
  const asked = [...query.matchAll(/\b(whistle_\w+)(?:\{([^}]*)\})?/g)];
  expect(asked).not.toEqual([]);
  for (const [, name, matchers = ''] of asked) {
    const labels = metrics.get(name!);
    expect([...metrics.keys()]).toContain(name);
    const grouped = [...query.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names]) => names!.split(', '));
    const matched = [...matchers.matchAll(/(\w+)(?:=~|!~|!=|=)/g)].map(([, label]) => label!);
    for (const label of [...grouped, ...matched]) expect([...labels!]).toContain(label);
  }
});

test('no metric goes unseen', () => {
  const seen = queries.map(([, query]) => query).join(' ');
  expect([...metrics.keys()].filter((name) => !new RegExp(`\\b${name}\\b`).test(seen))).toEqual([]);
});

test('every metric is explained to whoever runs it', () => {
  const page = readFileSync('docs/operations.md', 'utf8');
  const table = page.slice(page.indexOf('\n## Metrics'), page.indexOf('\n## How right'));
  const explained = [...table.matchAll(/`(whistle)?(_\w+)`/g)].map(([, , rest]) => rest!);
  const known = (name: string) => explained.some((rest) => name.endsWith(rest));
  expect([...metrics.keys()].filter((name) => !known(name))).toEqual([]);
});

async function read(): Promise<Map<string, Set<string>>> {
  const works = async () => true;
  const depths = { triage: { waiting: 1, delayed: 0, active: 0, failed: 0 } };
  // The past begins two days ago, and some metrics tell of the last day.
  const at = new Date(Date.now() - 47 * 3_600_000);
  const http = createHttp({
    deps: { db: history.db, now: () => at, report: () => undefined } as unknown as Core['deps'],
    health: { database: works, migrations: works, queue: works },
    files: async () => ({ kind: 'gone' }),
    metrics: { isReader: () => true, queue: async () => depths, telegramPending: async () => 3 },
  });
  const { body } = await http.inject('/metrics');
  const found = new Map<string, Set<string>>();
  for (const [, name, labels = ''] of body.matchAll(/^(whistle_\w+)(?:\{(.*)\})? /gm)) {
    const names = [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label!);
    found.set(name!, new Set([...(found.get(name!) ?? []), ...names]));
  }
  return found;
}
