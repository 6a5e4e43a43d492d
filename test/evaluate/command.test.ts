import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOptions } from '../../evaluate/options.ts';
import { catalogText, folderWith, rowsText, run } from './program.ts';

const evaluate = (...args: string[]) => run('evaluate.ts', args, {});

/** The folder of a catalogue that knows roads and lights, with rows beside it. */
function given(rows: string, more: Record<string, string> = {}) {
  const dir = folderWith({ 'catalog.yaml': catalogText, 'rows.jsonl': rows, ...more });
  return { dir, args: ['--data', join(dir, 'rows.jsonl'), '--catalog', dir] };
}

describe('npm run evaluate', () => {
  test('prints every figure for people, and no bar where nobody looks', async () => {
    const { args } = given(`${rowsText(40)}${rowsText(2)}`);
    const { status, stdout, stderr } = await evaluate(...args, '--folds', '4');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('40 rows, 2 duplicates left out');
    expect(stdout).toContain('cross-validated in 4 folds, seed 1');
    expect(stdout).toMatch(
      /^accuracy {4}1\.000 .*\nmacro-F1 {4}1\.000 {2}over the 2 categories that occur$/m,
    );
    expect(stdout).toMatch(/^roads +1\.000 +1\.000 +1\.000 +20 +20$/m);
    expect(stdout).toMatch(/^1 \w+ +20 +·\n2 \w+ +· +20$/m);
    expect(stdout).toMatch(/^suggestion {2}p50 [\d.]+ ms, p99 [\d.]+ ms$/m);
    expect(stdout).toMatch(/^learning {4}[\d.]+ s from nothing, 30 rows$/m);
    expect(stdout).toMatch(/^memory .* MB resident$/m);
  });

  test('prints the same figures as JSON, the same for the same seed', async () => {
    const { args } = given(rowsText(30));
    const measure = async (seed: string) => {
      const { stdout } = await evaluate(...args, '--folds', '3', '--json', '--seed', seed);
      const { suggestion, learning, memory, ...figures } = JSON.parse(stdout);
      expect(
        [suggestion.p50, suggestion.p99, learning.milliseconds, memory.heap].every((one) => one > 0),
      ).toBe(true);
      return figures;
    };
    const figures = await measure('5');
    expect(figures).toMatchObject({
      source: 'local',
      how: '3 folds',
      seed: 5,
      rows: 30,
      duplicates: 0,
      departments: null,
      model: null,
      curve: [],
    });
    expect(figures.coverage.map(({ precision }: { precision: number }) => precision)).toEqual([
      0.9, 0.95, 0.97,
    ]);
    expect(await measure('5')).toEqual(figures);
  });

  test('suggests cold from the catalogue, and better once it has learned a file', async () => {
    const rows =
      '{"text":"the kerb crumbles","category":"roads"}\n{"text":"the kerb sinks","category":"roads"}\n';
    const train = `${rows}{"text":"a kerb that crumbles and sinks into the ground","category":"roads"}\n`;
    const other = '{"text":"it flickers","category":"lights"}\n';
    const { dir, args } = given(rows, { 'train.jsonl': train + other });
    const cold = JSON.parse((await evaluate(...args, '--json')).stdout);
    expect(cold).toMatchObject({ how: 'once', trainRows: 0, rows: 2 });
    const taught = JSON.parse(
      (await evaluate(...args, '--train', join(dir, 'train.jsonl'), '--json')).stdout,
    );
    // What stands in both files is suggested for, and so is not learned.
    expect(taught).toMatchObject({ how: 'once', trainRows: 2, trainDuplicates: 2, rows: 2, accuracy: 1 });
  });

  test('what is unlike all that is known has no suggestion, as in triage: wrong, and unsure', async () => {
    const { args } = given(
      '{"text":"zzyzx qwrt","category":"roads"}\n{"text":"路灯不亮","category":"lights"}\n',
    );
    const report = JSON.parse((await evaluate(...args, '--json')).stdout);
    expect(report).toMatchObject({ accuracy: 0.5, unsure: { share: 0.5, accuracyOfOthers: 1 } });
    const { codes, counts } = report.confusion;
    expect(counts[codes.indexOf('roads')]).toEqual([...codes.map(() => 0), 1]);
  });

  test('shows the curve of a stream', async () => {
    const { stdout } = await evaluate(...given(rowsText(60)).args, '--stream');
    expect(stdout).toMatch(
      /^after rows +accuracy +since the line above\n50 +[\d.]+ +[\d.]+\n60 +[\d.]+ +[\d.]+$/m,
    );
  });

  test('says how often the department is right, where rows name one', async () => {
    const { args } = given('{"text":"路灯不亮","category":"lights","department":"town"}\n');
    expect((await evaluate(...args)).stdout).toContain('department  1.000  of 1 rows that name one');
  });
});

