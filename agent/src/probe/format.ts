import type { Inventory } from "@shoal/protocol/device/platform";
import type { AbsentFact } from "./facts.ts";

/** Longer values are cut in the table; the inventory has them whole. */
const VALUE_CHARS = 48;

/** What `shoal-agent probe` prints: every fact with its source, then what could not be read and why. */
export function formatProbe(inventory: Inventory, absent: readonly AbsentFact[] = []): string {
  const own: [string, string, string][] = [
    ["hostname", inventory.hostname, "the system"],
    ["agent", inventory.agentVersion, "the agent's own build"],
    ["memory", gibibytes(inventory.memoryBytes), "the system"],
    ["processors", String(inventory.cpuCount), "the system"],
    ["disk.free", gibibytes(inventory.diskFreeBytes), "the system's disk"],
  ];
  const facts = Object.entries(inventory.facts).map(([name, fact]): [string, string, string] => [
    name,
    written(fact.value),
    fact.source,
  ]);
  const platform = facts.filter(([name]) => name.startsWith("platform."));
  const others = facts.filter(([name]) => !name.startsWith("platform."));
  const links = (inventory.links ?? []).map(({ name, kind, addresses, gateways }): [string, string, string] => [
    `link.${name}`,
    clipped([kind, ...addresses].join(" ")),
    gateways.length > 0 ? `the system; by ${gateways.join(" and ")} to other networks` : "the system",
  ]);
  const rows: [string, string, string][] = [["FACT", "VALUE", "FROM"], ...platform, ...own, ...links, ...others];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map(
    ([name, value, source]) => `${name.padEnd(widths[0]!)}  ${value.padEnd(widths[1]!)}  ${source}`,
  );
  const missing = absent.map(({ name, why }) => `${name.padEnd(widths[0]!)}  ${why}`);
  return [...lines, ...(missing.length > 0 ? ["", "NOT KNOWN", ...missing] : []), ""].join("\n");
}

function written(value: string | number | boolean): string {
  return clipped(value === "" ? '""' : typeof value === "boolean" ? (value ? "yes" : "no") : String(value));
}

function clipped(text: string): string {
  return text.length > VALUE_CHARS ? `${text.slice(0, VALUE_CHARS - 1)}…` : text;
}

function gibibytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}
