import type { Targets } from "@shoal/protocol/task/task";

/** `every device`; `linux or macos, x64; and 2 devices by name`. */
export function describeTargets(targets: Targets): string {
  if (targets.all) return "every device";
  const match = [
    targets.os?.join(" or "),
    targets.arch?.join(" or "),
    targets.formFactor?.join(" or "),
    targets.name === undefined ? undefined : `name contains "${targets.name}"`,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(", ");
  const count = targets.deviceIds?.length ?? 0;
  const list = count === 0 ? "" : count === 1 ? `device ${targets.deviceIds![0]}` : `${count} chosen devices`;
  return [match, list].filter((part) => part !== "").join("; and ") || "nothing";
}
