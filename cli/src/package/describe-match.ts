import type { Match } from "@shoal/protocol/package/match";

/** `windows >=10.0.17763, x64, pos`; "every device" where there is no condition. */
export function describeMatch(match: Match): string {
  const system = [match.os?.join(" or "), match.osVersion].filter((each) => each !== undefined).join(" ");
  const parts = [
    system,
    match.distribution?.join(" or "),
    match.arch?.join(" or "),
    match.bitness?.map((bits) => `${bits}-bit`).join(" or "),
    match.formFactor?.join(" or "),
  ].filter((part) => part !== undefined && part !== "");
  return parts.length === 0 ? "every device" : parts.join(", ");
}
