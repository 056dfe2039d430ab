import { changesBetween } from "@shoal/core/fleet/changes";
import { DEFAULT_FLEET_RULES, FLEET_RULE_KEYS, type FleetRules } from "@shoal/protocol/device/rules";
import type { RulesObject } from "@shoal/protocol/fleet/object";
import { changeRules, readRules } from "./rules.ts";
import type { Kind, Outcome, Run } from "./run.ts";

/** The rules are always there: they are changed, and pruned they are the built-in ones again. */
export const rulesKind: Kind<RulesObject> = {
  async apply(run, { kind: _kind, name: _name, ...rules }) {
    return await set(run, { ...DEFAULT_FLEET_RULES, ...rules });
  },
  async prune(run) {
    return { ...(await set(run, DEFAULT_FLEET_RULES)), verb: "delete" };
  },
};

async function set({ trx, orders, scope }: Run, rules: FleetRules): Promise<Outcome> {
  const before = await readRules(trx);
  const changes = changesBetween(before, rules);
  if (changes.length > 0) await changeRules(trx, orders, rules, scope.nowMs);
  const isBuiltIn = FLEET_RULE_KEYS.every((key) => before[key] === DEFAULT_FLEET_RULES[key]);
  return {
    verb: changes.length === 0 ? "same" : "change",
    changes,
    effects: changes.length === 0 ? [] : ["devices are judged by it from the next minute on"],
    devices: 0,
    byHand: !isBuiltIn,
  };
}
