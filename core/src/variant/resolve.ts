import type { Platform } from "@shoal/protocol/device/platform";
import { type Candidate, conditionsOf } from "./conditions.ts";
import { judge } from "./holds.ts";
import { isMoreSpecific } from "./specific.ts";

/** Why a variant is not the one, in words. */
export interface Passed {
  variant: string;
  because: string;
}

export type Resolution<V> =
  /** `because` says which conditions held, and which other matching variants were less specific. */
  | { ok: true; variant: V; because: string[] }
  /** `none`: the first failing condition of each variant. `tie`: those that match equally well; publishing excludes it. */
  | { ok: false; reason: "none" | "tie"; why: Passed[] };

/** The most specific of the variants that match. Their order never matters. Never throws. */
export function resolveVariant<V extends Candidate>(variants: readonly V[], platform: Platform): Resolution<V> {
  const judged = [...variants]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((variant) => ({ variant, judgements: judge(variant.match, platform) }));
  const matching = judged.filter((each) => each.judgements.every((judgement) => judgement.holds));
  if (matching.length === 0)
    return {
      ok: false,
      reason: "none",
      why: judged.map(({ variant, judgements }) => ({
        variant: variant.id,
        because: judgements.find((each) => !each.holds)!.words,
      })),
    };

  const best = matching.filter(
    (each) => !matching.some((other) => other !== each && beats(other.variant, each.variant)),
  );
  const [winner, rival] = best;
  if (winner === undefined || rival !== undefined) {
    const names = best.map((each) => each.variant.id);
    return {
      ok: false,
      reason: "tie",
      why: names.map((variant) => ({
        variant,
        because: `matches, and so does ${names.filter((each) => each !== variant).join(", ")}: neither is more specific`,
      })),
    };
  }
  const conditions = winner.judgements.map((each) => each.words);
  const beaten = matching.filter((each) => each !== winner).map((each) => `more specific than ${each.variant.id}`);
  return {
    ok: true,
    variant: winner.variant,
    because: [...(conditions.length === 0 ? ["it is for every device"] : conditions), ...beaten],
  };
}

function beats(a: Candidate, b: Candidate): boolean {
  const [conditionsA, conditionsB] = [conditionsOf(a.match), conditionsOf(b.match)];
  return conditionsA !== undefined && conditionsB !== undefined && isMoreSpecific(conditionsA, conditionsB);
}
