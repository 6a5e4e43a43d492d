import type { Catalog } from '../../catalog/catalog.ts';
import type { About } from '../words/topic.ts';
import type { Classifier } from './classifier.ts';
import { dutyFor } from './duty.ts';
import { isKnown } from './ranking.ts';

/** From this share of the likelihood on, words speak clearly for a category. */
const clearShare = 0.7;

/** What words are about, by the local classifier and the catalogue's duties. */
export function aboutIn(classifier: Classifier, catalog: Catalog): About {
  return (text) => {
    const ranking = classifier.rank(text);
    const [first, second] = ranking.ranked;
    if (!first || !isKnown(ranking, text)) return { code: null, runnerUp: null, sure: false, duty: null };
    const duty = dutyFor(catalog, first.code, text);
    return {
      code: first.code,
      runnerUp: second && second.share > 0.15 ? second.code : null,
      sure: first.share >= clearShare,
      duty,
    };
  };
}
