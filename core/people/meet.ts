import type { Person } from '../../prisma/generated/client.ts';
import { type Deps, type Language, languages } from '../deps.ts';

/** Somebody as a chat shows them. */
export interface Acquaintance {
  telegramId: bigint;
  name: string;
  username?: string | null;
  /** IETF tag that their app reports, such as `zh-hans` or `en-GB`. */
  languageTag?: string | null;
}

/** The person behind a Telegram account: known, or written down now. Whoever writes can be reached again. */
export async function meet(deps: Deps, who: Acquaintance): Promise<Person> {
  const { db } = deps;
  const language = languageOfTag(who.languageTag) ?? deps.settings.staffLanguage;
  const fresh = { name: who.name, username: who.username ?? null };
  const known = await db.person.findUnique({ where: { telegramId: who.telegramId } });
  if (!known) {
    const [created] = await db.person.createManyAndReturn({
      data: [{ ...fresh, telegramId: who.telegramId, language, createdAt: deps.now() }],
      skipDuplicates: true,
    });
    return created ?? db.person.findUniqueOrThrow({ where: { telegramId: who.telegramId } });
  }
  const newLanguage = known.languageBy === 'app' && who.languageTag ? language : known.language;
  const same =
    known.name === fresh.name &&
    known.username === fresh.username &&
    known.language === newLanguage &&
    known.unreachableAt === null;
  if (same) return known;
  if (known.unreachableAt) await welcomeBack(deps, known.id);
  return db.person.update({
    where: { id: known.id },
    data: { ...fresh, language: newLanguage, unreachableAt: null },
  });
}

/** What could not be shown to them while their chat was closed is shown now. */
async function welcomeBack({ db, now, ring }: Deps, personId: number): Promise<void> {
  const cards = await db.card.updateManyAndReturn({
    where: { kind: { in: ['resident', 'word'] }, state: 'gone', complaint: { personId, erasedAt: null } },
    data: { state: 'due', dueAt: now() },
    select: { id: true },
  });
  for (const { id } of cards) await ring({ at: 'notify', id });
}

/** The language of ours that a tag asks for; null for a language that we do not speak. */
export function languageOfTag(tag: string | null | undefined): Language | null {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary) ?? (primary ? 'en' : null);
}

/** A person's own choice of language: it stands above what their app reports. */
export async function chooseLanguage(deps: Deps, personId: number, language: Language): Promise<void> {
  await deps.db.person.update({ where: { id: personId }, data: { language, languageBy: 'choice' } });
}

/**
 * The language that somebody writes in stands above what their app reports: whoever writes Chinese is answered in Chinese.
 * Returns the language to go on in.
 */
export async function hearLanguage(deps: Deps, person: Person, text: string): Promise<Language> {
  const heard = person.languageBy === 'choice' ? null : languageOfText(text);
  if (heard && (heard !== person.language || person.languageBy === 'app')) {
    await deps.db.person.update({ where: { id: person.id }, data: { language: heard, languageBy: 'words' } });
  }
  return heard ?? languageOf(person);
}

/** Chinese or English where a text clearly is one of them; a place name in the other script does not make it the other. */
export function languageOfText(text: string): Language | null {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0;
  if (han >= 2 && han > words) return 'zh';
  return words >= 3 && words > han ? 'en' : null;
}

/** The language to address somebody in. */
export function languageOf(person: { language: string }): Language {
  return languages.find((language) => language === person.language) ?? 'en';
}

/** Their chat is closed to us: they blocked the bot or deleted their account. Their complaints go on without them. */
export async function noteUnreachable(deps: Deps, telegramId: bigint): Promise<void> {
  await deps.db.person.updateMany({ where: { telegramId }, data: { unreachableAt: deps.now() } });
}
