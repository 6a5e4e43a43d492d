import type { Language } from '../../deps.ts';
import type { Reading } from '../proposal.ts';
import { draftByRules, longestDescription, longestTitle, shorten } from '../words/draft.ts';
import { placeIn } from '../words/place.ts';
import { strangersIn } from '../words/strangers.ts';
import { withoutHidden } from '../words/visible-text.ts';
import { isWrittenFor } from '../words/written-for.ts';

/** The words of a draft that a model writes in its own. */
export interface DraftWords {
  title: string;
  description: string;
  place: string | null;
  since: string | null;
  wish: string | null;
}

export interface WordRules {
  reading: Reading;
  staffLanguage: Language;
  /** What the model was told to do, and nobody else is. */
  instructions: string;
}

const most = { title: longestTitle, description: longestDescription, place: 200, since: 200, wish: 200 };
type Field = keyof typeof most;

/**
 * Checks what a model wrote itself: nobody in it whom the resident did not name, in the staff's language, of some length, nothing
 * of what the model was told. A field that cannot stand gives way to the resident's own words, by the rules; one that is only too
 * long is cut. `own`: the words that this problem is told in.
 */
export function checkDraft(
  draft: DraftWords,
  own: string,
  rules: WordRules,
  fault: (message: string) => void,
): DraftWords {
  const byRules = draftByRules(own);
  const places = [draft.place, placeIn(rules.reading.text)];
  const check = (field: Field): string | null => {
    if (draft[field] === null) return null;
    const whole = storable(draft[field]);
    const words = shorten(whole, most[field]);
    const wrong = faultsOf(field, words, places, rules);
    for (const message of wrong) fault(`${field} ${message}.`);
    if (wrong.length > 0) return byRules[field];
    if (whole !== words) fault(`${field} must have at most ${most[field]} characters.`);
    return words || null;
  };
  return {
    title: check('title') ?? byRules.title,
    description: check('description') ?? byRules.description,
    place: check('place'),
    since: check('since'),
    wish: check('wish'),
  };
}

function faultsOf(
  field: Field,
  words: string,
  places: (string | null)[],
  { reading, staffLanguage, instructions }: WordRules,
): string[] {
  const { text } = reading;
  const faults = strangersIn(words, text).map((stranger) => `holds a ${stranger} that the message does not`);
  const needed = field === 'title' || field === 'description';
  if (needed && words === '') faults.push('must not be empty');
  if (field !== 'place' && !isWrittenFor(staffLanguage, words, { text, places }))
    faults.push(`must be in ${staffLanguage === 'zh' ? 'Chinese' : 'English'}`);
  if (repeats(words, instructions, text)) faults.push('repeats your instructions');
  return faults;
}

/** As long a run of the same characters is no chance. */
const tellingRun = 40;

/** Whether the words hold a passage of the instructions, which the text does not. */
function repeats(words: string, instructions: string, text: string): boolean {
  const [said, told, known] = [words, instructions, text].map((one) =>
    one.replace(/\s+/g, ' ').toLowerCase(),
  );
  for (let at = 0; at + tellingRun <= said!.length; at += 1) {
    const run = said!.slice(at, at + tellingRun);
    if (told!.includes(run) && !known!.includes(run)) return true;
  }
  return false;
}

/** PostgreSQL keeps no NUL in a text, and no half of a surrogate pair in JSON; nobody reads what is hidden. */
export function storable(words: string): string {
  return withoutHidden(words).toWellFormed().trim();
}
