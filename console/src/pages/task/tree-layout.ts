import type { GivenRow, SessionPartRow, SessionTree } from "@shoal/protocol/api/session";

/** One subnet of the tree, with what it fetched over the WAN and what went round in it. */
export interface TreeSubnet {
  /** "" are devices that took part in no session. */
  subnet: string;
  site: string;
  devices: number;
  wanBytes: number;
  /** What its devices had of each other: by the cast, its repair, and peers. */
  localBytes: number;
  late: number;
  representatives: { deviceId: string; device: string }[];
}

export function subnetsOf(tree: SessionTree): TreeSubnet[] {
  return tree.sites.flatMap(({ site = "", subnets }) =>
    subnets.map(({ subnet = "", totals, sessions }): TreeSubnet => {
      const { bytes } = totals;
      const led = new Map(
        sessions.flatMap((session) => session.representatives.map((each) => [each.deviceId, each.device] as const)),
      );
      return {
        subnet,
        site,
        devices: totals.devices,
        wanBytes: totals.wanBytes,
        localBytes: bytes.multicast + bytes.repair + bytes.peer + bytes.site,
        late: totals.lateJoiners,
        representatives: [...led].map(([deviceId, device]) => ({ deviceId, device })),
      };
    }),
  );
}

/** A device within its subnet. Of several sessions it is what it was in any of them. */
export interface TreeMember {
  deviceId: string;
  device: string;
  led: boolean;
  /** Joined when the cast had begun. */
  late: boolean;
  wanBytes: number;
  /** By multicast, with what its parity has repaired. */
  castBytes: number;
  /** Of these, what parity has repaired. */
  repairBytes: number;
  /** From others of its subnet or site, piece by piece. */
  peerBytes: number;
  /** Of these, what came from whom, most first. */
  givers: GivenRow[];
  firstMs: number;
  lastMs: number;
  /** It has every piece, as far as it has told. */
  whole: boolean;
}

/** @param expected devices of the subnet that are at it, of which some have told nothing yet */
export function membersOf(
  parts: readonly SessionPartRow[],
  expected: readonly { deviceId: string; device: string }[] = [],
): TreeMember[] {
  const members = new Map<string, TreeMember>();
  for (const part of parts) {
    const found = members.get(part.deviceId) ?? {
      ...{ deviceId: part.deviceId, device: part.device, led: false, late: false },
      ...{
        wanBytes: 0,
        castBytes: 0,
        repairBytes: 0,
        peerBytes: 0,
        givers: [],
        whole: true,
        firstMs: part.startedMs,
        lastMs: part.endedMs,
      },
    };
    members.set(part.deviceId, {
      ...found,
      led: found.led || part.led,
      late: found.late || part.late,
      wanBytes: found.wanBytes + part.bytes.origin + part.bytes.push + part.bytesAgain,
      castBytes: found.castBytes + part.bytes.multicast + part.bytes.repair,
      repairBytes: found.repairBytes + part.bytes.repair,
      // Of several parts of one session the last one says whether it is done.
      whole: part.endedMs < found.lastMs ? found.whole : part.role !== "seeking" && part.role !== "following",
      peerBytes: found.peerBytes + part.bytes.peer + part.bytes.site,
      givers: together([...found.givers, ...part.peers]),
      firstMs: Math.min(found.firstMs, part.startedMs),
      lastMs: Math.max(found.lastMs, part.endedMs),
    });
  }
  const firstMs = Math.min(...parts.map((part) => part.startedMs));
  if (members.size > 0)
    for (const { deviceId, device } of expected)
      if (!members.has(deviceId))
        members.set(deviceId, {
          ...{ deviceId, device, led: false, late: false, whole: false, firstMs, lastMs: firstMs },
          ...{ wanBytes: 0, castBytes: 0, repairBytes: 0, peerBytes: 0, givers: [] },
        });
  return [...members.values()].sort(
    (a, b) => Number(b.led) - Number(a.led) || a.device.localeCompare(b.device, "en", { numeric: true }),
  );
}

/** Each device once, with all that it gave. */
function together(given: readonly GivenRow[]): GivenRow[] {
  const sums = new Map<string, GivenRow>();
  for (const each of given)
    sums.set(each.deviceId, { ...each, bytes: each.bytes + (sums.get(each.deviceId)?.bytes ?? 0) });
  return [...sums.values()].sort((a, b) => b.bytes - a.bytes);
}

/** What came from peers of which nobody knows who they are. */
export const unnamedBytesOf = ({ peerBytes, givers }: Pick<TreeMember, "peerBytes" | "givers">): number =>
  Math.max(
    0,
    givers.reduce((left, { bytes }) => left - bytes, peerBytes),
  );

/** One that gave something to the member that is looked at. */
export interface GivenLine {
  key: string;
  /** Its row in the picture; undefined: it is not in it. */
  row: number | undefined;
  bytes: number;
}

/** From whom lines go to a member; those that are not in the picture share one. @param rows who stands in the picture, from above */
export function givenLines(
  member: Pick<TreeMember, "peerBytes" | "givers">,
  rows: readonly Pick<TreeMember, "deviceId">[],
): GivenLine[] {
  const lines: GivenLine[] = [];
  let elsewhere = unnamedBytesOf(member);
  for (const { deviceId, bytes } of member.givers) {
    const row = rows.findIndex((each) => each.deviceId === deviceId);
    if (row === -1) elsewhere += bytes;
    else lines.push({ key: deviceId, row, bytes });
  }
  return elsewhere > 0 ? [...lines, { key: "", row: undefined, bytes: elsewhere }] : lines;
}

export const localBytesOf = ({ castBytes, peerBytes }: TreeMember): number => castBytes + peerBytes;

/** What a member is at a moment: not there yet, on its way, or whole. */
export function whenOf({ firstMs, lastMs, whole }: TreeMember, atMs: number): "before" | "during" | "done" {
  if (atMs < firstMs) return "before";
  return whole && atMs >= lastMs ? "done" : "during";
}

/** How thick the line of so many bytes is, pixels: by their root, so that a gigabyte and a megabyte can both be seen. */
export function lineWidth(bytes: number, mostBytes: number): number {
  if (bytes <= 0 || mostBytes <= 0) return 0;
  return 1 + 9 * Math.sqrt(bytes / mostBytes);
}
