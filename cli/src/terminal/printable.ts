import { stripVTControlCharacters } from "node:util";

/**
 * Text of others (device names, logs, file names) as one line that a terminal only shows: a name must not be able to move
 * the cursor, change the title or forge a second line.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\t\r\n]+/g, " ")
    .replace(UNSAFE, "\u{FFFD}");
}

/** The same for text of several lines, which stay lines. */
export function printableLines(text: string): string[] {
  return stripVTControlCharacters(text)
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replaceAll("\t", "    ").replace(UNSAFE, "\u{FFFD}"));
}

/** C0 and C1 controls, and the marks that turn the direction of what follows. */
const UNSAFE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
