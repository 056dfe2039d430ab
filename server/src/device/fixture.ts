import type { Inventory } from "@shoal/protocol/device/platform";
import type { NewDevice } from "./store.ts";

/** An inventory in which nothing stands but what a test says. */
export function plainInventory(more: Partial<Inventory> = {}): Inventory {
  return {
    platform: { os: "linux", osVersion: "", distribution: "", arch: "x64", bitness: 64, formFactor: "pos" },
    hostname: "",
    agentVersion: "",
    memoryBytes: 0,
    cpuCount: 0,
    diskFreeBytes: 0,
    facts: {},
    ...more,
  };
}

/** A device that enrolled, by an id that is its name as well. */
export function newDevice(id: string, nowMs = 0, inventory = plainInventory()): NewDevice {
  return { id, name: id, keyDigest: id, inventory, inventoryDigest: "", nowMs };
}
