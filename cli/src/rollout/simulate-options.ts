import type { SimulatedFleet } from "@shoal/core/rollout/simulate";
import { LIMITS } from "@shoal/protocol/limits";
import { usageFailure } from "../exit/failure.ts";
import { parseDuration } from "../terminal/duration.ts";

export interface SimulateOptions {
  file?: string;
  task?: string;
  devices?: string;
  ring?: string[];
  fail: string;
  offline: string;
  away: string;
  install: string;
  poll: string;
  people: string;
  seeds: string;
  seed: string;
}

export interface Simulation {
  fleet: Omit<SimulatedFleet, "sizes">;
  seeds: number;
  seed: number;
  /** Undefined where a task says it. */
  total: number | undefined;
  /** Devices of rings by name. */
  known: Record<string, number>;
}

/** @throws Failure where an option cannot mean anything */
export function readSimulation(options: SimulateOptions): Simulation {
  const { file, task, devices, ring = [] } = options;
  if ((file === undefined) === (task === undefined))
    throw usageFailure(
      file === undefined ? "Which plan?" : "Either a file or a task",
      "Say --file plan.yaml --devices 5000, or --task 7 for the plan and the devices of a task.",
    );
  if (task === undefined && devices === undefined) throw usageFailure("How many devices?", "Say --devices 5000.");
  if (task !== undefined && (devices !== undefined || ring.length > 0))
    throw usageFailure("A task has its own devices", "Leave out --devices and --ring.");
  return {
    fleet: {
      failPercent: percent("--fail", options.fail),
      offlinePercent: percent("--offline", options.offline),
      offlineMs: time("--away", options.away),
      installMs: time("--install", options.install),
      pollMs: time("--poll", options.poll),
      peopleMs: time("--people", options.people),
    },
    seeds: whole("--seeds", options.seeds, 1, LIMITS.simulationSeeds),
    seed: whole("--seed", options.seed, 0, 1_000_000_000),
    total: devices === undefined ? undefined : whole("--devices", devices, 1, LIMITS.simulationDevices),
    known: Object.fromEntries(ring.map(sizeOfRing)),
  };
}

function percent(flag: string, text: string): number {
  const value = Number(text.replace(/ ?%$/, ""));
  if (/^\d+(\.\d+)?( ?%)?$/.test(text) && value <= 100) return value;
  throw usageFailure(`${flag} cannot be "${text}"`, "Write a number of percent, from 0 to 100.");
}

function time(flag: string, text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined && ms <= LIMITS.taskLifeMaxMs) return ms;
  throw usageFailure(`${flag} cannot be "${text}"`, "Write 90s, 10m, 4h or 2d.");
}

function whole(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw usageFailure(`${flag} cannot be "${text}"`, `Write a whole number from ${least} to ${most}.`);
}

function sizeOfRing(text: string): [name: string, devices: number] {
  const at = text.lastIndexOf("=");
  if (at > 0) return [text.slice(0, at), whole("--ring", text.slice(at + 1), 0, LIMITS.simulationDevices)];
  throw usageFailure(`--ring cannot be "${text}"`, "Write the ring's name and its devices: --ring pilots=20");
}
