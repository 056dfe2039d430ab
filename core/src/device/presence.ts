import type { Presence } from "@shoal/protocol/device/presence";
import type { FleetRules } from "@shoal/protocol/device/rules";

/** What is known of when a device was there. Times are milliseconds since 1970, by the server's clock. */
export interface Sightings {
  /** Its socket is open at this moment. */
  online: boolean;
  enrolledMs: number;
  /** When it was last heard from; when it enrolled where it was never heard from since. */
  lastSeenMs: number;
  /** Absent where it enrolled and never came. */
  firstSeenMs?: number;
  /** Since when it counts as retired. */
  retiredMs?: number;
  /** Since when it is refused everything: it is retired as well. */
  revokedMs?: number;
  /** Since when two holders of its key were seen. */
  quarantinedMs?: number;
}

/** What a device is, by the first rule that holds. */
export function presenceOf(
  { online, firstSeenMs, lastSeenMs, retiredMs }: Sightings,
  nowMs: number,
  { staleAfterMs }: Pick<FleetRules, "staleAfterMs">,
): Presence {
  if (online) return "online";
  if (retiredMs !== undefined) return "retired";
  if (firstSeenMs === undefined) return "new";
  return nowMs - lastSeenMs >= staleAfterMs ? "stale" : "away";
}

/** The rule that made it so, as a sentence for an operator. */
export function whyPresent(sightings: Sightings, nowMs: number, rules: FleetRules): string {
  const { enrolledMs, lastSeenMs, retiredMs = 0, revokedMs, quarantinedMs } = sightings;
  if (revokedMs !== undefined) return `revoked ${span(nowMs - revokedMs)} ago: it is refused everything`;
  if (quarantinedMs !== undefined)
    return `two holders of its key were seen ${span(nowMs - quarantinedMs)} ago: nothing is given to either until it is released`;
  switch (presenceOf(sightings, nowMs, rules)) {
    case "online":
      return "its socket is open";
    case "retired":
      return `not heard from for ${span(retiredMs - lastSeenMs)} when it was retired, ${span(nowMs - retiredMs)} ago; it is back at its next check-in`;
    case "new":
      return `enrolled ${span(nowMs - enrolledMs)} ago, and has never checked in`;
    case "stale":
      return `not heard from for ${span(nowMs - lastSeenMs)}; stale after ${span(rules.staleAfterMs)}${retirement(rules)}`;
    case "away":
      return `last heard from ${span(nowMs - lastSeenMs)} ago; stale after ${span(rules.staleAfterMs)}`;
  }
}

/** Devices that were last heard from at this moment or before are retired; undefined where none ever is. */
export function retiredSinceMs(
  nowMs: number,
  { retireAfterMs }: Pick<FleetRules, "retireAfterMs">,
): number | undefined {
  return retireAfterMs === 0 ? undefined : nowMs - retireAfterMs;
}

/** How a server knows that it has been there to hear devices. */
export interface Watch {
  /** When it last said so. */
  aliveMs: number;
  /** From when on silence is the devices' own. */
  trustedFromMs: number;
}

/** A server that says nothing for this long was not there: stopped, suspended, or put back from a backup. */
const GAP_MS = 10 * 60_000;
/** Every device that is well has checked in by then: once a day at least, with a fifth more. */
const RETURN_MS = 30 * 3_600_000;

/**
 * A server that was not there heard nobody, and that says nothing of the devices: they have time to come back before any of them is
 * judged by its silence.
 */
export function watchOn(before: Watch | undefined, nowMs: number): Watch {
  const wasThere = before !== undefined && nowMs - before.aliveMs <= GAP_MS;
  return { aliveMs: nowMs, trustedFromMs: wasThere ? before.trustedFromMs : nowMs + RETURN_MS };
}

function retirement({ retireAfterMs }: FleetRules): string {
  return retireAfterMs === 0 ? "" : `, retired after ${span(retireAfterMs)}`;
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** In one unit, rounded down: nobody is said to be away for longer than they were. */
function span(ms: number): string {
  const [unit, sizeMs] = UNITS.find(([, size]) => ms >= size) ?? UNITS.at(-1)!;
  const count = Math.max(0, Math.floor(ms / sizeMs));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
