const DAY = 86_400_000;

/** By which a fleet judges its devices and keeps its books; one object for all of them. */
export const FLEET_RULES = {
  staleAfterMs: {
    unit: "ms",
    default: 7 * DAY,
    minimum: 60_000,
    maximum: 3650 * DAY,
    title: "Stale after",
    help: "A device that was not heard from for this long is stale: something may be wrong with it.",
  },
  retireAfterMs: {
    unit: "ms",
    default: 90 * DAY,
    minimum: 0,
    maximum: 3650 * DAY,
    title: "Retired after",
    help: "A device that was not heard from for this long is no target any more and its open actions expire; 0: never. It is back at its next check-in.",
  },
  auditKeepMs: {
    unit: "ms",
    default: 0,
    minimum: 0,
    maximum: 100 * 365 * DAY,
    title: "Audit trail kept",
    help: "Entries of the audit trail that are older are removed, up to the last signed checkpoint; 0: never.",
  },
  approvalAboveDevices: {
    unit: "devices",
    default: 0,
    minimum: 0,
    maximum: 10_000_000,
    title: "Second person above",
    help: "A task for more devices than this is started only when another operator agrees to it; 0: never asked for.",
  },
  approvalForScripts: {
    unit: "yes or no",
    default: 0,
    minimum: 0,
    maximum: 1,
    title: "Second person for scripts",
    help: "1: a task whose release runs scripts is started only when another operator agrees to it.",
  },
} as const satisfies Record<string, FleetRule>;

interface FleetRule {
  unit: "ms" | "devices" | "yes or no";
  default: number;
  minimum: number;
  maximum: number;
  title: string;
  help: string;
}

export type FleetRuleKey = keyof typeof FLEET_RULES;
export type FleetRules = Record<FleetRuleKey, number>;
export const FLEET_RULE_KEYS = Object.keys(FLEET_RULES) as FleetRuleKey[];

export const DEFAULT_FLEET_RULES = Object.fromEntries(
  FLEET_RULE_KEYS.map((key) => [key, FLEET_RULES[key].default]),
) as FleetRules;
