import { textsOf } from '../catalog/names.ts';
import type { Deps, Texts } from '../deps.ts';

/** The duty that a card quotes, or that there is none although the category has some: a gap that people should see. */
export async function dutyOnCard(
  db: Deps['db'],
  categoryCode: string | null | undefined,
  dutyCode: string | null | undefined,
): Promise<{ duty: Texts | null; unowned: boolean }> {
  const duty = dutyCode ? await db.duty.findUnique({ where: { code: dutyCode } }) : null;
  if (duty) return { duty: textsOf(duty.texts), unowned: false };
  const some = categoryCode ? await db.duty.count({ where: { categoryCode, retiredAt: null } }) : 0;
  return { duty: null, unowned: some > 0 };
}
