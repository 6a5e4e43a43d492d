import type { Catalog } from '../core/catalog/catalog.ts';
import { Classifier, type Lesson } from '../core/triage/local/classifier.ts';
import { asShown, idsAlike, type Precedent } from '../core/triage/model/precedents.ts';
import type { Row } from './rows.ts';

export type Words = Pick<Row, 'title' | 'text'>;

/** The local classifier beside the rows that it is taught, which are a model's precedents. */
export function openLessons(catalog: Catalog) {
  const classifier = new Classifier(catalog);
  const taught: Lesson[] = [];
  return {
    classifier,
    /** Makes a lesson of a row, with an id of its own. */
    lessonOf: ({ title, text, category }: Row): Lesson => {
      const lesson = { id: taught.length + 1, title, text, category };
      taught.push(lesson);
      return lesson;
    },
    /** The decisions on the rows most like these words, as triage finds them; never on the row itself. */
    precedentsFor: (words: Words, itself?: Lesson): Precedent[] => {
      const ids = idsAlike(classifier, written(words)).filter((id) => id !== itself?.id);
      return ids.map((id) => {
        const { category } = taught[id - 1]!;
        return asShown({
          reference: String(id),
          text: written(taught[id - 1]!),
          category,
          duty: null,
          ruling: false,
        });
      });
    },
  };
}

/** What a resident would have written. */
export function written({ title, text }: Words): string {
  return title && !text.startsWith(title) ? `${title}\n${text}` : text;
}
