import type { Catalog } from '../../core/catalog/catalog.ts';
import { type Signs, signsOf } from '../../core/neighbours/likeness.ts';
import { radiusOf } from '../../core/neighbours/radius.ts';
import { type Sketch, sketchOf } from '../../core/neighbours/sketch.ts';
import { soughtTraits, traitsOf } from '../../core/neighbours/traits.ts';
import type { Classifier } from '../../core/triage/local/classifier.ts';
import { proposeLocally } from '../../core/triage/local/local-proposal.ts';
import { openLessons } from '../lessons.ts';
import type { MadeUp, Why } from './made-up.ts';

/** Two complaints that were compared. */
export interface Pair {
  signs: Signs;
  same: boolean;
  /** They are written in two languages. */
  across: boolean;
  /** Why the later of them was made up. */
  why: Why;
  texts: [string, string];
}

/** All that the product would compare, and how many pairs of one problem there are, compared or not. */
export interface Pairs {
  compared: Pair[];
  /** Pairs of one problem, in one language and across two. */
  same: { within: number; across: number };
}

/**
 * Reads the complaints as triage does without a model, and compares each with all earlier ones that it has a trait in common with. `unlisted`:
 * the kinds of problems that core/neighbours/things.ts is to know nothing of.
 */
export function pairsOf(catalog: Catalog, complaints: MadeUp[], unlisted = (_kind: string) => false): Pairs {
  const { classifier } = openLessons(catalog);
  const sketches = complaints.map((complaint) => {
    const sketch = read(classifier, catalog, complaint);
    return unlisted(complaint.kind) ? { ...sketch, things: new Set<string>() } : sketch;
  });
  const holders = new Map<number, number[]>();
  const compared: Pair[] = [];
  for (const [at, sketch] of sketches.entries()) {
    const found = new Set(soughtTraits(sketch).flatMap((trait) => holders.get(trait) ?? []));
    for (const before of found) {
      const [a, b] = [complaints[before]!, complaints[at]!];
      compared.push({
        signs: signsOf(sketches[before]!, sketch, radiusOf(catalog, sketch.category)),
        same: a.group === b.group,
        across: a.language !== b.language,
        why: b.why,
        texts: [a.text, b.text],
      });
    }
    for (const trait of traitsOf(sketch)) holders.set(trait, [...(holders.get(trait) ?? []), at]);
  }
  return { compared, same: countSame(complaints) };
}

function read(classifier: Classifier, catalog: Catalog, { text, point, language, at }: MadeUp): Sketch {
  const reading = { text, photos: 0, voices: 0, hasPlace: point !== null, language };
  const [problem] = proposeLocally(classifier, catalog, reading, { whole: true }).problems;
  return sketchOf(catalog, { ...problem!, point, at });
}

function countSame(complaints: MadeUp[]): Pairs['same'] {
  const same = { within: 0, across: 0 };
  for (const [at, a] of complaints.entries())
    for (const b of complaints.slice(at + 1))
      if (a.group === b.group) same[a.language === b.language ? 'within' : 'across'] += 1;
  return same;
}
