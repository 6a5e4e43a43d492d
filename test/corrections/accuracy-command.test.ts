import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProgram } from '../start/program.ts';
import { openHistory } from '../support/history.ts';

/** `npm run accuracy` as a process of its own. */

const words = '柳溪路十二号的路灯，找王师傅 13800138000';

let history: Awaited<ReturnType<typeof openHistory>>;
beforeAll(async () => {
  history = await openHistory();
  for (let at = 0; at < 3; at++) await history.add({ text: words, decided: 'housing', source: 'local' });
  await history.add({ text: words, suggested: 'housing', decided: 'market', source: 'model', call: {} });
});
afterAll(() => history.close());

async function accuracy(args: string[], env: Record<string, string> = {}) {
  const program = startProgram('accuracy.ts', { env: { DATABASE_URL: history.url, ...env }, args });
  return { status: await program.ended(), out: program.said(), err: program.complained() };
}

test('speaks the staff’s language, in tables', async () => {
  const chinese = await accuracy([]);
  expect(chinese).toMatchObject({ status: 0, err: '' });
  expect(chinese.out).toMatch(/^住房与物业管理\s+4\s+25 %/m);
  expect(chinese.out).toMatch(/^分类器\s+3\s+0 %/m);
  const english = await accuracy(['--since', '7d'], { STAFF_LANGUAGE: 'en' });
  expect(english.out).toMatch(/^Housing[^\n]*\s+4\s+25 %/m);
  expect(english.out).toMatch(/answered 1/);
});

test('gives machines one JSON object', async () => {
  const { status, out } = await accuracy(['--json']);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    all: { reviews: 4, overridden: { count: 1, of: 4 } },
    spending: [{ calls: 1, tokensIn: 1000 }],
  });
});

test('holds nobody’s words, name or chat', async () => {
  for (const args of [[], ['--json']]) {
    const { out } = await accuracy(args);
    for (const own of ['柳溪路', '王师傅', '13800138000', '王秀兰', '70000001'])
      expect(out).not.toContain(own);
  }
});

test.each([[['--since', 'yesterday']], [['--since', '0x10d']], [['tomorrow']], [['--words']]])(
  '%j gets the usage',
  async (args) => {
    const { status, out, err } = await accuracy(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^Usage:/);
  },
);
