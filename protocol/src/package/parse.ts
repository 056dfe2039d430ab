import { Compile } from "typebox/compile";
import { LineCounter, parseDocument } from "yaml";
import { LIMITS } from "../limits.ts";
import { checkSchema } from "../schema/check.ts";
import type { DocumentProblem, JsonSchema, Path } from "../schema/json-schema.ts";
import { PackageFile } from "./package-file.ts";
import { type Position, positionIn, rawIn } from "./position.ts";
import { aliasProblems, syntaxProblems } from "./syntax.ts";

/** A problem with the place in the file that it speaks of; lines and columns count from 1. */
export interface PlacedProblem extends DocumentProblem, Position {}

export type ParsedPackageFile =
  | {
      ok: true;
      file: PackageFile;
      /** Where a path is in the text; what is not there has the place of what would hold it. */
      positionOf: (path: Path, on?: "key" | "value") => Position;
    }
  | { ok: false; problems: PlacedProblem[] };

const validator = Compile(PackageFile);
/** Each use of an anchor may copy all that it stands for; real package files use a handful. */
const MAX_ALIASES = 100;

/** Reads `shoal.yaml`. Whatever the text is, it says so in problems and does not throw. */
export function parsePackageFile(text: string): ParsedPackageFile {
  const size = text.length > LIMITS.packageFileBytes ? text.length : new TextEncoder().encode(text).length;
  if (size > LIMITS.packageFileBytes)
    return fail(
      { line: 1, column: 1 },
      `the file has more than ${LIMITS.packageFileBytes} bytes`,
      "put scripts into files of their own",
    );

  const lines = new LineCounter();
  // Keys are text, so that exit codes can be keys; a key that occurs twice is an error, not a silent loss.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: true,
    merge: false,
  });
  const syntax = syntaxProblems(document, lines, text);
  if (syntax.length > 0) return { ok: false, problems: syntax };

  let value: unknown; // Following the anchors is the one step of the library that throws.
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return { ok: false, problems: aliasProblems(document, lines) };
  }
  if (value === null || value === undefined)
    return fail({ line: 1, column: 1 }, "the file is empty", "docs/package-file.md has examples");

  const positionOf = (path: Path, on: "key" | "value" = "value") => positionIn(document, lines, path, on);
  const problems = checkSchema(PackageFile as unknown as JsonSchema, value, (path) => rawIn(document, text, path));
  if (problems.length > 0)
    return {
      ok: false,
      problems: problems
        .map((each) => ({ ...each, ...positionOf(each.path, each.on) }))
        .sort((a, b) => a.line - b.line || a.column - b.column),
    };
  // The words above are for people; this is the same schema by the library that everybody else is judged by.
  if (!validator.Check(value))
    return fail({ line: 1, column: 1 }, "the file does not fit the schema", "docs/schema/shoal.schema.json");
  return { ok: true, file: value, positionOf };
}

/** `shoal.yaml:7:5: unknown key "instaler": did you mean "installer"?` */
export function formatPlacedProblem(filename: string, problem: PlacedProblem): string {
  return `${filename}:${problem.line}:${problem.column}: ${[problem.message, problem.hint].filter(Boolean).join(": ")}`;
}

function fail(position: Position, message: string, hint: string): ParsedPackageFile {
  return { ok: false, problems: [{ path: [], on: "value", ...position, message, hint }] };
}
