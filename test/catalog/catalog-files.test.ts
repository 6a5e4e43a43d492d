import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCatalogFiles } from '../../infra/catalog-files.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'catalog-'));
});
afterEach(() => rm(dir, { recursive: true }));

const district = `district:
  name: { zh: 小镇, en: Town }
  deadlines: { normal: 72, urgent: 24, emergency: 2 }
`;
const departments = `departments:
  - code: works
    name: { zh: 工程科, en: Works }
`;
const categories = `categories:
  - code: roads
    department: works
    name: { zh: 道路, en: Roads }
    description: { zh: 路面的事。, en: The road surface. }
    duties:
      - code: potholes
        text: { zh: 填坑。, en: Fills potholes. }
`;

/** Writes the files, reads them as a catalogue, and gives its problems as `file:line message`, the folder left out. */
async function problemsOf(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  const read = await readCatalogFiles(dir);
  return read.ok
    ? []
    : read.problems.map(({ file, line, message }) =>
        `${file.slice(dir.length + 1)}:${line} ${message}`.replaceAll(`${dir}/`, ''),
      );
}

describe('a catalogue is read from files', () => {
  it('puts the files of a folder together, whatever they are named and split', async () => {
    const more = categories.replaceAll('roads', 'lights').replaceAll('potholes', 'lamps');
    expect(
      await problemsOf({
        'a.yaml': categories,
        'b.yaml': district + departments,
        'c.yml': more,
        'd.txt': 'no',
      }),
    ).toEqual([]);
    const read = await readCatalogFiles(dir);
    expect(read.ok && read.catalog.categories.map(({ code }) => code)).toEqual(['roads', 'lights']);
    expect(read.ok && read.catalog.categories[0]).toMatchObject({
      needs: ['place'],
      examples: { zh: [], en: [] },
    });
  });

  const whole = { 'a.yaml': district + departments, 'b.yaml': categories };
  const wrong: [string, Record<string, string>, string[]][] = [
    [
      'an unknown department',
      { 'b.yaml': categories.replace('department: works', 'department: roadworks') },
      ['b.yaml:3 the category "roads" names the department "roadworks", which does not exist'],
    ],
    [
      'a double code, also across files',
      { 'c.yaml': categories.replace('potholes', 'holes') },
      ['c.yaml:2 the category "roads" stands twice'],
    ],
    [
      'a duty that two categories claim',
      { 'c.yaml': categories.replaceAll('roads', 'paths') },
      ['c.yaml:7 the duty "potholes" stands twice'],
    ],
    [
      'a missing language',
      { 'b.yaml': categories.replace(', en: Roads', '') },
      ['b.yaml:4 the category "roads", name has no English text'],
    ],
    [
      'an empty text',
      { 'b.yaml': categories.replace('zh: 填坑。', "zh: ''") },
      ['b.yaml:8 the duty "potholes", text has no Chinese text'],
    ],
    [
      'an unknown key within',
      { 'b.yaml': `${categories}    colour: red\n` },
      ['b.yaml:9 the category "roads" has an unknown key "colour"'],
    ],
    [
      'an unknown key on top',
      { 'c.yaml': '\nstaff: []\n' },
      [
        'c.yaml:2 unknown key "staff": a file holds district, calendar, departments, categories, emergencies, elsewhere, dropped',
      ],
    ],
    ['a second district', { 'c.yaml': district }, ['c.yaml:1 the district stands in a.yaml already']],
    [
      'what must be a list and is none',
      { 'b.yaml': 'categories: roads\n' },
      ['b.yaml:1 "categories" must be a list'],
    ],
    [
      'a file that is no map',
      { 'c.yaml': '- just\n- a list\n' },
      [
        'c.yaml:1 a file holds keys (district, calendar, departments, categories, emergencies, elsewhere, dropped), this one something else',
      ],
    ],
    [
      'a code that could not stand in a button',
      { 'b.yaml': categories.replace('code: roads', 'code: Roads & Paths') },
      [
        'b.yaml:2 the category "Roads & Paths", code: a code is 2 to 40 lower-case letters, digits or hyphens, a letter first',
      ],
    ],
    [
      'a missing field',
      { 'b.yaml': categories.replace('    department: works\n', '') },
      ['b.yaml:2 the category "roads" has no department'],
    ],
    [
      'a deadline of no hours',
      { 'a.yaml': district.replace('urgent: 24', 'urgent: 0') + departments },
      [
        'a.yaml:3 the district, deadlines, urgent: a time is written like "30 min", "2 h", "4 working hours" or "5 working days", and is a year at most',
      ],
    ],
    [
      'a deadline that nobody could read',
      {
        'a.yaml': district.replace('normal: 72', 'normal: soon') + departments,
      },
      [
        'a.yaml:3 the district, deadlines, normal: a time is written like "30 min", "2 h", "4 working hours" or "5 working days", and is a year at most',
      ],
    ],
    [
      'a holiday that is no day, and one that lasts for months',
      {
        'c.yaml': 'calendar:\n  holidays:\n    - 2026-02-30\n    - 2026-01-01/2026-03-01\n    - 2026-10-01\n',
      },
      [
        'c.yaml:3 the calendar, holidays, entry 1: days are written like "2026-10-01", or "2026-10-01/2026-10-07" from the first to the last, a month at most',
        'c.yaml:4 the calendar, holidays, entry 2: days are written like "2026-10-01", or "2026-10-01/2026-10-07" from the first to the last, a month at most',
      ],
    ],
    [
      'office hours that overlap',
      { 'c.yaml': 'calendar:\n  hours: ["09:00-12:30", "12:00-17:00"]\n' },
      ['c.yaml:2 the calendar, hours: office hours follow each other and do not overlap'],
    ],
    [
      'office hours over midnight',
      { 'c.yaml': 'calendar:\n  hours: ["22:00-06:00"]\n' },
      [
        'c.yaml:2 the calendar, hours, entry 1: office hours are written like "09:00-12:00", and end on the day on which they begin',
      ],
    ],
    [
      'a second calendar',
      { 'c.yaml': 'calendar: {}\n', 'd.yaml': 'calendar: {}\n' },
      ['d.yaml:1 the calendar stands in c.yaml already'],
    ],
    [
      'a need that nobody can ask for',
      { 'b.yaml': `${categories}    needs: [place, smell]\n` },
      ['b.yaml:9 the category "roads", needs, entry 2 must be one of place, since, photo'],
    ],
  ];
  it.each(wrong)('names file and line of %s', async (_, files, problems) => {
    expect(await problemsOf({ ...whole, ...files })).toEqual(problems);
  });

  it('names file and line of YAML that is none, and of a key that stands twice', async () => {
    const [bad] = await problemsOf({ ...whole, 'c.yaml': 'categories:\n  - code: "unclosed\n' });
    expect(bad).toMatch(/^c\.yaml:[23] .+/);
    const [double] = await problemsOf({ ...whole, 'c.yaml': `${district}${district}` });
    expect(double).toMatch(/^c\.yaml:4 .*unique/);
  });

  it('says so where a whole part is missing', async () => {
    expect(await problemsOf({ 'a.yaml': district + departments })).toEqual([
      ':1 the catalogue has no categories',
    ]);
  });

  describe('the smallest', () => {
    const smallest =
      'categories:\n  - { code: roads, name: 道路 }\n  - { code: lights, name: Street lights }\n';
    async function read(text: string) {
      await writeFile(join(dir, 'a.yaml'), text);
      const files = await readCatalogFiles(dir);
      return files.ok ? files.catalog : files.problems.map(({ line, message }) => `${line} ${message}`);
    }

    it('is categories with a code and a name, in one language, and one department for all', async () => {
      const name = { zh: '道路', en: '道路' };
      expect(await read(smallest)).toMatchObject({
        departments: [{ code: 'town' }],
        categories: [
          { code: 'roads', department: 'town', name, description: name, duties: [] },
          { code: 'lights', department: 'town', name: { zh: 'Street lights', en: 'Street lights' } },
        ],
        emergencies: [],
      });
    });

    it('is what the documentation shows', async () => {
      const page = await readFile(new URL('../../docs/triage.md', import.meta.url), 'utf8');
      const [shown] = /^ {4}categories:\n(?: {4}.*\n)+/m.exec(page)!;
      expect(await read(shown.replace(/^ {4}/gm, ''))).toMatchObject({
        categories: [
          { code: 'roads' },
          { code: 'lights', description: { en: expect.stringMatching(/^Lamps/) } },
        ],
      });
    });

    it('keeps a description of its own, and words given once count for both languages', async () => {
      const catalog = await read(
        'categories:\n  - { code: roads, name: Roads, description: { zh: 路面, en: The surface }, examples: [a pothole] }\n',
      );
      expect(catalog).toMatchObject({
        categories: [
          {
            description: { zh: '路面', en: 'The surface' },
            examples: { zh: ['a pothole'], en: ['a pothole'] },
          },
        ],
      });
    });

    it('does not invent the department of a town that has a district', async () => {
      expect(await read(`${district}${smallest}`)).toContain('1 the catalogue has no departments');
    });

    it('does not invent a department that a category names', async () => {
      expect(await read('categories:\n  - { code: roads, name: Roads, department: works }\n')).toEqual([
        '2 the category "roads" names the department "works", which does not exist',
      ]);
    });

    it('names the line of a category without a name', async () => {
      expect(await read(`${smallest}  - { code: noise }\n`)).toContain('4 the category "noise" has no name');
    });
  });

  it('says so of an empty folder and of one that is not there', async () => {
    expect(await problemsOf({})).toEqual([':1 the folder holds no .yaml file']);
    const read = await readCatalogFiles(join(dir, 'nowhere'));
    expect(read).toEqual({
      ok: false,
      problems: [{ file: join(dir, 'nowhere'), line: 1, message: 'there is no such folder' }],
    });
  });
});
