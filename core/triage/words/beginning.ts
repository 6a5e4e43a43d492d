/** Telegram's longest message has 4096 UTF-16 units; so many are three of them, and more than anybody reads before sorting. */
const longestRead = 12_000;

/**
 * As much of a text as it is sorted by, whoever sorts it: beyond this a text costs time and says nothing new. What is kept, and what is
 * looked through for emergencies, is all of it.
 */
export function beginningOf(text: string): string {
  // Never half a character.
  return text.length > longestRead ? text.slice(0, longestRead).replace(/[\ud800-\udbff]$/, '') : text;
}
