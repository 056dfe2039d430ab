import type { FormFactor, Inventory } from "@shoal/protocol/device/platform";
import { LIMITS } from "@shoal/protocol/limits";
import type { AbsentFact, ProbedSystem } from "./facts.ts";
import { probeLinks } from "./links.ts";
import { probeLinux } from "./linux.ts";
import { probeMacos } from "./macos.ts";
import type { ProbeReader } from "./reader.ts";
import { realReader } from "./real-reader.ts";
import { probeWindows } from "./windows.ts";

export { realReader };

export interface ProbeOptions {
  agentVersion: string;
  reader?: ProbeReader;
  /** What the operator of this device has said about it; it is believed before anything that is read. */
  overrides?: { formFactor?: FormFactor };
}

/** An inventory with what could not be read, and why. */
export interface Probe {
  inventory: Inventory;
  absent: AbsentFact[];
}

/** Reads the machine. Never rejects: what cannot be read is absent. */
export async function probe(options: ProbeOptions): Promise<Probe> {
  const reader = options.reader ?? realReader();
  const [{ platform, facts, absent }, links] = await Promise.all([probeSystem(reader), probeLinks(reader)]);
  const diskFreeBytes = await reader.diskFreeBytes();
  if (diskFreeBytes === undefined) absent.push({ name: "disk.free", why: "the system did not say" });
  const formFactor = options.overrides?.formFactor;
  if (formFactor !== undefined) {
    platform.formFactor = formFactor;
    facts["platform.formFactor"] = { value: formFactor, source: "the agent's configuration" };
  }
  const inventory: Inventory = {
    platform,
    hostname: [...reader.hostname].slice(0, LIMITS.deviceNameChars).join(""),
    agentVersion: options.agentVersion,
    memoryBytes: Math.max(0, Math.round(reader.memoryBytes)),
    cpuCount: reader.cpuCount,
    diskFreeBytes: Math.max(0, Math.round(diskFreeBytes ?? 0)),
    links,
    facts: Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return { inventory, absent: absent.filter((each) => !(each.name in facts)) };
}

export async function probeInventory(options: ProbeOptions): Promise<Inventory> {
  return (await probe(options)).inventory;
}

function probeSystem(reader: ProbeReader): Promise<ProbedSystem> {
  switch (reader.os) {
    case "linux":
      return probeLinux(reader);
    case "windows":
      return probeWindows(reader);
    case "macos":
      return probeMacos(reader);
  }
}
