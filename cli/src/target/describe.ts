import type { Targets } from "@shoal/protocol/task/task";

/** `every device`; `linux or macos, x64; and group berlin; and 2 chosen devices`; each `of group tills`. */
export function describeTargets({ within, ...targets }: Targets): string {
  if (within)
    return `${describeTargets(targets)} of ${within.length === 1 ? "group" : "groups"} ${within.join(" or ")}`;
  if (targets.all) return "every device";
  const match = [
    targets.os?.join(" or "),
    targets.arch?.join(" or "),
    targets.formFactor?.join(" or "),
    targets.name === undefined ? undefined : `name contains "${targets.name}"`,
    targets.query === undefined ? undefined : `query ${targets.query}`,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(", ");
  const count = targets.deviceIds?.length ?? 0;
  const list = count === 0 ? "" : count === 1 ? `device ${targets.deviceIds![0]}` : `${count} chosen devices`;
  const groups = (targets.groups ?? []).map((name) => `group ${name}`);
  return [match, ...groups, list].filter((part) => part !== "").join("; and ") || "nothing";
}
