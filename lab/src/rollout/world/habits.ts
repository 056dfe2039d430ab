import type { Random } from "@shoal/core/random/seeded";
import type { ZoneClock } from "./zone.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a device and its people are like. */
export interface Habits {
  /** `always` on; `office`: on when its people are there; `rare`: away for days. */
  kind: "always" | "office" | "rare";
  hasPeople: boolean;
  /** Day and night, as at a till that never closes. */
  isStaffed: boolean;
  /** How fast its clock runs, and how far its wall clock is ahead. */
  clockRate: number;
  wallAheadMs: number;
  /** Its battery is flat: each start is in 1970, until it hears the server. */
  lostClock: boolean;
  /** Of what people are told of, they put off so much. */
  putsOff: number;
  /** Another program installs when it would. */
  busy: number;
  /** What it says gets through only now and then. */
  isQuiet: boolean;
  /** The power fails beside a write to the disk. */
  diesAtAStep: number;
}

export function habitsOf(random: Random): Habits {
  const kind = (["always", "office", "rare"] as const)[Math.floor(random() * 3)]!;
  return {
    kind,
    hasPeople: random() < 0.6,
    isStaffed: random() < 0.1,
    clockRate: 1 + (random() - 0.5) * 2e-4,
    wallAheadMs: random() < 0.2 ? (random() - 0.5) * 20 * DAY_MS : (random() - 0.5) * 60_000,
    lostClock: random() < 0.1,
    busy: random() < 0.05 ? 0.7 : 0.02,
    isQuiet: random() < 0.05,
    putsOff: random() * 0.8,
    diesAtAStep: random() < 0.2 ? 0.01 : 0,
  };
}

/** Is somebody at the device? On working days, most of the time. */
export function isThere({ hasPeople, isStaffed }: Habits, id: number, atMs: number, zone: ZoneClock): boolean {
  if (isStaffed) return true;
  if (!hasPeople) return false;
  const localMs = atMs + zone.offsetMs(atMs);
  const day = Math.floor(localMs / DAY_MS);
  const hour = Math.floor(localMs / HOUR_MS) % 24;
  if ((day + 4) % 7 === 0 || (day + 4) % 7 === 6 || hour < 8 || hour >= 18) return false;
  return (id * 31 + day * 17 + hour * 7) % 10 < 6;
}

/** For how long it stays as it is; away for about a third of the time. */
export function spanMs({ kind }: Habits, isOnline: boolean, random: Random): number {
  const long = -Math.log(1 - random());
  switch (kind) {
    case "always":
      return long * (isOnline ? 5 * DAY_MS : 0.6 * DAY_MS);
    case "office":
      return long * (isOnline ? 18 * HOUR_MS : 9 * HOUR_MS);
    case "rare":
      return long * (isOnline ? 1.5 * DAY_MS : 1.3 * DAY_MS);
  }
}
