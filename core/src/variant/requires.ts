import type { Inventory } from "@shoal/protocol/device/platform";
import type { Requires } from "@shoal/protocol/package/requires";
import { say } from "@shoal/protocol/sentence/say";

export type RequiresCheck = { ok: true } | { ok: false; kind: "disk" | "other"; detail: string };

/**
 * Whether the device has what the variant needs. `disk` can be mended and is told apart from the rest; where both are
 * short, the rest is named, because freeing the disk would not help.
 */
export function checkRequires(requires: Requires | undefined, inventory: Inventory): RequiresCheck {
  if (requires === undefined) return { ok: true };
  const { memoryBytes, cpuCount, diskFreeBytes } = requires;
  if (memoryBytes !== undefined && inventory.memoryBytes < memoryBytes)
    return other(say("needs-memory", { wanted: inBytes(memoryBytes), actual: inBytes(inventory.memoryBytes) }));
  if (cpuCount !== undefined && inventory.cpuCount < cpuCount)
    return other(say("needs-cpus", { wanted: cpuCount, actual: inventory.cpuCount }));
  for (const [name, wanted] of Object.entries(requires.facts ?? {})) {
    const fact = Object.hasOwn(inventory.facts, name) ? inventory.facts[name] : undefined;
    if (fact === undefined) return other(say("needs-fact-unread", { fact: name, wanted }));
    if (fact.value !== wanted)
      return other(say("needs-fact", { fact: name, wanted, actual: fact.value, source: fact.source }));
  }
  if (diskFreeBytes !== undefined && inventory.diskFreeBytes < diskFreeBytes)
    return {
      ok: false,
      kind: "disk",
      detail: say("needs-disk", { wanted: inBytes(diskFreeBytes), actual: inBytes(inventory.diskFreeBytes) }),
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
