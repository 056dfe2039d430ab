import Type, { type Static } from "typebox";
import { FLEET_RULES, type FleetRuleKey, type FleetRules } from "../device/rules.ts";
import { Managed } from "../fleet/managed.ts";

const rows = Object.entries(FLEET_RULES).map(
  ([key, { minimum, maximum, title, help }]) =>
    [key, Type.Integer({ minimum, maximum, title, description: help })] as const,
);
const properties = Object.fromEntries(rows) as Record<FleetRuleKey, Type.TInteger>;

/** What this fleet's devices are judged by, milliseconds. */
export const FleetRulesAnswer = Type.Unsafe<FleetRules & { managed?: Managed }>(
  Type.Object({ ...properties, managed: Type.Optional(Managed) }, { additionalProperties: false }),
);
export type FleetRulesAnswer = FleetRules & { managed?: Managed };
/** What is not said stays. */
export const FleetRulesSpec = Type.Unsafe<Partial<FleetRules>>(
  Type.Partial(Type.Object(properties, { additionalProperties: false })),
);
export type FleetRulesSpec = Static<typeof FleetRulesSpec>;
