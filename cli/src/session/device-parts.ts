import type { SessionPartRow } from "@shoal/protocol/api/session";
import type { SessionBytes } from "@shoal/protocol/session/report";

const SUMS = [
  "symbolsSent",
  "paritySent",
  "symbolsReceived",
  "parityReceived",
  "datagramsHeard",
  "datagramsLost",
  "bytesAgain",
] as const;

/** Where in the tree a part belongs. */
export function placeOf({ site, subnet, session }: { site?: string; subnet?: string; session: string }): string {
  return `${site ?? ""}\n${subnet ?? ""}\n${session}`;
}

/** A device that began anew has several parts in a session: for a person it is one, and what it is now is what counts. */
export function joinParts(parts: readonly SessionPartRow[]): Map<string, SessionPartRow[]> {
  const devices = new Map<string, Map<string, SessionPartRow>>();
  for (const part of parts) {
    const place = devices.get(placeOf(part)) ?? new Map<string, SessionPartRow>();
    devices.set(placeOf(part), place);
    const before = place.get(part.deviceId);
    place.set(part.deviceId, before ? both(before, part) : part);
  }
  return new Map([...devices].map(([place, rows]) => [place, [...rows.values()].sort(inOrder)]));
}

function both(one: SessionPartRow, other: SessionPartRow): SessionPartRow {
  const last = one.endedMs > other.endedMs ? one : other;
  const sums = Object.fromEntries(SUMS.map((name) => [name, one[name] + other[name]]));
  const bytes = Object.fromEntries(
    Object.entries(one.bytes).map(([source, count]) => [source, count + other.bytes[source as keyof SessionBytes]]),
  ) as SessionBytes;
  return { ...last, ...sums, bytes, led: one.led || other.led, late: one.late || other.late };
}

/** Who led comes first, those that cast most before others. */
function inOrder(a: SessionPartRow, b: SessionPartRow): number {
  if (a.led !== b.led) return a.led ? -1 : 1;
  if (a.led && a.symbolsSent !== b.symbolsSent) return b.symbolsSent - a.symbolsSent;
  return a.device.localeCompare(b.device, "en", { numeric: true });
}
