import type { FleetChange } from "@shoal/protocol/api/fleet-plan";
import { LIMITS } from "@shoal/protocol/limits";

/**
 * In what two plain values differ, by the path of each: `values.pollIntervalMs`, `rings[1].percent`. Lists of the same length are
 * compared entry by entry where these are mappings; otherwise a list is one value. The order of keys is no difference.
 */
export function changesBetween(before: unknown, after: unknown): FleetChange[] {
  return differences("", before, after);
}

function differences(path: string, before: unknown, after: unknown): FleetChange[] {
  if (isMapping(before) && isMapping(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(path === "" ? key : `${path}.${key}`, before[key], after[key]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length && before.every(isMapping))
    return before.flatMap((each, at) => differences(`${path}[${at}]`, each, after[at]));
  if (canonical(before) === canonical(after)) return [];
  return [
    {
      path,
      ...(before === undefined ? {} : { before: shown(before) }),
      ...(after === undefined ? {} : { after: shown(after) }),
    },
  ];
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same text for the same value, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      isMapping(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
    ) ?? ""
  );
}

function shown(value: unknown): unknown {
  if ((JSON.stringify(value)?.length ?? 0) <= LIMITS.planValueChars) return value;
  return Array.isArray(value) ? `${value.length} entries` : `${JSON.stringify(value).slice(0, 100)}…`;
}
