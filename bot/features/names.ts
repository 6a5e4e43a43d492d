import type { InlineKeyboardButton } from 'telegraf/types';
import { catalogInForce } from '../../core/catalog/in-force.ts';
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

/** A button for each department in force, one below the other. */
export async function departmentButtons(
  deps: Deps,
  language: Language,
  data: (code: string) => string,
): Promise<InlineKeyboardButton[][]> {
  const catalog = await catalogInForce(deps);
  return (catalog?.departments ?? []).map(({ code, name }) => [
    { text: name[language], callback_data: data(code) },
  ]);
}
