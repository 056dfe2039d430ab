import type { SessionTree } from "@shoal/protocol/api/session";
import { formatBytes } from "../terminal/bytes.ts";
import { describeLoss } from "./tree-rows.ts";

/** `WAN 2.02 copies of 33.6 MB, 1.01 for each of 2 subnets; 2 sessions, …`: the task in one line. */
export function totalsLine({ totals, sites }: SessionTree): string {
  const { wanBytes, copyBytes, sessions, representatives, lateJoiners, bytes, bytesAgain } = totals;
  const subnets = sites.flatMap((site) => site.subnets.filter(({ subnet }) => subnet !== undefined));
  const copies = (each: { wanBytes: number; copyBytes: number }) => (each.wanBytes / each.copyBytes).toFixed(2);
  const sum = { wanBytes: 0, copyBytes: 0 };
  for (const each of subnets) {
    sum.wanBytes += each.totals.wanBytes;
    sum.copyBytes += each.totals.copyBytes;
  }
  const wan =
    copyBytes === 0 ? `WAN ${formatBytes(wanBytes)}` : `WAN ${copies(totals)} copies of ${formatBytes(copyBytes)}`;
  const loss = describeLoss(totals);
  const facts = [
    counted(sessions, "session"),
    counted(representatives, "representative"),
    counted(lateJoiners, "late joiner"),
    bytesAgain === 0 ? "" : `${formatBytes(bytesAgain)} came twice`,
    bytes.repair === 0 ? "" : `${formatBytes(bytes.repair)} repaired`,
    loss === "" ? "" : `${loss} lost`,
  ].filter(Boolean);
  const each = subnets.length > 1 && sum.copyBytes > 0 ? `, ${copies(sum)} for each of ${subnets.length} subnets` : "";
  return `${wan}${each}${facts.length === 0 ? "" : `; ${facts.join(", ")}`}`;
}

function counted(count: number, noun: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
