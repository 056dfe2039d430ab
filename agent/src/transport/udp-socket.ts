import { createSocket, type Socket } from "node:dgram";
import { boundInode } from "./udp-table.ts";

/** Half a second of a fast cast, so that a busy process loses nothing. */
const RECEIVE_BYTES = 4 * 1024 * 1024;
/** What the smallest system grants without being asked. */
const LEAST_RECEIVE_BYTES = 128 * 1024;

/**
 * A socket that never asks a name server. Its look-up answers at once, which also lets Node bind and send at once instead of
 * a tick later, so that the length of the send queue is true as soon as `send` has returned.
 */
export function udpSocket(family: 4 | 6, shared: boolean): Socket {
  return createSocket({
    type: family === 4 ? "udp4" : "udp6",
    reuseAddr: shared,
    ipv6Only: family === 6,
    lookup: (host, _options, callback) => callback(null, host, family),
  });
}

/** @returns the socket's inode where the system has such @throws Error where the address cannot be had */
export function bindNow(socket: Socket, family: 4 | 6, to: { address?: string; port: number }): string | undefined {
  let failure: Error | undefined;
  const failed = (error: Error) => {
    failure = error;
  };
  socket.once("error", failed);
  try {
    return boundInode(family, () => {
      socket.bind({ ...to, exclusive: true });
      if (failure) throw failure;
      return socket.address().port;
    });
  } finally {
    socket.off("error", failed);
  }
}

/** Asks for a large receive buffer. @returns what was granted */
export function enlarge(socket: Socket): number {
  // Linux grants what it may (net.core.rmem_max); BSD and macOS refuse what is more than they may.
  for (let bytes = RECEIVE_BYTES; bytes >= LEAST_RECEIVE_BYTES; bytes /= 2)
    try {
      socket.setRecvBufferSize(bytes);
      break;
    } catch {
      // Half of it, then.
    }
  // socket(7): Linux doubles what is asked, for its own books, and answers with that.
  return socket.getRecvBufferSize() / (process.platform === "linux" ? 2 : 1);
}
