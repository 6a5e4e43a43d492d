import type { z } from 'zod';
import { badRequest } from './errors.ts';
import type { IncomingFile } from './files.ts';
import type { Form } from './form.ts';

/** The parameters of one call, whichever of the four encodings brought them. */
export type Params = {
  string(name: string): string | undefined;
  int(name: string): number | undefined;
  float(name: string): number | undefined;
  bool(name: string): boolean;
  /** A value that travels as JSON: as it stands in a JSON body, as a string elsewhere. */
  json(name: string): unknown;
  object<T>(name: string, schema: z.ZodType<T>): T | undefined;
  upload(name: string): IncomingFile | undefined;
};

export function readParams({ fields, uploads }: Form): Params {
  // A null counts as absent, as it does in the Bot API.
  const value = (name: string) => fields[name] ?? undefined;

  function number(name: string): number | undefined {
    const raw = value(name);
    if (raw === undefined || raw === '') return undefined;
    const parsed = typeof raw === 'number' ? raw : Number(raw);
    if (!Number.isFinite(parsed)) throw badRequest(`parameter "${name}" must be a number`);
    return parsed;
  }

  function json(name: string): unknown {
    const raw = value(name);
    if (typeof raw !== 'string') return raw;
    if (raw === '') return undefined;
    try {
      return JSON.parse(raw);
    } catch {
      throw badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON object`);
    }
  }

  return {
    string: (name) => {
      const raw = value(name);
      return raw === undefined ? undefined : String(raw);
    },
    int: (name) => {
      const parsed = number(name);
      return parsed === undefined ? undefined : Math.trunc(parsed);
    },
    float: number,
    bool: (name) => ['true', '1', 'yes'].includes(String(value(name) ?? '').toLowerCase()),
    json,
    object: (name, schema) => {
      const raw = json(name);
      if (raw === undefined) return undefined;
      const parsed = schema.safeParse(raw);
      if (!parsed.success) throw badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON object`);
      return parsed.data;
    },
    upload: (name) => uploads.get(name),
  };
}
