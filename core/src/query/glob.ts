import type { Glob } from "./query.ts";

/** Letters a to z have no case here, and all others have: the same rule holds in every database. */
export function fold(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whether the whole text is like this. Text that is empty is like nothing: what is empty is not known. */
export function matchesGlob(glob: Glob, text: string): boolean {
  if (text === "") return false;
  const folded = fold(text);
  const first = fold(glob[0]!);
  if (glob.length === 1) return folded === first;
  const last = fold(glob.at(-1)!);
  if (folded.length < first.length + last.length || !folded.startsWith(first) || !folded.endsWith(last)) return false;
  let from = first.length;
  // The earliest place of each piece leaves the most room to those behind it.
  for (const piece of glob.slice(1, -1)) {
    const at = folded.indexOf(fold(piece), from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return from <= folded.length - last.length;
}

/** The same as a pattern of SQL's LIKE with `\` as its escape, in small letters. */
export function likePattern(glob: Glob): string {
  return glob.map((piece) => fold(piece).replace(/[\\%_]/g, "\\$&")).join("%");
}

/** Whether it is like every text that there can be. */
export function isAnything(glob: Glob): boolean {
  return glob.length > 1 && glob.every((piece) => piece === "");
}
