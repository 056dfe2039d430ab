import { readFile } from "node:fs/promises";

/** The two ends of a connection over loopback, as we see it: ours is `localPort`. */
export interface Ends {
  localPort: number;
  remotePort: number;
}

/** 127.0.0.1 in a table of IPv4 sockets, and in one of IPv6 (proc_net_tcp); each 32 bits in the machine's order. */
const LOOPBACK = ["0100007F", "7F000001", "0000000000000000FFFF00000100007F", "00000000000000000000FFFF7F000001"];
const ESTABLISHED = "01";

/**
 * Whose socket the other end of a connection is, as the kernel has it. Undefined where its tables do not have it: it is gone, or not
 * on this machine.
 */
export function userIn(table: string, { localPort, remotePort }: Ends): number | undefined {
  const [theirs, ours] = [remotePort, localPort].map((port) => port.toString(16).toUpperCase().padStart(4, "0"));
  for (const line of table.split("\n")) {
    const [, local = "", remote = "", state, , , , uid] = line.trim().split(/\s+/);
    const [at, port] = local.split(":");
    const [to, toPort] = remote.split(":");
    // One that has ended already has nobody's number.
    if (port !== theirs || toPort !== ours || state !== ESTABLISHED) continue;
    if (LOOPBACK.includes(at ?? "") && LOOPBACK.includes(to ?? "") && /^\d+$/.test(uid ?? "")) return Number(uid);
  }
  return undefined;
}

/** The same, on this machine. @throws Error where Linux does not say */
export async function peerUser(ends: Ends): Promise<number | undefined> {
  const own = await readFile("/proc/net/tcp", "utf8");
  const found = userIn(own, ends);
  if (found !== undefined) return found;
  // A program may speak IPv4 by a socket of IPv6; a system without IPv6 has no such table.
  return userIn(await readFile("/proc/net/tcp6", "utf8").catch(() => ""), ends);
}