describe('what is wrong is said in a sentence, without a stack', () => {
  test('of bad rows each with its line, the first ten and how many there are', async () => {
    const bad = `{"text":"a hole","category":"roads"}\n${'{"text":"a hole","category":"holes"}\n'.repeat(11)}not json\n`;
    const { dir, args } = given(bad);
    const { status, stdout, stderr } = await evaluate(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe(
      `${join(dir, 'rows.jsonl')}:2 names the category "holes", which the catalogue lacks`,
    );
    expect(lines[10]).toBe('and 2 more: 12 in all');
  });

  test('of the file to learn from as well', async () => {
    const { dir, args } = given(rowsText(4), { 'train.jsonl': '{"text":"a hole"}' });
    const file = join(dir, 'train.jsonl');
    expect(await evaluate(...args, '--train', file)).toEqual({
      status: 1,
      stdout: '',
      stderr: `${file}:1 has no category\n`,
    });
  });

  test('of a catalogue, with its line', async () => {
    const { dir, args } = given(rowsText(4), { 'catalog.yaml': 'categories:\n  - { name: Roads }\n' });
    expect(await evaluate(...args)).toEqual({
      status: 1,
      stdout: '',
      stderr: `${join(dir, 'catalog.yaml')}:2 category number 1 has no code\n`,
    });
  });

  test('of files that are not there', async () => {
    const { dir } = given(rowsText(4));
    const { status, stderr } = await evaluate('--data', join(dir, 'gone.jsonl'), '--catalog', dir);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `${join(dir, 'gone.jsonl')}: there is no such file\n`,
    });
  });

  test('of more folds than rows', async () => {
    const { status, stderr } = await evaluate(...given(rowsText(3)).args, '--folds', '5');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^5 folds want as many rows; \S+ has 3\.\n$/);
  });

  test('of a model that is not configured', async () => {
    const { status, stderr } = await evaluate(...given(rowsText(3)).args, '--source', 'model');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: '--source model wants a model, and OPENAI_API_KEY is not set.\n',
    });
  });

  test('of wrong arguments, with a way to the right ones', async () => {
    expect(await evaluate('--folds', '5')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        '--data is missing: name the file with the rows to suggest for. All options: npm run evaluate -- --help\n',
    });
    const help = await evaluate('--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    for (const option of [
      '--data',
      '--train',
      '--source',
      '--folds',
      '--stream',
      '--seed',
      '--json',
      '--speed',
    ])
      expect(help.stdout).toContain(option);
  });

  const files = ['--data', 'a', '--catalog', 'b'];
  test.each([
    [['--data', 'a'], '--catalog is missing: name the folder of the catalogue.'],
    [[...files, '--folds', 'many'], '--folds must be a whole number from 2 to 100, not "many".'],
    [[...files, '--folds', '1'], '--folds must be a whole number from 2 to 100, not "1".'],
    [[...files, '--folds'], "Option '--folds <value>' argument missing."],
    [[...files, '--folds', '5', '--stream'], '--folds and --stream exclude each other.'],
    [[...files, '--source', 'oracle'], '--source must be one of local, model, blend, not "oracle".'],
    [[...files, '--cascade', '97'], '--cascade must be a share above 0 and up to 1, not "97".'],
    [[...files, '--seed', '-1'], expect.stringMatching(/^Option '--seed' argument is ambiguous\.$/)],
    [[...files, '--fold', '5'], "Unknown option '--fold'."],
    [[...files, 'rows.jsonl'], expect.stringMatching(/^Unexpected argument 'rows\.jsonl'\.$/)],
    [['--speed', '--data', 'a'], '--speed makes its own rows and takes no files.'],
  ])('of %j', (args, problem) => {
    expect(readOptions(args)).toEqual({ ok: false, problem });
  });
});
