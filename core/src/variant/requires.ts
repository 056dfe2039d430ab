import type { Inventory } from "@shoal/protocol/device/platform";
import type { Requires } from "@shoal/protocol/package/requires";

export type RequiresCheck = { ok: true } | { ok: false; kind: "disk" | "other"; detail: string };

/**
 * Whether the device has what the variant needs. `disk` can be mended and is told apart from the rest; where both are
 * short, the rest is named, because freeing the disk would not help.
 */
export function checkRequires(requires: Requires | undefined, inventory: Inventory): RequiresCheck {
  if (requires === undefined) return { ok: true };
  const { memoryBytes, cpuCount, diskFreeBytes } = requires;
  if (memoryBytes !== undefined && inventory.memoryBytes < memoryBytes)
    return other(`needs ${inBytes(memoryBytes)} of memory, has ${inBytes(inventory.memoryBytes)}`);
  if (cpuCount !== undefined && inventory.cpuCount < cpuCount)
    return other(`needs ${cpuCount} processors, has ${inventory.cpuCount}`);
  for (const [name, wanted] of Object.entries(requires.facts ?? {})) {
    const fact = Object.hasOwn(inventory.facts, name) ? inventory.facts[name] : undefined;
    if (fact === undefined) return other(`needs ${name} to be ${wanted}, but the device does not report it`);
    if (fact.value !== wanted) return other(`needs ${name} to be ${wanted}, but it is ${fact.value} (${fact.source})`);
  }
  if (diskFreeBytes !== undefined && inventory.diskFreeBytes < diskFreeBytes)
    return {
      ok: false,
      kind: "disk",
      detail: `needs ${inBytes(diskFreeBytes)} of free disk, has ${inBytes(inventory.diskFreeBytes)}`,
    };
  return { ok: true };
}

function other(detail: string): RequiresCheck {
  return { ok: false, kind: "other", detail };
}

function inBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const step = bytes === 0 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** step;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[step]}`;
}
