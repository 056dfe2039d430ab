import type { Glob } from "./query.ts";

/** A value as it was written, quotes and all, as a glob. In quotes `\"`, `\'`, `\\` and `\*` stand for the sign itself. */
export function readGlob(image: string): Glob {
  const quote = image[0] === '"' || image[0] === "'";
  const text = quote ? image.slice(1, -1) : image;
  const pieces: string[] = [];
  let piece = "";
  for (let at = 0; at < text.length; at++) {
    const next = text[at + 1];
    if (quote && text[at] === "\\" && next !== undefined && `"'\\*`.includes(next)) {
      piece += next;
      at++;
    } else if (text[at] === "*") {
      pieces.push(piece);
      piece = "";
    } else piece += text[at];
  }
  pieces.push(piece);
  // Two stars side by side are one.
  return pieces.filter((piece, at) => piece !== "" || at === 0 || at === pieces.length - 1);
}

/** Text that reads back as this glob. */
export function writeGlob(glob: Glob): string {
  const plain = glob.join("*");
  if (/^[^\s()",<>='\\][^\s()",<>=\\]*$/.test(plain) && !glob.some((piece) => piece.includes("*"))) return plain;
  return `"${glob.map((piece) => piece.replace(/["\\*]/g, "\\$&")).join("*")}"`;
}
