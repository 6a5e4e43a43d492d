import type { Catalog } from '../../catalog/catalog.ts';
import { standingWords } from './standing.ts';
import { visibleText } from './visible-text.ts';

/**
 * Whose matter it is, where it is none of the district's: the entry of the catalogue whose keywords take the most room in the text. Null
 * where none stands in it.
 */
export function elsewhereIn({ elsewhere }: Pick<Catalog, 'elsewhere'>, text: string): string | null {
  const seen = visibleText(text);
  const found = elsewhere
    .map(({ code, keywords }) => ({ code, room: standingWords(keywords, seen).join('').length }))
    .sort((a, b) => b.room - a.room);
  return found[0] && found[0].room > 0 ? found[0].code : null;
}
