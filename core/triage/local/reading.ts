import type { Catalog } from '../../catalog/catalog.ts';
import { Learner } from './learner.ts';

/** A learner that has read the catalogue and nothing else. */
export function readingOf(catalog: Catalog): Learner {
  const learner = new Learner(catalog.categories.length);
  const words = catalog.categories.flatMap((category, label) =>
    ownWords(category).map((text) => ({ text, label, importance: 1 })),
  );
  const reading = learner.learnAll(words);
  while (!reading.next().done);
  return learner;
}

function ownWords({
  name,
  description,
  keywords,
  examples,
  duties,
}: Catalog['categories'][number]): string[] {
  const words = (['zh', 'en'] as const).flatMap((language) => [
    name[language],
    description[language],
    ...keywords[language],
    ...examples[language],
    ...duties.flatMap((duty) => [duty.text[language], ...(duty.keywords?.[language] ?? [])]),
  ]);
  // What is said in one language for both says it once.
  return [...new Set(words)];
}
