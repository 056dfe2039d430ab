import { say } from "../sentence/say.ts";
import {
  type Check,
  checkChoice,
  checkValue,
  labelOf,
  missingIn,
  oneOfThese,
  problem,
  resolve,
  unknownKey,
  wrongKind,
} from "./check.ts";
import type { DocumentProblem, JsonSchema, Path } from "./json-schema.ts";
import { nearest } from "./nearest.ts";
import { kindOf, kindOfSchema } from "./words.ts";

/** Finds the alternative that the author meant and judges the value by that one alone. */
export function checkUnion(check: Check, schema: JsonSchema, value: unknown, path: Path): DocumentProblem[] {
  const branches = flatten(check, schema);
  const fitting = branches.filter((branch) => kindOfSchema(branch) === kindOf(value));
  const [only, another] = fitting;
  if (only === undefined) return wrongUnionKind(check, branches, value, path);
  if (another === undefined) {
    // What the alternatives mean together says more than the pattern of one: "Bytes, or 500 MB, 2 GiB".
    const described = only.description ?? schema.description;
    return checkValue(check, described === undefined ? only : { ...only, description: described }, value, path);
  }
  if (kindOf(value) === "mapping") return checkAlternatives(check, fitting, value as Record<string, unknown>, path);
  const choices = fitting.flatMap((branch) => branch.enum ?? (branch.const === undefined ? [] : [branch.const]));
  if (choices.length > 0) return checkChoice(choices, value, path);
  const attempts = fitting.map((branch) => checkValue(check, branch, value, path));
  return attempts.find((problems) => problems.length === 0) ?? attempts[0]!;
}

function flatten(check: Check, schema: JsonSchema): JsonSchema[] {
  return (schema.anyOf ?? []).flatMap((each) => {
    const branch = resolve(check, each);
    return branch.anyOf === undefined ? [branch] : flatten(check, branch);
  });
}

function wrongUnionKind(check: Check, branches: JsonSchema[], value: unknown, path: Path): DocumentProblem[] {
  if (Array.isArray(value) && branches.some((branch) => branch.required?.[0] === "all"))
    return problem(path, say("doc-is-list", { label: labelOf(path) }), say("doc-all-or-any"));
  return wrongKind(check, { anyOf: branches }, value, path);
}

function checkAlternatives(
  check: Check,
  branches: readonly JsonSchema[],
  value: Record<string, unknown>,
  path: Path,
): DocumentProblem[] {
  const tag = Object.keys(branches[0]!.properties ?? {}).find((key) =>
    branches.every((branch) => branch.properties?.[key]?.const !== undefined),
  );
  return tag === undefined ? checkKeyed(check, branches, value, path) : checkTagged(check, branches, tag, value, path);
}

/** Alternatives that are told apart by the value of one key: `kind: deb`. */
function checkTagged(
  check: Check,
  branches: readonly JsonSchema[],
  tag: string,
  value: Record<string, unknown>,
  path: Path,
): DocumentProblem[] {
  const tags = branches.map((branch) => branch.properties![tag]!.const);
  if (!Object.hasOwn(value, tag)) {
    const slip = Object.keys(value).find((key) => nearest(key, [tag]) !== undefined);
    if (slip !== undefined) return unknownKey([tag], slip, path);
    return problem(path, missingIn(path, tag), oneOfThese(tags));
  }
  const branch = branches[tags.indexOf(value[tag])];
  if (branch !== undefined) return checkValue(check, branch, value, path);
  if (kindOf(value[tag]) === "text") return checkChoice(tags, value[tag], [...path, tag]);
  return wrongKind(check, { enum: tags }, value[tag], [...path, tag]);
}

/** Alternatives that are told apart by which key they have: a detection rule is `file:` or `deb:` or … */
function checkKeyed(
  check: Check,
  branches: readonly JsonSchema[],
  value: Record<string, unknown>,
  path: Path,
): DocumentProblem[] {
  const keys = branches.map((branch) => branch.required?.[0] ?? "");
  const [only, another] = keys.filter((key) => Object.hasOwn(value, key));
  if (only === undefined) {
    const unknown = Object.keys(value);
    if (unknown.length === 0) return problem(path, say("doc-empty", { label: labelOf(path) }), oneOfThese(keys));
    return unknown.flatMap((key) => unknownKey(keys, key, path));
  }
  if (another === undefined) return checkValue(check, branches[keys.indexOf(only)]!, value, path);
  const join = keys.includes("all") ? say("doc-them-all-or-any") : undefined;
  return problem([...path, another], say("doc-side-by-side", { one: only, other: another }), join, "key");
}
