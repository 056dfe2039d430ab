import type Type from "typebox";
import { Check } from "typebox/value";
import { type Document, isScalar, LineCounter, parseAllDocuments, parseDocument } from "yaml";
import { checkSchema } from "../schema/check.ts";
import type { DocumentProblem, JsonSchema, Path } from "../schema/json-schema.ts";
import { say } from "../sentence/say.ts";
import { type Position, positionIn, rawIn } from "./position.ts";
import { aliasProblems, syntaxProblems } from "./syntax.ts";

/** A problem with the place in the file that it speaks of; lines and columns count from 1. */
export interface PlacedProblem extends DocumentProblem, Position {}

/** Where a path is in the text; what is not there has the place of what would hold it. */
export type PositionOf = (path: Path, on?: "key" | "value") => Position;

export type ParsedYaml<T> = { ok: true; file: T; positionOf: PositionOf } | { ok: false; problems: PlacedProblem[] };

/** What a file of some kind must be, and what is said of one that is not. */
export interface YamlKind<Schema extends Type.TSchema> {
  schema: Schema;
  /** What the file holds one of. */
  noun: string;
  mostBytes: number;
  /** What to do about one that is larger. */
  tooLarge: string;
  /** Where the shape is explained. */
  page: string;
}

/** Each use of an anchor may copy all that it stands for; real files use a handful. */
const MAX_ALIASES = 100;

/** Keys are text, so that exit codes can be keys; a key that occurs twice is an error, not a silent loss. */
const OPTIONS = { prettyErrors: false, stringKeys: true, uniqueKeys: true, merge: false } as const;

/** Reads a file that a person wrote. Whatever the text is, it says so in problems and does not throw. */
export function parseYaml<Schema extends Type.TSchema>(
  text: string,
  kind: YamlKind<Schema>,
): ParsedYaml<Type.Static<Schema>> {
  const large = tooLarge(text, kind);
  if (large) return large;
  const lineCounter = new LineCounter();
  return (
    notTooDeep(() => readDocument(parseDocument(text, { ...OPTIONS, lineCounter }), lineCounter, text, kind)) ??
    failed(...TOO_DEEP)
  );
}

/** Reads a file of several documents, with --- between them; each is judged by itself. Empty ones are none. Never throws. */
export function parseYamlDocuments<Schema extends Type.TSchema>(
  text: string,
  kind: YamlKind<Schema>,
): ParsedYaml<Type.Static<Schema>>[] {
  const large = tooLarge(text, kind);
  if (large) return [large];
  const lineCounter = new LineCounter();
  const read = notTooDeep(() => {
    const documents = parseAllDocuments(text, { ...OPTIONS, lineCounter });
    if (!Array.isArray(documents)) return [];
    return documents
      .filter((document) => document.errors.length > 0 || !isEmpty(document))
      .map((document) => readDocument(document, lineCounter, text, kind));
  });
  return read ?? [failed(...TOO_DEEP)];
}

const TOO_DEEP = [say("yaml-nested"), say("yaml-nested-hint")] as const;

/** The library goes down by calls. @returns undefined where the stack has no room for more */
function notTooDeep<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function tooLarge<Schema extends Type.TSchema>(text: string, kind: YamlKind<Schema>) {
  const size = text.length > kind.mostBytes ? text.length : new TextEncoder().encode(text).length;
  return size > kind.mostBytes ? failed(say("yaml-bytes", { count: kind.mostBytes }), kind.tooLarge) : undefined;
}

function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

function readDocument<Schema extends Type.TSchema>(
  document: Document.Parsed,
  lines: LineCounter,
  text: string,
  kind: YamlKind<Schema>,
): ParsedYaml<Type.Static<Schema>> {
  const syntax = syntaxProblems(document, lines, text, kind.noun);
  if (syntax.length > 0) return { ok: false, problems: syntax };

  let value: unknown; // Following the anchors is the one step of the library that throws.
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return { ok: false, problems: aliasProblems(document, lines) };
  }
  if (value === null || value === undefined)
    return failed(say("yaml-empty"), say("yaml-examples", { page: kind.page }));

  const positionOf: PositionOf = (path, on = "value") => positionIn(document, lines, path, on);
  const problems = checkSchema(kind.schema as unknown as JsonSchema, value, (path) => rawIn(document, text, path));
  if (problems.length > 0)
    return {
      ok: false,
      problems: problems
        .map((each) => ({ ...each, ...positionOf(each.path, each.on) }))
        .sort((a, b) => a.line - b.line || a.column - b.column),
    };
  // The words above are for people; this is the same schema by the library that everybody else is judged by.
  if (!Check(kind.schema, value)) return failed(say("yaml-no-fit"), kind.page);
  return { ok: true, file: value as Type.Static<Schema>, positionOf };
}

function failed(message: string, hint: string): { ok: false; problems: PlacedProblem[] } {
  return { ok: false, problems: [{ path: [], on: "value", line: 1, column: 1, message, hint }] };
}
