import type { OsName } from "@shoal/protocol/device/platform";
import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf, DetectRule } from "@shoal/protocol/package/detect";
import type { Variant } from "@shoal/protocol/package/release";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { conditionsOf } from "../variant/conditions.ts";
import { intervalOf } from "../version/interval.ts";
import { parseRange } from "../version/range.ts";
import { checkAbsolute } from "./check-folder.ts";
import { hasReceipt } from "./default-detect.ts";
import { type PackageProblem, problemAt } from "./problem.ts";

type LeafKind = DetectLeaf extends infer L ? (L extends unknown ? keyof L : never) : never;

/** Leaves that can only ever be answered on one system. */
const LEAF_OS: Partial<Record<LeafKind, OsName>> = { registry: "windows", msi: "windows", deb: "linux", rpm: "linux" };

/** What the schema cannot say of a detection rule: its size, its ranges and patterns, and that its leaves can be answered. */
export function checkDetect(variant: Variant, path: Path): PackageProblem[] {
  const here: Path = [...path, "detect"];
  const leaves: [Path, DetectLeaf][] = [];
  if (!collect(variant.detect, here, 1, leaves))
    return problemAt(here, say("pkg-detect-deep", { count: LIMITS.detectDepth }));
  if (leaves.length > LIMITS.detectLeaves)
    return problemAt(here, say("pkg-detect-many", { count: leaves.length, maximum: LIMITS.detectLeaves }));
  return leaves.flatMap(([where, leaf]) => [...checkSystem(variant, leaf, where), ...checkLeaf(variant, leaf, where)]);
}

/** False where the tree is deeper than the limit. */
function collect(rule: DetectRule, path: Path, depth: number, leaves: [Path, DetectLeaf][]): boolean {
  if (depth > LIMITS.detectDepth) return false;
  if ("not" in rule) return collect(rule.not, [...path, "not"], depth + 1, leaves);
  if ("all" in rule) return rule.all.every((each, at) => collect(each, [...path, "all", at], depth + 1, leaves));
  if ("any" in rule) return rule.any.every((each, at) => collect(each, [...path, "any", at], depth + 1, leaves));
  leaves.push([path, rule]);
  return true;
}

function checkSystem(variant: Variant, leaf: DetectLeaf, path: Path): PackageProblem[] {
  const kind = Object.keys(leaf)[0] as LeafKind;
  const needed = LEAF_OS[kind];
  const systems = conditionsOf(variant.match)?.os;
  if (needed === undefined || systems === undefined || systems.has(needed)) return [];
  return problemAt(path, say("pkg-detect-system", { detector: kind, os: needed }));
}

function checkLeaf(variant: Variant, leaf: DetectLeaf, path: Path): PackageProblem[] {
  if ("file" in leaf) return checkAbsolute(leaf.file.path, [...path, "file", "path"]);
  if ("version" in leaf)
    return [
      ...checkRange(leaf.version.range, [...path, "version", "range"]),
      ...checkPattern(leaf.version.pattern, [...path, "version", "pattern"]),
    ];
  if ("msi" in leaf) return checkRange(leaf.msi.range, [...path, "msi", "range"]);
  if ("deb" in leaf) return checkRange(leaf.deb.range, [...path, "deb", "range"], "own order");
  if ("rpm" in leaf) return checkRange(leaf.rpm.range, [...path, "rpm", "range"], "own order");
  if ("registry" in leaf) {
    const { value, equals, range } = leaf.registry;
    const compares = equals === undefined ? (range === undefined ? undefined : "range") : "equals";
    if (compares !== undefined && value === undefined)
      return problemAt([...path, "registry"], say("pkg-compares", { label: compares }), say("pkg-compares-hint"));
    return checkRange(range, [...path, "registry", "range"]);
  }
  if ("receipt" in leaf && !hasReceipt(variant.installer))
    return problemAt(path, say("pkg-no-receipt", { installer: variant.installer.kind }), say("pkg-other-rule"));
  return [];
}

/** Debian's and RPM's versions have an order of their own, so which of them are none at all is not for us to say. */
function checkRange(
  text: string | undefined,
  path: Path,
  order: "own order" | "our order" = "our order",
): PackageProblem[] {
  if (text === undefined) return [];
  const parsed = parseRange(text);
  if (!parsed.ok) return problemAt(path, say("of-variant", { variant: "range", why: parsed.error }));
  return order === "our order" && intervalOf(parsed.range) === undefined
    ? problemAt(path, say("of-variant", { variant: "range", why: say("range-none", { range: text }) }))
    : [];
}

function checkPattern(pattern: string | undefined, path: Path): PackageProblem[] {
  if (pattern === undefined) return [];
  try {
    // Beside an empty alternative everything matches, and the match shows how many groups there are.
    const groups = new RegExp(`${pattern}|`).exec("")!.length - 1;
    new RegExp(pattern);
    return groups > 0 ? [] : problemAt(path, say("pkg-no-group"), say("pkg-no-group-hint"));
  } catch (error) {
    return problemAt(path, say("pkg-no-pattern", { detail: (error as Error).message.split(": ").at(-1)! }));
  }
}
