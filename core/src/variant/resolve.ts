import type { Platform } from "@shoal/protocol/device/platform";
import { say } from "@shoal/protocol/sentence/say";
import { type Candidate, type Conditions, conditionsOf, rangeOf } from "./conditions.ts";
import { type Judgement, judge } from "./holds.ts";
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
  return resolverOf(variants)(platform);
}

/** The same for many devices: what only the variants decide is worked out once. */
export function resolverOf<V extends Candidate>(variants: readonly V[]): (platform: Platform) => Resolution<V> {
  const prepared = [...variants]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((variant) => ({ variant, range: rangeOf(variant.match), conditions: conditionsOf(variant.match) }));
  return (platform) => {
    const judged = prepared.map((each) => ({ ...each, judgements: judge(each.variant.match, platform, each.range) }));
    const matching = judged.filter((each) => each.judgements.every((judgement) => judgement.holds));
    return matching.length === 0 ? none(judged) : choose(matching);
  };
}

interface Judged<V> {
  variant: V;
  conditions: Conditions | undefined;
  judgements: Judgement[];
}

function none<V extends Candidate>(judged: readonly Judged<V>[]): Resolution<V> {
  const why = judged.map(({ variant, judgements }) => ({
    variant: variant.id,
    because: judgements.find((each) => !each.holds)!.words(),
  }));
  return { ok: false, reason: "none", why };
}

function choose<V extends Candidate>(matching: readonly Judged<V>[]): Resolution<V> {
  const best = matching.filter((each) => !matching.some((other) => beats(other.conditions, each.conditions)));
  const [winner, rival] = best;
  if (winner === undefined || rival !== undefined) {
    const names = best.map((each) => each.variant.id);
    const because = (variant: string) => say("tie", { others: names.filter((each) => each !== variant).join(", ") });
    return { ok: false, reason: "tie", why: names.map((variant) => ({ variant, because: because(variant) })) };
  }
  const conditions = winner.judgements.map((each) => each.words());
  const beaten = matching
    .filter((each) => each !== winner)
    .map((each) => say("more-specific", { variant: each.variant.id }));
  return {
    ok: true,
    variant: winner.variant,
    because: [...(conditions.length === 0 ? [say("for-every-device")] : conditions), ...beaten],
  };
}

function beats(a: Conditions | undefined, b: Conditions | undefined): boolean {
  return a !== undefined && b !== undefined && isMoreSpecific(a, b);
}
