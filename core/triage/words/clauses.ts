/**
 * The clauses of a text, each word for word as it stands there, without the marks around it. Chinese parts at commas too, and
 * at spaces, which some write in their place; a full stop inside a number or an address ("9.9", "No.8") parts nothing.
 */
export function clausesOf(text: string): string[] {
  return text
    .split(
      /[\n。！？；，…!?;]+|[.,:：](?=\s|$)|(?<=\p{Script=Han})[,.]|(?<=\p{Script=Han}{2})\s+(?=\p{Script=Han}{2})/u,
    )
    .map((clause) => clause.trim())
    .filter((clause) => /[\p{L}\p{N}]/u.test(clause));
}
