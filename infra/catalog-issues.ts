import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What is wrong with a catalogue, in sentences for the person who wrote it; `path` says where in the merged catalogue. */
export function describeIssue(issue: Issue, raw: unknown): { path: Path; message: string }[] {
  const { owner, rest } = nameOwner(issue.path, raw);
  if (issue.code === 'custom' && issue.params?.wholeSentence)
    return [{ path: issue.path, message: issue.message }];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `${[owner, ...rest].join(', ')} has an unknown key "${key}"`,
    }));
  return [{ path: issue.path, message: sentence(issue, owner, rest, valueAt(raw, issue.path)) }];
}

const languageNames: Record<string, string> = { zh: 'Chinese', en: 'English' };
const entryNames: Record<string, string> = {
  departments: 'department',
  categories: 'category',
  emergencies: 'emergency',
  duties: 'duty',
  elsewhere: 'entry of elsewhere',
};

function sentence(issue: Issue, owner: string, rest: string[], value: unknown): string {
  const last = rest.at(-1) ?? '';
  const language = languageNames[last];
  // A thing that was found wanting is there, if in another form than it is read in.
  const missing = issue.code !== 'custom' && (value === undefined || value === null || value === '');
  if (missing && language) return `${[owner, ...rest.slice(0, -1)].join(', ')} has no ${language} text`;
  if (missing && last) return `${[owner, ...rest.slice(0, -1)].join(', ')} has no ${last}`;
  if (missing) return `${owner} is missing`;
  const where = [owner, ...rest].join(', ');
  if (issue.code === 'invalid_value') return `${where} must be one of ${issue.values.join(', ')}`;
  return `${where}: ${issue.message.replace(/^(Invalid input|Too small|Too big): /, '')}`;
}

/** Splits a path into the innermost thing with a code ("category "roads"") and the keys below it. */
function nameOwner(path: Path, raw: unknown): { owner: string; rest: string[] } {
  const single = path[0] === 'district' || path[0] === 'calendar';
  let owner = single ? `the ${String(path[0])}` : 'the catalogue';
  let rest: string[] = [];
  for (const [at, step] of path.entries()) {
    if (at === 0 && single) continue;
    const entry = entryNames[String(path[at - 1])];
    if (typeof step !== 'number' || !entry) {
      rest.push(typeof step === 'number' ? `entry ${step + 1}` : String(step));
      continue;
    }
    const value = valueAt(raw, path.slice(0, at + 1)) as { code?: unknown; rule?: unknown } | null;
    const name = value?.code ?? value?.rule;
    owner = typeof name === 'string' ? `the ${entry} "${name}"` : `${entry} number ${step + 1}`;
    rest = [];
  }
  return { owner, rest };
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null)?.[step], raw);
}
