import { presenceOf, whyPresent } from "@shoal/core/device/presence";
import type { DeviceRow } from "@shoal/protocol/api/device";
import type { FleetRules } from "@shoal/protocol/device/rules";

/** A device as it is stored; what it is by the rules of the fleet depends on when one asks. */
export type Unjudged<Row extends DeviceRow = DeviceRow> = Omit<Row, "presence" | "presenceWhy">;

export function judged<Row extends Unjudged>(
  device: Row,
  nowMs: number,
  rules: FleetRules,
): Row & Pick<DeviceRow, "presence" | "presenceWhy"> {
  return { ...device, presence: presenceOf(device, nowMs, rules), presenceWhy: whyPresent(device, nowMs, rules) };
}
