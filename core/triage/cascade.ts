import type { Settings } from '../deps.ts';
import type { Proposal } from './proposal.ts';

/**
 * Whether the local classifier is so sure of one plain complaint that no model need be asked. Its draft is the resident's own words, so it
 * only does where staff read that language.
 */
export function maySpareTheModel(
  { kind, language, problems }: Proposal,
  { cascade, staffLanguage }: Pick<Settings, 'cascade' | 'staffLanguage'>,
): boolean {
  const [problem, ...others] = problems;
  if (cascade === null || kind !== 'complaint' || others.length > 0 || !language.startsWith(staffLanguage))
    return false;
  return problem!.elsewhere === null && (problem!.confidence ?? 0) >= cascade;
}
