import { z } from 'zod';
import { writtenDeadlines, writtenLimits } from '../clocks/span.ts';
import { writtenCalendar, writtenHours } from '../clocks/written-calendar.ts';

const text = z.string().trim().min(1);
/** What is given once counts for both languages: a town that speaks one need not write twice. */
const inBothLanguages = (given: unknown) =>
  (typeof given === 'string' && given.trim()) || Array.isArray(given) ? { zh: given, en: given } : given;
const texts = z.preprocess(inBothLanguages, z.strictObject({ zh: text, en: text }));
const words = z.preprocess(inBothLanguages, z.strictObject({ zh: z.array(text), en: z.array(text) }));
const code = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'a code is 2 to 40 lower-case letters, digits or hyphens, a letter first');

/** How far apart, in metres, two residents may tell one problem to be: see docs/neighbours.md. */
const radius = z.number().positive().max(20_000);

const duty = z.strictObject({
  code,
  text: texts,
  source: texts.optional(),
  /** Everyday words of residents that say it is this duty and none beside it. */
  keywords: words.default({ zh: [], en: [] }),
});

const category = z.strictObject({
  code,
  department: code,
  name: texts,
  description: texts,
  /** Everyday words of residents for it: the local classifier starts from these. */
  keywords: words.default({ zh: [], en: [] }),
  examples: words.default({ zh: [], en: [] }),
  /** What the department needs to act and residents often leave out. */
  needs: z.array(z.enum(['place', 'since', 'photo'])).default(['place']),
  deadlines: writtenDeadlines.optional(),
  limits: writtenLimits.optional(),
  radius: radius.optional(),
  /** Below this calibrated confidence a suggestion of it counts as unsure; half, unless a wrong department would be dear. */
  sureFrom: z.number().min(0).max(1).optional(),
  duties: z.array(duty).default([]),
});

const department = z.strictObject({
  code,
  name: texts,
  description: texts.optional(),
  /** When it is at work, where that is not the town's own working time. */
  worktime: writtenHours.optional(),
});

const emergency = z.strictObject({
  /** Which fixed rule it belongs to; see core/triage/emergency/emergency.ts. */
  rule: z.enum(['gas', 'fire', 'collapse', 'person', 'electric']),
  /** Numbers to call, with whose they are. */
  call: z.array(z.strictObject({ number: text, name: texts })).min(1),
  advice: texts,
});

const elsewhere = z.strictObject({
  code,
  name: texts,
  /** How a resident gets hold of them: a number, an office, a site. */
  reach: texts,
  /** Words that stand in a message only where it is theirs. They weigh more than a category's, so a single common word is too little. */
  keywords: words.default({ zh: [], en: [] }),
});

/**
 * A catalogue as files give it: one district's departments, categories with their duties, emergencies, and who is in charge of what
 * residents often bring to the district by mistake.
 * What passes holds together as well: every department that a category names exists, and no code stands twice.
 */
export const catalogSchema = z
  .strictObject({
    district: z.strictObject({
      name: texts,
      deadlines: writtenDeadlines,
      limits: writtenLimits.prefault({}),
      radius: radius.default(200),
    }),
    calendar: writtenCalendar.prefault({}),
    departments: z.array(department).min(1),
    categories: z.array(category).min(1),
    emergencies: z.array(emergency).default([]),
    elsewhere: z.array(elsewhere).default([]),
    /** Codes of duties that a ruling has added, and that are to go again. */
    dropped: z.array(code).optional(),
  })
  .superRefine((catalog, context) => {
    for (const { path, message } of findContradictions(catalog)) {
      context.addIssue({ code: 'custom', path, message, params: { wholeSentence: true } });
    }
  });

export type Catalog = z.infer<typeof catalogSchema>;
export type CatalogCategory = Catalog['categories'][number];
export type CatalogDuty = CatalogCategory['duties'][number];
export type Elsewhere = z.infer<typeof elsewhere>;
export type EmergencyRule = z.infer<typeof emergency>['rule'];

/** The catalogue in force: its content and the version it was imported as. */
export interface CatalogInForce extends Catalog {
  version: number;
}

/** The category of this code, if the catalogue in force has it. */
export function findCategory(
  catalog: Pick<Catalog, 'categories'>,
  code: string | null | undefined,
): CatalogCategory | undefined {
  return catalog.categories.find((category) => category.code === code);
}

/** The department of this code, if the catalogue in force has it. */
export function findDepartment(catalog: Pick<Catalog, 'departments'>, code: string | null | undefined) {
  return catalog.departments.find((department) => department.code === code);
}

function findContradictions(catalog: {
  departments: z.infer<typeof department>[];
  categories: z.infer<typeof category>[];
  emergencies: z.infer<typeof emergency>[];
  elsewhere: Elsewhere[];
}) {
  const duties = catalog.categories.flatMap(({ duties }, at) =>
    duties.map(({ code }, duty) => ({ code, path: ['categories', at, 'duties', duty, 'code'] })),
  );
  return [
    ...doubles('department', coded('departments', catalog.departments)),
    ...doubles('category', coded('categories', catalog.categories)),
    ...doubles('duty', duties),
    ...doubles('elsewhere', coded('elsewhere', catalog.elsewhere)),
    ...doubles(
      'emergency',
      catalog.emergencies.map(({ rule }, at) => ({ code: rule, path: ['emergencies', at, 'rule'] })),
    ),
    ...catalog.categories.flatMap(({ code, department }, at) =>
      findDepartment(catalog, department)
        ? []
        : [
            {
              path: ['categories', at, 'department'],
              message: `the category "${code}" names the department "${department}", which does not exist`,
            },
          ],
    ),
  ];
}

function coded(list: string, things: { code: string }[]) {
  return things.map(({ code }, at) => ({ code, path: [list, at, 'code'] }));
}

function doubles(what: string, things: { code: string; path: (string | number)[] }[]) {
  const seen = new Set<string>();
  return things.flatMap(({ code, path }) => {
    if (seen.has(code)) return [{ path, message: `the ${what} "${code}" stands twice` }];
    seen.add(code);
    return [];
  });
}
