import type { Presence } from "@shoal/protocol/device/presence";
import type { FleetRules } from "@shoal/protocol/device/rules";
import { say } from "@shoal/protocol/sentence/say";

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
  if (revokedMs !== undefined) return say("presence-revoked", { span: span(nowMs - revokedMs) });
  if (quarantinedMs !== undefined) return say("presence-quarantined", { span: span(nowMs - quarantinedMs) });
  switch (presenceOf(sightings, nowMs, rules)) {
    case "online":
      return say("presence-online");
    case "retired":
      return say("presence-retired", { silence: span(retiredMs - lastSeenMs), span: span(nowMs - retiredMs) });
    case "new":
      return say("presence-new", { span: span(nowMs - enrolledMs) });
    case "stale":
      return stale(nowMs - lastSeenMs, rules);
    case "away":
      return say("presence-away", { span: span(nowMs - lastSeenMs), stale: span(rules.staleAfterMs) });
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

function stale(silentMs: number, { staleAfterMs, retireAfterMs }: FleetRules): string {
  const said = { span: span(silentMs), stale: span(staleAfterMs) };
  return retireAfterMs === 0
    ? say("presence-stale", said)
    : say("presence-stale-retires", { ...said, retire: span(retireAfterMs) });
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
