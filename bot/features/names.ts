import { textsOf } from '../../core/catalog/names.ts';
import type { Deps, Language } from '../../core/deps.ts';

/** A department's name, retired ones too; its code where there is none of that name, and null for no department. */
export async function departmentName(
  { db }: Pick<Deps, 'db'>,
  code: string | null,
  language: Language,
): Promise<string | null> {
  if (code === null) return null;
  const row = await db.department.findUnique({ where: { code } });
  return row ? textsOf(row.names)[language] : code;
}
