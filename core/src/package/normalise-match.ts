import type { Match } from "@shoal/protocol/package/match";
import type { VariantText } from "@shoal/protocol/package/package-file";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { conditionsOf } from "../variant/conditions.ts";
import { compareVersions } from "../version/compare.ts";
import { type Complain, problemAt } from "./problem.ts";

/** Single values become lists; lists are sorted, so that the same conditions are the same bytes. */
export function normaliseMatch(text: VariantText["match"], path: Path, complain: Complain): Match {
  const match: Match = {
    ...(text.os === undefined ? {} : { os: list(text.os) }),
    ...(text.osVersion === undefined ? {} : { osVersion: text.osVersion.trim().replace(/\s+/g, " ") }),
    // os-release(5): ID is lower case.
    ...(text.distribution === undefined
      ? {}
      : { distribution: list([text.distribution].flat().map((each) => each.toLowerCase())) }),
    ...(text.arch === undefined ? {} : { arch: list(text.arch) }),
    ...(text.bitness === undefined ? {} : { bitness: list(text.bitness) }),
    ...(text.formFactor === undefined ? {} : { formFactor: list(text.formFactor) }),
  };
  const conditions = conditionsOf(match);
  const lower = conditions?.osVersion?.lower;
  if (conditions?.os.size === 1 && conditions.os.has("windows") && lower && compareVersions(lower.version, "10.1") > 0)
    complain(
      problemAt([...path, "osVersion"], say("pkg-no-windows", { version: lower.version }), say("pkg-windows-are")),
    );
  return match;
}

function list<T extends string | number>(value: T | readonly T[]): T[] {
  return [...new Set([value].flat() as T[])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
