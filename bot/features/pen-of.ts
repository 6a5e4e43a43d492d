import { languageOf } from '../../core/people/meet.ts';
import { type Pen, penFor } from '../cards/card.ts';
import type { Ctx } from '../context.ts';

/** What an answer to this update is written with: in the group's language, or the person's own. */
export function penOf({ channel, person, deps }: Ctx): Pen {
  return penFor({ language: languageOf(channel ?? person), timeZone: deps.settings.timeZone });
}
