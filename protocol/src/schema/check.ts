import { say } from "../sentence/say.ts";
import { checkUnion } from "./check-union.ts";
import type { DocumentProblem, JsonSchema, Path } from "./json-schema.ts";
import { nearest } from "./nearest.ts";
import { actual, expected, kindOf, kindOfSchema, quoted, textOf } from "./words.ts";

/** More than a screen of problems helps nobody: the first ones usually cause the rest. */
const MAX_PROBLEMS = 50;
/** Our documents nest about twenty deep. A deeper one is a bomb for whoever walks it, this file included. */
const MAX_DEPTH = 64;

export interface Check {
  /** The scalar at a path as its author wrote it: `24.10`, which YAML reads as 24.1. */
  rawOf: (path: Path) => string | undefined;
  /** Definitions met on the way, by name. */
  defs: Record<string, JsonSchema>;
}

/**
 * Judges a document as a person would: an unknown key gets the nearest known one, and where a schema has alternatives,
 * the one that was meant is judged. Empty where nothing is wrong. Never throws on any JSON value.
 */
export function checkSchema(
  schema: JsonSchema,
  value: unknown,
  rawOf: Check["rawOf"] = () => undefined,
): DocumentProblem[] {
  return checkValue({ rawOf, defs: {} }, schema, value, []).slice(0, MAX_PROBLEMS);
}

export function problem(path: Path, message: string, hint?: string, on: "key" | "value" = "value"): DocumentProblem[] {
  return [{ path, on, message, ...(hint === undefined ? {} : { hint }) }];
}

/** Follows references. */
export function resolve(check: Check, schema: JsonSchema): JsonSchema {
  Object.assign(check.defs, schema.$defs);
  if (schema.$ref === undefined) return schema;
  const target = check.defs[schema.$ref.replace("#/$defs/", "")];
  if (target === undefined) throw new Error(`no definition of ${schema.$ref}`);
  return resolve(check, target);
}

export function checkValue(check: Check, unresolved: JsonSchema, value: unknown, path: Path): DocumentProblem[] {
  if (path.length > MAX_DEPTH) return problem(path, say("doc-nested"));
  const schema = resolve(check, unresolved);
  if (schema.anyOf !== undefined) return checkUnion(check, schema, value, path);
  const wanted = kindOfSchema(schema);
  if (wanted !== undefined && kindOf(value) !== wanted) return wrongKind(check, schema, value, path);
  if (schema.const !== undefined) return checkChoice([schema.const], value, path);
  if (schema.enum !== undefined) return checkChoice(schema.enum, value, path);
  if (typeof value === "string") return checkText(schema, value, path);
  if (typeof value === "number") return checkNumber(check, schema, value, path);
  if (Array.isArray(value)) return checkList(check, schema, value, path);
  return kindOf(value) === "mapping" ? checkMapping(check, schema, value as Record<string, unknown>, path) : [];
}

/** A value of another kind than is wanted. The frequent one is a number or a yes where text must be. */
export function wrongKind(check: Check, schema: JsonSchema, value: unknown, path: Path): DocumentProblem[] {
  const label = labelOf(path);
  if (kindOf(value) === "nothing")
    return problem(path, say("doc-empty", { label }), say("doc-must-be", { form: expected(schema) }));
  const raw = check.rawOf(path) ?? textOf(value);
  const alternatives = (schema.anyOf ?? [schema]).map((each) => resolve(check, each));
  const choices = alternatives.flatMap((each) => each.enum ?? [each.const]);
  const hint = () => {
    if (typeof value === "string")
      return choices.some((each) => String(each) === value) ? say("doc-without-quotes", { value }) : undefined;
    if (typeof value !== "number" && typeof value !== "boolean") return undefined;
    const text = alternatives.find((each) => each.type === "string" && each.const === undefined);
    // Text that the quotes alone would not make right.
    if (text?.pattern !== undefined && !new RegExp(text.pattern, "u").test(String(raw)) && text.description)
      return text.description;
    if (text !== undefined) return say("doc-quote-it", { value: raw });
    return expected(schema) === "a list" ? say("doc-brackets", { value: raw }) : undefined;
  };
  const forms = { form: expected(schema), found: actual(value, raw) };
  return problem(
    path,
    path.length === 0 ? say("doc-root-form", forms) : say("doc-wrong-form", { label, ...forms }),
    hint(),
  );
}

export function checkChoice(choices: readonly unknown[], value: unknown, path: Path): DocumentProblem[] {
  if (choices.includes(value)) return [];
  const near = nearest(textOf(value), choices.map(String));
  const hint = near === undefined ? oneOfThese(choices) : say("doc-meant", { value: quoted(near) });
  return problem(path, cannotBe(labelOf(path), value), hint);
}

function checkText(schema: JsonSchema, value: string, path: Path): DocumentProblem[] {
  const label = labelOf(path);
  // JSON Schema 2020-12 6.3.1: lengths are in characters, not in the units of UTF-16.
  const length = [...value].length;
  const { minLength = 0, maxLength = length, pattern } = schema;
  if (length < minLength) return problem(path, say("doc-empty", { label }));
  if (length > maxLength) return problem(path, say("doc-too-long", { label, count: length, maximum: maxLength }));
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value))
    return problem(path, cannotBe(label, value), schema.description ?? say("doc-match", { pattern: String(pattern) }));
  return [];
}

