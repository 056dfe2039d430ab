import { describePlatform } from "@shoal/core/variant/describe";
import type { DeviceRow } from "@shoal/protocol/api/device";
import { formatAgo } from "../terminal/moment.ts";
import type { Style } from "../terminal/style.ts";
import type { Column } from "../terminal/table.ts";

/** What a person wants to know of each device of a list. */
export function deviceColumns(style: Style, nowMs: number): Column<DeviceRow>[] {
  return [
    { title: "device", cell: (device) => device.name },
    {
      title: "presence",
      whole: true,
      cell: ({ presence }) => ({ text: presence, style: presenceStyle(presence, style) }),
    },
    { title: "seen", cell: (device) => seenText(device, nowMs), whole: true },
    { title: "platform", cell: (device) => describePlatform(device.platform) },
    { title: "agent", cell: (device) => device.agentVersion },
    { title: "tags", cell: (device) => device.tags.join(" ") },
    { title: "id", cell: (device) => device.id, whole: true },
  ];
}

/** A device that enrolled and never came was not seen. */
export function seenText(
  { firstSeenMs, lastSeenMs }: Pick<DeviceRow, "firstSeenMs" | "lastSeenMs">,
  nowMs: number,
): string {
  return firstSeenMs === undefined ? "never" : formatAgo(lastSeenMs, nowMs);
}

function presenceStyle(presence: DeviceRow["presence"], style: Style): (text: string) => string {
  switch (presence) {
    case "online":
      return style.green;
    case "stale":
      return style.yellow;
    default:
      return style.dim;
  }
}
