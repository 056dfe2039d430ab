import { FLEET_RULE_KEYS, FLEET_RULES, type FleetRuleKey, type FleetRules } from "@shoal/protocol/device/rules";
import { nearest } from "@shoal/protocol/schema/nearest";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { formatDuration, parseDuration } from "../terminal/duration.ts";
import { formatMoment } from "../terminal/moment.ts";
import { describeManaged } from "./managed.ts";

export async function fleetRules(invocation: Invocation, _options: object, ...pairs: string[]): Promise<void> {
  const { terminal } = invocation;
  const change = Object.fromEntries(pairs.map(readRule)) as Partial<FleetRules>;
  const api = await invocation.api();
  const rules = await answerOf(
    pairs.length === 0 ? api.GET("/api/v1/fleet/rules") : api.PATCH("/api/v1/fleet/rules", { body: change }),
  );
  if (terminal.json) return terminal.answerJson(rules);
  terminal.table(FLEET_RULE_KEYS, [
    { title: "rule", cell: (key) => key, whole: true },
    { title: "value", cell: (key) => formatRule(key, rules[key]), whole: true },
    {
      title: "built-in",
      cell: (key) => ({ text: formatRule(key, FLEET_RULES[key].default), style: terminal.out.dim }),
    },
    { title: "what it does", cell: (key) => FLEET_RULES[key].help },
  ]);
  const managed = describeManaged(rules.managed, formatMoment);
  if (managed !== undefined) terminal.note(`Files manage them: ${managed}.`);
  if (pairs.length > 0) terminal.note("It holds from now on: shoal device list --query is:stale");
}

function readRule(pair: string): [FleetRuleKey, number] {
  const at = pair.indexOf("=");
  const key = at === -1 ? pair : pair.slice(0, at);
  const row = Object.hasOwn(FLEET_RULES, key) ? FLEET_RULES[key as FleetRuleKey] : undefined;
  if (!row) {
    const meant = nearest(key, FLEET_RULE_KEYS);
    throw usageFailure(
      `There is no rule "${key}"`,
      meant ? `Did you mean ${meant}?` : `There are ${FLEET_RULE_KEYS.join(", ")}.`,
    );
  }
  if (at === -1) throw usageFailure(`${key} has no value`, `Write ${key}=30d`);
  const text = pair.slice(at + 1);
  if (row.unit !== "ms") return [key as FleetRuleKey, readNumber(key as FleetRuleKey, text)];
  const value = /^(never|0)$/i.test(text) ? 0 : (parseDuration(text) ?? Number.NaN);
  if (value >= row.minimum && value <= row.maximum) return [key as FleetRuleKey, value];
  const least = row.minimum === 0 ? "never, or up" : `${formatDuration(row.minimum)} up`;
  throw usageFailure(
    `${key} cannot be "${text}"`,
    `Write a length of time, 12h or 30d: ${least} to ${formatDuration(row.maximum)}.`,
  );
}

function readNumber(key: FleetRuleKey, text: string): number {
  const { unit, minimum, maximum } = FLEET_RULES[key];
  const word = unit === "devices" ? { never: 0 }[text] : { no: 0, yes: 1 }[text];
  const value = word ?? (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);
  if (value >= minimum && value <= maximum) return value;
  throw usageFailure(
    `${key} cannot be "${text}"`,
    unit === "devices" ? "Write a number of devices, or never." : "Write yes or no.",
  );
}

function formatRule(key: FleetRuleKey, value: number): string {
  const { unit } = FLEET_RULES[key];
  if (unit === "yes or no") return value === 0 ? "no" : "yes";
  if (value === 0) return "never";
  return unit === "devices" ? String(value) : formatDuration(value);
}
