/** What some words are about, as the splitter asks it: of two parts, is the second a problem of its own? */
export interface Topic {
  /** The category that they speak most for, and the next; null where nothing is known of what they speak of. */
  code: string | null;
  runnerUp: string | null;
  /** They speak for it clearly. */
  sure: boolean;
  /** The duty whose words stand in them. */
  duty: string | null;
}

export type About = (text: string) => Topic;

/** Whether the words of both say clearly that they are about two things, and neither may be taken for the other. */
export function areApart(one: Topic, other: Topic): boolean {
  if (one.code === null || other.code === null || one.code === other.code) return false;
  return one.code !== other.runnerUp && (other.code !== one.runnerUp || one.sure);
}

/** Whether they are two jobs: of two categories, or of one by two of its duties. */
export function areTwoJobs(one: Topic, other: Topic): boolean {
  if (one.duty !== null && other.duty !== null) return one.duty !== other.duty;
  return one.code !== null && other.code !== null && one.code !== other.code && (one.sure || other.sure);
}
