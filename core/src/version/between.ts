import { compareKeys } from "./compare.ts";
import { formatVersionKey, type VersionKey, versionKey } from "./key.ts";

/**
 * A version strictly between two others, as plain as there is one; without an end, below or above the other. There is
 * always one, because a `~` behind a version is just below it and a number just above.
 * @param low must be below `high`
 */
export function versionBetween(low: string | undefined, high: string | undefined): string {
  const lowKey = low === undefined ? undefined : versionKey(low);
  const highKey = high === undefined ? undefined : versionKey(high);
  const found = [...above(lowKey), ...below(highKey)].find(
    (key) =>
      (lowKey === undefined || compareKeys(lowKey, key) < 0) &&
      (highKey === undefined || compareKeys(key, highKey) < 0),
  );
  if (found === undefined) throw new RangeError(`"${low}" is not below "${high}"`);
  return formatVersionKey(found);
}

function above(key: VersionKey | undefined): VersionKey[] {
  if (key === undefined) return [{ epoch: "0", head: [], tail: [] }];
  const one = { kind: "number", digits: "1" } as const;
  return [
    { ...key, head: stepLast(key.head, 1n), tail: [] },
    { ...key, head: [...key.head, "1"], tail: [] },
    { ...key, tail: [...key.tail, one] },
  ];
}

function below(key: VersionKey | undefined): VersionKey[] {
  if (key === undefined) return [];
  return [
    { ...key, head: stepLast(key.head, -1n), tail: [] },
    { ...key, tail: [...key.tail, { kind: "tilde" }] },
  ];
}

/** The last number one higher or lower; a key's last number is never 0. */
function stepLast(head: string[], step: bigint): string[] {
  if (head.length === 0) return step > 0n ? ["1"] : [];
  const last = (BigInt(head.at(-1)!) + step).toString();
  return last === "0" ? head.slice(0, -1) : [...head.slice(0, -1), last];
}
