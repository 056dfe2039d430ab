import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** One socket in the kernel's table. */
export interface UdpRow {
  inode: string;
  port: number;
  /** Datagrams thrown away because the receive buffer was full, since the socket was made. */
  drops: number;
}

/** `/proc/net/udp` and `/proc/net/udp6` (proc_net(5)): local address and port first, inode tenth, drops last. */
export function parseUdpTable(table: string): UdpRow[] {
  return table.split("\n").flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const port = Number.parseInt(/^[0-9A-F]{8,32}:([0-9A-F]{4})$/.exec(fields[1] ?? "")?.[1] ?? "", 16);
    const drops = Number(fields[12]);
    return Number.isNaN(port) || Number.isNaN(drops) ? [] : [{ inode: fields[9]!, port, drops }];
  });
}

/** @returns undefined where there is no such table: not Linux */
export function readUdpTable(family: 4 | 6): UdpRow[] | undefined {
  try {
    return parseUdpTable(readFileSync(`/proc/net/udp${family === 6 ? "6" : ""}`, "latin1"));
  } catch {
    return undefined;
  }
}

/**
 * Binds a socket and finds its row in the table: Node does not tell a socket's inode, and several agents share the groups' port.
 * @returns undefined where it cannot be told
 */
export function boundInode(family: 4 | 6, bind: () => number): string | undefined {
  const before = new Set(readUdpTable(family)?.map((row) => row.inode));
  const port = bind();
  const rows = readUdpTable(family)?.filter((row) => row.port === port && !before.has(row.inode)) ?? [];
  const own = rows.length > 1 ? ownSockets() : undefined;
  return rows.find((row) => !own || own.has(row.inode))?.inode;
}

/** Inodes of this process' sockets. */
function ownSockets(): Set<string> {
  const folder = "/proc/self/fd";
  const inodes = readdirSync(folder).flatMap((name) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1] ?? [];
    } catch {
      // Closed meanwhile.
      return [];
    }
  });
  return new Set(inodes);
}
