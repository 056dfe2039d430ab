import { REASONS } from "@shoal/protocol/action/reason";
import type { BytesBySource } from "@shoal/protocol/action/report";
import type { ActionRow } from "@shoal/protocol/api/task";

/** Device, variant, source of bytes, state and reason of each action, aligned. */
export function resultTable(rows: readonly ActionRow[], title: string): string {
  const cells = rows.map((row) => [row.device, row.variantId ?? "none", sources(row.bytes), row.state, reason(row)]);
  const head = ["DEVICE", "VARIANT", "SOURCE OF BYTES", "STATE", "REASON"];
  const widths = head.map((word, column) => Math.max(word.length, ...cells.map((line) => line[column]!.length)));
  const line = (each: readonly string[]) =>
    each.map((cell, column) => (column === head.length - 1 ? cell : cell.padEnd(widths[column]!))).join("  ");
  return [`\n\u001b[1m${title}\u001b[0m`, line(head), ...cells.map(line)].join("\n");
}

function sources(bytes: BytesBySource): string {
  const named = Object.entries(bytes).filter(([source, count]) => count > 0 && source !== "patchSaved");
  return named.length === 0
    ? "-"
    : named.map(([source, count]) => `${source} ${(count / 1e6).toFixed(1)} MB`).join(", ");
}

function reason({ reason: why }: ActionRow): string {
  if (!why) return "";
  const text = why.code === "exit-code" && why.detail ? why.detail : REASONS[why.code];
  return text.length > 70 ? `${text.slice(0, 69)}…` : text;
}