function checkNumber(check: Check, schema: JsonSchema, value: number, path: Path): DocumentProblem[] {
  const label = labelOf(path);
  const raw = check.rawOf(path) ?? value;
  const { minimum = value, maximum = value } = schema;
  if (!Number.isFinite(value)) return problem(path, say("doc-wrong-form", { label, form: "a number", found: raw }));
  if (schema.type === "integer" && !Number.isInteger(value))
    return problem(path, say("doc-wrong-form", { label, form: "a whole number", found: raw }));
  if (value < minimum) return problem(path, say("doc-too-small", { label, value: raw, minimum }));
  if (value > maximum) return problem(path, say("doc-too-large", { label, value: raw, maximum }));
  return [];
}

function checkList(check: Check, schema: JsonSchema, value: readonly unknown[], path: Path): DocumentProblem[] {
  const label = labelOf(path);
  const { minItems = 0, maxItems = value.length, items } = schema;
  if (value.length < minItems)
    return problem(
      path,
      minItems === 1 ? say("doc-one-entry", { label }) : say("doc-few-entries", { label, count: minItems }),
    );
  if (value.length > maxItems)
    return problem(path, say("doc-many-entries", { label, count: value.length, maximum: maxItems }));
  const texts = schema.uniqueItems === true ? value.map((each) => JSON.stringify(each)) : [];
  return value.flatMap((each, at) => [
    ...(texts.length > 0 && texts.indexOf(texts[at]!) < at
      ? problem([...path, at], say("doc-named-twice", { label, value: texts[at]! }))
      : []),
    ...(items === undefined ? [] : checkValue(check, items, each, [...path, at])),
  ]);
}

function checkMapping(check: Check, schema: JsonSchema, value: Record<string, unknown>, path: Path): DocumentProblem[] {
  const known = schema.properties ?? {};
  const entries = Object.entries(value).flatMap(([key, each]) => {
    const inner = Object.hasOwn(known, key) ? known[key] : patternFor(schema, key);
    if (inner !== undefined) return checkValue(check, inner, each, [...path, key]);
    if (schema.patternProperties !== undefined)
      return problem(
        [...path, key],
        say("doc-no-key", { key: quoted(key) }),
        say("doc-keys-match", { pattern: Object.keys(schema.patternProperties).join(" or ") }),
        "key",
      );
    return schema.additionalProperties === false ? unknownKey(Object.keys(known), key, path) : [];
  });
  // A key that is there under a slightly wrong name has been reported as that.
  const slips = Object.keys(value)
    .filter((key) => !Object.hasOwn(known, key))
    .map((key) => nearest(key, Object.keys(known)));
  const lacking = (schema.required ?? [])
    .filter((key) => !Object.hasOwn(value, key) && !slips.includes(key))
    .flatMap((key) =>
      problem(path, path.length === 0 ? say("doc-missing", { key }) : missingIn(path, key), hintFor(check, known[key])),
    );
  return [...entries, ...lacking];
}

export function unknownKey(known: readonly string[], key: string, path: Path): DocumentProblem[] {
  const near = nearest(key, known);
  const hint =
    near === undefined
      ? say("doc-known-here", { choices: known.join(", ") })
      : say("doc-meant", { value: quoted(near) });
  return problem([...path, key], say("doc-unknown-key", { key: quoted(key) }), hint, "key");
}

function patternFor(schema: JsonSchema, key: string): JsonSchema | undefined {
  return Object.entries(schema.patternProperties ?? {}).find(([pattern]) => new RegExp(pattern, "u").test(key))?.[1];
}

function hintFor(check: Check, schema: JsonSchema | undefined): string | undefined {
  if (schema === undefined) return undefined;
  const { description, enum: choices } = resolve(check, schema);
  return description ?? (choices === undefined ? undefined : oneOfThese(choices));
}

function cannotBe(label: string, value: unknown): string {
  if (value === "") return say("doc-cannot-be-nothing", { label });
  const code = typeof value === "string" ? "doc-cannot-be-text" : "doc-cannot-be";
  return say(code, { label, value: typeof value === "string" ? quoted(value).slice(1, -1) : textOf(value) });
}

export const missingIn = (path: Path, key: string): string =>
  say("of-variant", { variant: labelOf(path), why: say("doc-missing", { key }) });

export const oneOfThese = (choices: readonly unknown[]): string => say("doc-one-of", { choices: choices.join(", ") });

/** What a message calls the value: its key, or `variants[0]` for an entry of a list. */
export function labelOf(path: Path): string {
  const at = path.findLastIndex((step) => typeof step === "string");
  const [key, ...entries] = path.slice(Math.max(at, 0));
  return key === undefined ? "the document" : `${key}${entries.map((entry) => `[${entry}]`).join("")}`;
}
