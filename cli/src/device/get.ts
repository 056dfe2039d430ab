import { describePlatform } from "@shoal/core/variant/describe";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatBytes } from "../terminal/bytes.ts";
import { formatMoment } from "../terminal/moment.ts";
import { printable } from "../terminal/printable.ts";
import { seenText } from "./columns.ts";
import { resolveDevice } from "./resolve.ts";

/** Memory is sold in these, disks are not. */
const GIB = 1024 ** 3;

export async function getDevice(invocation: Invocation, _options: object, text: string): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const { id } = await resolveDevice(api, text);
  const device = await answerOf(api.GET("/api/v1/devices/{id}", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson(device);
  const { inventory } = device;
  const lines: [string, string][] = [
    ["device", device.name],
    ["id", device.id],
    ["platform", describePlatform(device.platform)],
    ["presence", `${device.presence}: ${device.presenceWhy}`],
    ["seen", seenText(device, shell.nowMs())],
    ["tags", device.tags.join(" ") || "-"],
    ["agent", `${device.agentVersion}, capability ${device.capability}`],
    ["enrolled", formatMoment(device.enrolledMs)],
    ...(device.revokedMs === undefined ? [] : [["revoked", formatMoment(device.revokedMs)] as [string, string]]),
    ...(device.quarantinedMs === undefined
      ? []
      : [["quarantine", `since ${formatMoment(device.quarantinedMs)}: its key was seen twice`] as [string, string]]),
    ["memory", `${Math.round((inventory.memoryBytes / GIB) * 10) / 10} GiB`],
    ["processors", String(inventory.cpuCount)],
    ["free disk", formatBytes(inventory.diskFreeBytes)],
  ];
  for (const [label, value] of lines) terminal.answer(`${label.padEnd(10)}  ${printable(value)}`);
  const attributes = Object.entries(device.attributes);
  if (attributes.length > 0) {
    terminal.answer("");
    terminal.table(attributes, [
      { title: "attribute", cell: ([name]) => name, whole: true },
      { title: "value", cell: ([, value]) => value },
    ]);
  }
  const { links = [] } = inventory;
  if (links.length > 0) {
    terminal.answer("");
    terminal.table(links, [
      { title: "link", cell: ({ name }) => name, whole: true },
      { title: "kind", cell: ({ kind }) => kind },
      { title: "speed", cell: ({ speedMbps }) => (speedMbps ? `${speedMbps} Mbit/s` : "") },
      { title: "addresses", cell: ({ addresses }) => addresses.join(" ") },
      { title: "gateway", cell: ({ gateways }) => gateways.join(" ") },
      { title: "name suffix", cell: ({ nameSuffix = "" }) => nameSuffix },
    ]);
  }
  const facts = Object.entries(inventory.facts).sort(([a], [b]) => a.localeCompare(b));
  if (facts.length === 0) return;
  terminal.answer("");
  terminal.table(facts, [
    { title: "fact", cell: ([name]) => name, whole: true },
    { title: "value", cell: ([, fact]) => String(fact.value) },
    { title: "read from", cell: ([, fact]) => fact.source },
  ]);
}
