import type { Inventory } from "@shoal/protocol/device/platform";

/** A server in a test. */
export const inventory: Inventory = {
  platform: { os: "linux", osVersion: "12", distribution: "debian", arch: "x64", bitness: 64, formFactor: "server" },
  hostname: "a",
  agentVersion: "0.1.0",
  memoryBytes: 1,
  cpuCount: 1,
  diskFreeBytes: 1,
  facts: {},
};
