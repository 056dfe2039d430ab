import type { RemoteInfo } from "node:dgram";
import { bindNow, enlarge, udpSocket } from "./udp-socket.ts";

export interface GroupPlace {
  family: 4 | 6;
  group: string;
  port: number;
  /** What Node calls the multicast interface: an address of the link, or `::%zone`. */
  link: string;
  /** The zone of the link; none for IPv4. */
  zone?: string;
}

/** One group on one link, joined. */
export interface GroupSocket {
  /** Of the socket, where the system has such. */
  readonly inode: string | undefined;
  /** Leaves and joins, which sends a report at once. @throws Error where the link takes no members any more */
  rejoin(): void;
  close(): Promise<void>;
}

/**
 * A socket of its own for each group, bound to the group's address. On Linux a socket without an address gets every group that
 * anybody on the machine has joined (IP_MULTICAST_ALL in ip(7), which Node cannot switch off), and one that is bound to a link-local IPv6
 * group with its zone gets what comes over that link only. It also makes room for more groups than the 20 that Linux
 * allows a socket. Windows binds to no group's address, but keeps memberships apart by socket and link.
 *
 * @throws Error where the port is not shared by who has it, or the link takes no members
 */
export function joinGroup(place: GroupPlace, take: (bytes: Buffer, from: RemoteInfo) => void): GroupSocket {
  const { family, group, port, link, zone } = place;
  const socket = udpSocket(family, true);
  try {
    const address = zone === undefined ? group : `${group}%${zone}`;
    const inode = bindNow(socket, family, { port, ...(process.platform === "win32" ? {} : { address }) });
    // The loopback of what this machine sends is the sender's choice on Unix, and the receiver's on Windows.
    socket.setMulticastLoopback(true);
    socket.addMembership(group, link);
    enlarge(socket);
    socket.on("message", take);
    // A datagram that could not be received is a lost one. Whether the link is still there is looked at elsewhere.
    socket.on("error", () => undefined);
    return {
      inode,
      rejoin() {
        try {
          socket.dropMembership(group, link);
        } catch {
          // It had been lost with the link's address.
        }
        socket.addMembership(group, link);
      },
      close: () => new Promise((done) => socket.close(() => done())),
    };
  } catch (error) {
    socket.close();
    throw error;
  }
}
