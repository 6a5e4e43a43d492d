import type { Language } from '../deps.ts';
import type { Proposal } from './proposal.ts';

/** Stands before what a machine says that it sees, as nobody has said it. */
const marks: Record<Language, string> = {
  zh: '（机器看照片写的，居民没有写字）',
  en: '(Seen by a machine in the photo; the resident wrote nothing) ',
};

/** What a model made of photos that came without a word, marked as that. The language is the resident's, of whom nothing was read. */
export function seenInPhotos(proposal: Proposal, local: Proposal, staffLanguage: Language): Proposal {
  const [bare] = local.problems;
  return {
    ...proposal,
    language: local.language,
    problems: proposal.problems.map(({ title, description, ...problem }) => ({
      ...problem,
      title: title || bare!.title,
      description: description ? `${marks[staffLanguage]}${description}` : bare!.description,
    })),
  };
}
