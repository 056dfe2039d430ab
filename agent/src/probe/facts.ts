import type { Fact, Platform } from "@shoal/protocol/device/platform";
import type { Reading } from "./reading.ts";

/** A fact that a machine did not give, and why. */
export interface AbsentFact {
  name: string;
  why: string;
}

/** What one operating system's probe has found out. */
export interface ProbedSystem {
  platform: Platform;
  facts: Record<string, Fact>;
  absent: AbsentFact[];
}

type PlatformReadings = { [K in keyof Platform]: Reading<Platform[K]> };
/** What stands in the platform where nothing could be read; a match on it then fails rather than guesses. */
export type PlatformFallback = Platform;

/** Sorts readings into facts and what is absent. Every part of the platform is a fact too, so that its source is known. */
export function systemOf(
  platform: PlatformReadings,
  fallback: PlatformFallback,
  readings: Record<string, Reading<string | number | boolean>>,
): ProbedSystem {
  const facts: Record<string, Fact> = {};
  const missing: AbsentFact[] = [];
  const all = {
    ...Object.fromEntries(Object.entries(platform).map(([key, each]) => [`platform.${key}`, each])),
    ...readings,
  };
  for (const [name, reading] of Object.entries(all))
    if (reading.known && Number.isNaN(reading.value)) missing.push({ name, why: `${reading.source} is no number` });
    else if (reading.known) facts[name] = { value: clip(reading.value, 1024), source: clip(reading.source, 256) };
    else missing.push({ name, why: reading.why });
  const values = Object.entries(platform).flatMap(([key, each]) => (each.known ? [[key, clip(each.value, 64)]] : []));
  return { platform: { ...fallback, ...Object.fromEntries(values) }, facts, absent: missing };
}

/** Firmware writes what it likes; a fact has the length that the schema allows. */
function clip<T>(value: T, chars: number): T {
  return typeof value === "string" ? ([...value].slice(0, chars).join("") as T) : value;
}
