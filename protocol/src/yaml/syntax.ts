import { type Alias, type Document, type LineCounter, visit, type YAMLParseError, type YAMLWarning } from "yaml";
import type { PlacedProblem } from "./parse-yaml.ts";

/** Our words for the slips that people make; the parser's own for the rest. */
const WORDS: Partial<Record<string, [message: string, hint?: string]>> = {
  NON_STRING_KEY: ["a key must be text"],
  TAB_AS_INDENT: ["a tab is used to indent", "indent with spaces"],
  BAD_INDENT: ["the indentation does not fit, or a bracket is not closed"],
  BLOCK_AS_IMPLICIT_KEY: ["a colon with a space begins another mapping here", 'quote the text: "a: b"'],
  BAD_SCALAR_START: ["text cannot begin with this character", "quote it"],
  MULTILINE_IMPLICIT_KEY: ["a key has no colon behind it"],
  MISSING_CHAR: ["something is missing here: a colon behind a key, or the end of a quoted text"],
  TAG_RESOLVE_FAILED: ["tags are not used here", "remove the part that begins with !"],
  RESOURCE_EXHAUSTION: ["the file is nested too deeply"],
};

/** What the parser itself objects to. Repeated keys are all named; of other errors the first, because it causes the rest. */
export function syntaxProblems(
  document: Document.Parsed,
  lines: LineCounter,
  text: string,
  noun: string,
): PlacedProblem[] {
  const found: (YAMLParseError | YAMLWarning)[] = [...document.errors, ...document.warnings];
  const grave = found.filter((each) => each.code !== "DUPLICATE_KEY");
  const shown = grave.length > 0 ? grave.slice(0, 1) : found;
  return shown.map((each) => {
    const [message, hint] =
      each.code === "DUPLICATE_KEY"
        ? [`${text.slice(each.pos[0]).match(/^[^\s:]+/)?.[0] ?? "a key"} is there twice`, "keep one of them"]
        : each.code === "MULTIPLE_DOCS"
          ? ["the file has a second document", `one ${noun} a file: remove everything from --- on`]
          : (WORDS[each.code] ?? [each.message]);
    return problemAt(lines, each.pos[0], message, hint);
  });
}

/** Why the anchors of a document cannot be followed: one that is not there, or too many copies. */
export function aliasProblems(document: Document.Parsed, lines: LineCounter): PlacedProblem[] {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_, alias) => void aliases.push(alias) });
  const unknown = aliases.find((alias) => alias.resolve(document) === undefined);
  const offset = (unknown ?? aliases[0])?.range?.[0] ?? 0;
  return unknown === undefined
    ? [problemAt(lines, offset, "anchors copy too much text", "write it out")]
    : [problemAt(lines, offset, `*${unknown.source} is not defined`, 'quote it if it is text that begins with "*"')];
}

function problemAt(lines: LineCounter, offset: number, message: string, hint?: string): PlacedProblem {
  const { line, col } = lines.linePos(offset);
  return {
    path: [],
    on: "value",
    line: Math.max(line, 1),
    column: Math.max(col, 1),
    message,
    ...(hint === undefined ? {} : { hint }),
  };
}
