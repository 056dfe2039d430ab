import { inRange } from "../version/range.ts";
import type { Candidate, Need, ReleaseId } from "./candidate.ts";

/** Who needs which versions of a package. */
export interface Wish {
  by: ReleaseId;
  need: Need;
  /** It is on the device and works; what comes may not break it. */
  installed: boolean;
}

/** Why there is no plan. Of a package with versions, `there` has all of them. */
export type DeadEnd =
  /** Nothing of the package is published. */
  | { kind: "unpublished"; wish: Wish }
  | { kind: "no-version"; wish: Wish; there: readonly Candidate[] }
  /** Each of the wishes can be met alone. */
  | { kind: "conflict"; wishes: readonly Wish[]; there: readonly Candidate[] }
  /** What is to be installed does not suit what is needed beside it. */
  | { kind: "ordered"; target: ReleaseId; wish: Wish }
  /** Each needs the next one, and the last the first. */
  | { kind: "circle"; circle: readonly ReleaseId[] }
  /** It would have to be there already. */
  | { kind: "missing"; wish: Wish; installed: string | undefined }
  /** More packages or choices than are allowed. */
  | { kind: "too-much" };

export function isMetBy(wish: Wish, version: string): boolean {
  return inRange(version, wish.need.range);
}

/** Why no usable version of a package meets all of these wishes. */
export function whyNone(
  wishes: readonly [Wish, ...Wish[]],
  there: readonly Candidate[],
  usable: readonly Candidate[],
): DeadEnd {
  if (there.length === 0) return { kind: "unpublished", wish: wishes[0] };
  const alone = wishes.find((wish) => !usable.some((each) => isMetBy(wish, each.version)));
  if (alone) return { kind: "no-version", wish: alone, there };
  for (const [at, one] of wishes.entries())
    for (const other of wishes.slice(at + 1))
      if (!usable.some((each) => isMetBy(one, each.version) && isMetBy(other, each.version)))
        return { kind: "conflict", wishes: [one, other], there };
  return { kind: "conflict", wishes, there };
}
