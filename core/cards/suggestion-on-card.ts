import type { Prisma, Suggestion } from '../../prisma/generated/client.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps, Texts } from '../deps.ts';
import type { Others } from '../review/reasons.ts';
import type { SilentKind } from '../triage/proposal.ts';
import type { RuledAlike } from '../triage/ruled-alike.ts';
import { dutyOnCard } from './duty-on-card.ts';

export interface SuggestionOnCard {
  source: 'model' | 'local' | 'both' | 'none';
  /** Why the model's suggestion is missing, whatever stands here without it: timeout, rate-limited, server, unreachable, refused, cut-off, unreadable, rejected, wants-human, internal. */
  failure: string | null;
  category: { code: string; name: Texts; department: Texts } | null;
  runnerUp: { code: string; name: Texts } | null;
  duty: Texts | null;
  /** The category has duties, and none of them was found to fit. */
  unowned: boolean;
  /** Whose matter it is, where it is none of ours. */
  elsewhere: (Others & { code: string }) | null;
  evidence: string[];
  /** 0 to 1, or null where no honest number is known. */
  confidence: number | null;
  /** Too little speaks for the category alone: it may be the runner-up as well. */
  unsure: boolean;
  /** How many photos the model was to be shown, and could not be read. */
  unreadPhotos: number;
  /** What the model took it for, where the words name trouble all the same. */
  takenFor: SilentKind | null;
  /** The model is still being asked: its suggestion will take this one's place. */
  untilAnswered: boolean;
  /** What the other of model and local classifier named, where they differ. */
  other: { code: string; name: Texts } | null;
  /** A supervisor ruled so on a matter like this one. */
  ruled: RuledAlike | null;
}

/** What the machine proposed for a ticket, as the reviewers' card shows it. */
export async function suggestionOnCard(
  deps: Pick<Deps, 'db'>,
  suggestion?: Suggestion,
): Promise<SuggestionOnCard> {
  const { db } = deps;
  const otherCode = otherOf(suggestion);
  const codes = [suggestion?.categoryCode, suggestion?.runnerUpCode, otherCode].filter(
    (code) => code != null,
  );
  const rows = await db.category.findMany({ where: { code: { in: codes } }, include: { department: true } });
  const find = (code?: string | null) => rows.find((row) => row.code === code);
  const category = find(suggestion?.categoryCode);
  const runnerUp = find(suggestion?.runnerUpCode);
  const other = find(otherCode);
  return {
    source: suggestion?.source ?? 'none',
    failure: suggestion?.failure ?? null,
    category: category
      ? { code: category.code, name: textsOf(category.names), department: textsOf(category.department.names) }
      : null,
    runnerUp: runnerUp ? { code: runnerUp.code, name: textsOf(runnerUp.names) } : null,
    ...(await dutyOnCard(db, category?.code, suggestion?.dutyCode)),
    elsewhere: await othersOnCard(deps, suggestion?.elsewhereCode),
    evidence: suggestion?.evidence ?? [],
    confidence: suggestion?.confidence ?? null,
    unsure: suggestion?.unsure ?? false,
    ...besidesIn(suggestion?.draft),
    other: other ? { code: other.code, name: textsOf(other.names) } : null,
  };
}

/** What is noted of how the draft came about. */
function besidesIn(
  draft: Prisma.JsonValue | undefined,
): Pick<SuggestionOnCard, 'unreadPhotos' | 'takenFor' | 'untilAnswered' | 'ruled'> {
  const {
    unreadPhotos = 0,
    takenFor = null,
    untilAnswered = false,
    ruled = null,
  } = (draft ?? {}) as Partial<SuggestionOnCard>;
  return { unreadPhotos, takenFor, untilAnswered, ruled };
}

/** What the source that did not prevail had named. */
function otherOf(suggestion?: Suggestion): string | null {
  if (suggestion?.source === 'model') return suggestion.localCode;
  return suggestion?.source === 'local' ? suggestion.modelCode : null;
}

async function othersOnCard(
  deps: Pick<Deps, 'db'>,
  code: string | null | undefined,
): Promise<SuggestionOnCard['elsewhere']> {
  const catalog = code ? await catalogInForce(deps) : null;
  const others = catalog?.elsewhere.find((one) => one.code === code);
  return others ? { code: others.code, name: others.name, reach: others.reach } : null;
}
