import { ARCHITECTURES, FORM_FACTORS, OS_NAMES } from "@shoal/protocol/device/kinds";
import type { Platform } from "@shoal/protocol/device/platform";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import { versionBetween } from "../version/between.ts";
import { compareVersions } from "../version/compare.ts";
import { ARCHITECTURES_32, BITNESSES, type Candidate, conditionsOf, rangeOf } from "./conditions.ts";
import { describePlatform } from "./describe.ts";
import { holds } from "./holds.ts";
import { isMoreSpecific } from "./specific.ts";

/** Two variants of which neither is more specific, and a device that both match and no third one settles. */
export interface Tie {
  variants: [string, string];
  platform: Platform;
  example: string;
}

export type TieCheck = { ok: true; ties: Tie[] } | { ok: false; error: string };

/** More ties than this are not looked for: an author reads one, corrects it, and publishes again. */
const TIES_SHOWN = 20;

/**
 * Exact: all values of a dimension that the same variants accept are one class, and a class stands for each of its values;
 * so every kind of device there can be is one cell of the product. A part of the product is visited once for each set of
 * variants that are still in question there, and not at all where fewer than two are.
 */
export function findTies(variants: readonly Candidate[], maxCells: number = LIMITS.tieCheckCells): TieCheck {
  const candidates = [...variants].sort((a, b) => (a.id < b.id ? -1 : 1));
  const beatenBy = beatenByMasks(candidates);
  const dimensions = dimensionsOf(candidates);
  const seen = dimensions.map(() => new Set<string>());
  const ties = new Map<string, Tie>();
  let cells = 0;

  function visit(depth: number, mask: bigint, path: readonly ValueClass[]): void {
    if ((mask & (mask - 1n)) === 0n || cells > maxCells || ties.size >= TIES_SHOWN) return;
    const families = path.map((each) => each.family);
    if (!isPossible(families)) return;
    cells++;
    const dimension = dimensions[depth];
    if (dimension === undefined) {
      const best = bitsOf(mask).filter((at) => (beatenBy[at]! & mask) === 0n);
      const [a, b] = best.map((at) => candidates[at]!.id);
      if (a !== undefined && b !== undefined && !ties.has(`${a} ${b}`)) ties.set(`${a} ${b}`, tie(a, b, path));
      return;
    }
    const state = `${mask} ${families.join("")}`;
    if (seen[depth]!.has(state)) return;
    seen[depth]!.add(state);
    for (const each of dimension) visit(depth + 1, mask & each.mask, [...path, each]);
  }

  visit(
    0,
    maskOf(candidates, () => true),
    [],
  );
  if (cells > maxCells)
    return {
      ok: false,
      error: say("pkg-cells", { count: maxCells }),
    };
  return { ok: true, ties: [...ties.values()] };
}

function tie(a: string, b: string, path: readonly ValueClass[]): Tie {
  const platform = Object.assign({}, ...path.map((each) => each.value)) as Platform;
  return { variants: [a, b], platform, example: describePlatform(platform) };
}

/** Per variant the variants that are more specific than it. */
function beatenByMasks(candidates: readonly Candidate[]): bigint[] {
  const conditions = candidates.map((each) => conditionsOf(each.match));
  return conditions.map((b) => maskOf(conditions, (a) => a !== undefined && b !== undefined && isMoreSpecific(a, b)));
}

interface ValueClass {
  value: Partial<Platform>;
  /** Bit n: variant n accepts the value. */
  mask: bigint;
  /** What may go together: values of one class are of one family. */
  family: Family;
}

type Family = "" | "linux" | "named" | "32" | "64";

/** No distribution outside Linux, no 64-bit system on a 32-bit processor. */
function isPossible(families: readonly Family[]): boolean {
  return (
    !(families.includes("named") && !families.includes("linux")) &&
    !(families.includes("32") && families.includes("64"))
  );
}

/** Per dimension one value of each class; the first of a class stands for it, so the plainest values come first. */
function dimensionsOf(candidates: readonly Candidate[]): ValueClass[][] {
  const distributions = new Set(candidates.flatMap((each) => each.match.distribution ?? []));
  const classes = <K extends keyof Platform>(
    key: K,
    values: readonly Platform[K][],
    family: (value: Platform[K]) => Family = () => "",
  ): ValueClass[] => {
    const found = new Map<string, ValueClass>();
    for (const value of values) {
      const mask = maskOf(candidates, ({ match }) =>
        holds(match[key] === undefined ? {} : { [key]: match[key] }, { [key]: value } as unknown as Platform),
      );
      const signature = `${mask} ${family(value)}`;
      if (!found.has(signature)) found.set(signature, { value: { [key]: value }, mask, family: family(value) });
    }
    return [...found.values()];
  };
  return [
    classes("os", OS_NAMES, (os) => (os === "linux" ? "linux" : "")),
    // "" is the one that nobody names, and the only one outside Linux.
    classes("distribution", ["", ...distributions], (distribution) => (distribution === "" ? "" : "named")),
    classes("arch", ["x64", "arm64", ...ARCHITECTURES], (arch) => (ARCHITECTURES_32.has(arch) ? "32" : "")),
    classes("bitness", [64, ...BITNESSES], (bitness) => (bitness === 64 ? "64" : "")),
    classes("formFactor", FORM_FACTORS),
    classes("osVersion", versionsOf(candidates)),
  ];
}

/** Every version that a variant names, one between each two, one below and one above all, and none at all. */
function versionsOf(candidates: readonly Candidate[]): string[] {
  const ranges = candidates
    .map((each) => rangeOf(each.match))
    .filter((range) => range !== undefined && "comparisons" in range);
  const named = ranges.flatMap((range) => range.comparisons.map((each) => each.version)).sort(compareVersions);
  const points = named.filter((each, at) => at === 0 || compareVersions(named[at - 1]!, each) !== 0);
  if (points.length === 0) return [""];
  return [
    ...points,
    ...points.map((point, at) => versionBetween(point, points[at + 1])),
    versionBetween(undefined, points[0]),
    "",
  ];
}

function maskOf<T>(items: readonly T[], test: (item: T) => boolean): bigint {
  return items.reduce((mask, item, at) => (test(item) ? mask | (1n << BigInt(at)) : mask), 0n);
}

function bitsOf(mask: bigint): number[] {
  const bits: number[] = [];
  for (let rest = mask, at = 0; rest !== 0n; rest >>= 1n, at++) if (rest & 1n) bits.push(at);
  return bits;
}
