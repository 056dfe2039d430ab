import type { SessionPartRow, SessionTotals, SessionTree } from "@shoal/protocol/api/session";
import { LIMITS } from "@shoal/protocol/limits";
import type { SessionBytes } from "@shoal/protocol/session/report";
import { formatBytes } from "../terminal/bytes.ts";
import { placeOf } from "./device-parts.ts";

/** One line of the tree. */
export interface TreeRow {
  /** Lines that lead to it, and what it is called. */
  where: string;
  kind: "group" | "representative" | "member" | "more";
  is: string;
  bytes: string;
  wan: string;
  cast: string;
  lost: string;
}

type Line = Omit<TreeRow, "where"> & { name: string; below: Line[] };

/** @param devices of each session by its place, as they are to be shown @param members how many of them */
export function treeRows(
  tree: SessionTree,
  devices: ReadonlyMap<string, readonly SessionPartRow[]>,
  members: number,
): TreeRow[] {
  const sites = tree.sites.map((site) => {
    const subnets = site.subnets.map((subnet) => {
      const sessions = subnet.sessions.map((session) => {
        const place = { ...(site.site && { site: site.site }), ...(subnet.subnet && { subnet: subnet.subnet }) };
        const rows = devices.get(placeOf({ ...place, session: session.session })) ?? [];
        const name = `${session.patch ? "patch of " : ""}${session.file || session.digest.slice(0, 12)}`;
        return group(`${name} (${session.session.slice(0, 8)})`, session.totals, below(rows, members));
      });
      return subnetLine(subnet.subnet, subnet.totals, sessions);
    });
    return group(site.site === undefined ? "no site" : `site ${site.site}`, site.totals, subnets);
  });
  // A site that nobody has named is only worth a line beside others.
  const named = tree.sites.length > 1 || tree.sites[0]?.site !== undefined;
  const top = group(`task ${tree.taskId}`, tree.totals, named ? sites : (sites[0]?.below ?? []));
  return drawn(top, "", "");
}

/** With its only session, which has the same figures, on the same line. */
function subnetLine(subnet: string | undefined, totals: SessionTotals, sessions: Line[]): Line {
  const [only] = sessions;
  if (subnet === undefined || !only || sessions.length > 1) return group(subnet ?? "in no session", totals, sessions);
  return group(`${subnet}  ${only.name}`, totals, only.below);
}

function below(rows: readonly SessionPartRow[], members: number): Line[] {
  const shown = rows.slice(0, members).map(deviceLine);
  const more = rows.length - shown.length;
  if (more === 0) return shown;
  return [...shown, { ...EMPTY, kind: "more", name: `… ${more} more`, below: [] }];
}

const EMPTY = { is: "", bytes: "", wan: "", cast: "", lost: "" };

function group(name: string, totals: SessionTotals, lines: Line[]): Line {
  const { devices, lateJoiners } = totals;
  return {
    name,
    kind: "group",
    is: `${devices === 1 ? "1 device" : `${devices} devices`}${lateJoiners === 0 ? "" : `, ${lateJoiners} late`}`,
    bytes: describeSessionBytes(totals.bytes),
    wan: describeCopies(totals),
    cast: describeCast(totals),
    lost: describeLoss(totals),
    below: lines,
  };
}

function deviceLine(part: SessionPartRow): Line {
  return {
    name: part.device,
    kind: part.led ? "representative" : "member",
    is: [part.role, part.led && part.role !== "leading" ? "led" : "", part.late ? "late" : ""]
      .filter(Boolean)
      .join(", "),
    bytes: describeSessionBytes(part.bytes),
    wan: "",
    cast: describeCast(part),
    lost: describeLoss(part),
    below: [],
  };
}

function drawn({ name, below: lines, ...rest }: Line, lead: string, indent: string): TreeRow[] {
  return [
    { ...rest, where: `${lead}${name}` },
    ...lines.flatMap((line, at) => {
      const isLast = at === lines.length - 1;
      return drawn(line, `${indent}${isLast ? "└─ " : "├─ "}`, `${indent}${isLast ? "   " : "│  "}`);
    }),
  ];
}

/** `multicast 8.20 MB, repair 190 kB`, the most first. */
export function describeSessionBytes(bytes: SessionBytes): string {
  const parts = Object.entries(bytes)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([source, count]) => `${source} ${formatBytes(count)}`);
  return parts.length === 0 ? "-" : parts.join(", ");
}

/** What came over the WAN, in copies of what was wanted. */
function describeCopies({ wanBytes, copyBytes }: SessionTotals): string {
  if (copyBytes === 0) return wanBytes === 0 ? "" : formatBytes(wanBytes);
  return `${(wanBytes / copyBytes).toFixed(2)} ×`;
}

function describeCast({ symbolsSent }: { symbolsSent: number }): string {
  return symbolsSent === 0 ? "" : formatBytes(symbolsSent * LIMITS.symbolBytes);
}

export function describeLoss(of: { datagramsHeard: number; datagramsLost: number }): string {
  const all = of.datagramsHeard + of.datagramsLost;
  return all === 0 ? "" : percent(of.datagramsLost, all);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
