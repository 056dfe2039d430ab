import {
  type Alias,
  type Document,
  type ErrorCode,
  type LineCounter,
  visit,
  type YAMLParseError,
  type YAMLWarning,
} from "yaml";
import { say } from "../sentence/say.ts";
import type { PlacedProblem } from "./parse-yaml.ts";

type Said = [message: string, hint?: string];

/** Our words for what the parser objects to: its own are there in one language alone. */
const WORDS: Record<Exclude<ErrorCode, "DUPLICATE_KEY" | "MULTIPLE_DOCS">, Said> = {
  NON_STRING_KEY: [say("yaml-text-key")],
  TAB_AS_INDENT: [say("yaml-tab"), say("yaml-tab-hint")],
  BAD_INDENT: [say("yaml-indent")],
  BLOCK_AS_IMPLICIT_KEY: [say("yaml-colon"), say("yaml-colon-hint")],
  BAD_SCALAR_START: [say("yaml-begins"), say("yaml-quote")],
  MULTILINE_IMPLICIT_KEY: [say("yaml-no-colon")],
  MISSING_CHAR: [say("yaml-lacks")],
  TAG_RESOLVE_FAILED: [say("yaml-tag"), say("yaml-tag-hint")],
  BAD_COLLECTION_TYPE: [say("yaml-tag"), say("yaml-tag-hint")],
  MULTIPLE_TAGS: [say("yaml-tag"), say("yaml-tag-hint")],
  RESOURCE_EXHAUSTION: [say("yaml-nested")],
  ALIAS_PROPS: [say("yaml-alias-more")],
  BAD_ALIAS: [say("yaml-alias-bad"), say("yaml-name-hint")],
  BAD_DIRECTIVE: [say("yaml-directive"), say("yaml-line-hint")],
  BAD_DQ_ESCAPE: [say("yaml-escape"), say("yaml-escape-hint")],
  BAD_PROP_ORDER: [say("yaml-order"), say("yaml-order-hint")],
  BLOCK_IN_FLOW: [say("yaml-block-in-brackets"), say("yaml-brackets-hint")],
  KEY_OVER_1024_CHARS: [say("yaml-key-long")],
  MULTIPLE_ANCHORS: [say("yaml-two-names")],
  UNEXPECTED_TOKEN: [say("yaml-unexpected"), say("yaml-unexpected-hint")],
  IMPOSSIBLE: [say("yaml-unexpected"), say("yaml-unexpected-hint")],
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
        ? [twice(text.slice(each.pos[0]).match(/^[^\s:]+/)?.[0]), say("yaml-twice-hint")]
        : each.code === "MULTIPLE_DOCS"
          ? [say("yaml-second"), say("yaml-second-hint", { noun })]
          : WORDS[each.code];
    return problemAt(lines, each.pos[0], message, hint);
  });
}

const twice = (key: string | undefined) => (key === undefined ? say("yaml-a-key-twice") : say("yaml-twice", { key }));

/** Why the anchors of a document cannot be followed: one that is not there, or too many copies. */
export function aliasProblems(document: Document.Parsed, lines: LineCounter): PlacedProblem[] {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_, alias) => void aliases.push(alias) });
  const unknown = aliases.find((alias) => alias.resolve(document) === undefined);
  const offset = (unknown ?? aliases[0])?.range?.[0] ?? 0;
  return unknown === undefined
    ? [problemAt(lines, offset, say("yaml-copies"), say("yaml-copies-hint"))]
    : [problemAt(lines, offset, say("yaml-anchor", { name: unknown.source }), say("yaml-anchor-hint"))];
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
