import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { appendFile, mkdir, open, rename, stat } from "node:fs/promises";
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { octetCounted } from "@shoal/core/siem/syslog";
import type { SiemFormat, SiemTarget } from "@shoal/core/siem/target";
import { LIMITS } from "@shoal/protocol/limits";

/** A way to a log system. What fails is thrown; the way is then closed, and another one is opened. */
export interface Transport {
  /** Ends when the messages can be taken for sent. */
  send(messages: readonly string[]): Promise<void>;
  close(): void;
}

const CONNECT_MS = 10_000;
const WRITE_MS = 30_000;
/** TCP says nothing of what arrived, but soon that nobody was there. */
const SETTLE_MS = 200;

/** @param folder of files, for a feed by this name */
export async function openTransport(
  target: SiemTarget,
  format: SiemFormat,
  { folder, name }: { folder: string; name: string },
  signal: AbortSignal,
): Promise<Transport> {
  if (target.kind === "file") return fileTransport(folder, name);
  if (target.kind === "udp") return udpTransport(target.host, target.port);
  const { host, port, kind } = target;
  const socket =
    kind === "tcp"
      ? connectTcp({ host, port, keepAlive: true })
      : connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) });
  return await streamTransport(socket, kind === "tcp" ? "connect" : "secureConnect", format, signal);
}

/** One datagram a message (RFC 5426); who is not there is not noticed. */
function udpTransport(host: string, port: number): Transport {
  const sockets = { 4: createSocket("udp4"), 6: createSocket("udp6") };
  for (const socket of Object.values(sockets)) socket.on("error", () => {});
  return {
    async send(messages) {
      // Each time: nothing else would tell that a name leads elsewhere by now.
      const { address, family } = await lookup(host);
      const socket = sockets[family === 6 ? 6 : 4];
      for (const message of messages)
        await new Promise<void>((resolve, reject) =>
          socket.send(message, port, address, (error) => (error ? reject(error) : resolve())),
        );
    },
    close: () => {
      for (const socket of Object.values(sockets)) socket.close();
    },
  };
}

async function streamTransport(
  socket: Socket,
  ready: string,
  format: SiemFormat,
  signal: AbortSignal,
): Promise<Transport> {
  const stop = () => socket.destroy();
  signal.addEventListener("abort", stop, { once: true });
  let broken: Error | undefined;
  const breaks = new Promise<never>((_, reject) => {
    socket.on("error", (error: Error) => {
      broken ??= error;
      reject(error);
    });
    socket.on("close", () => {
      signal.removeEventListener("abort", stop);
      broken ??= new Error("the receiver closed the connection");
      reject(broken);
    });
  });
  breaks.catch(() => {});
  // A receiver that says it is done is not written to any more; what it says otherwise is nothing to us.
  socket.on("end", () => socket.destroy());
  socket.resume();
  const inTime = async (work: Promise<unknown>, ms: number, what: string) => {
    const late = new AbortController();
    const clock = sleep(ms, undefined, { signal: late.signal }).then(() => {
      throw new Error(`${what} within ${ms / 1000} s`);
    });
    clock.catch(() => {});
    try {
      await Promise.race([work, breaks, clock]);
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      late.abort();
    }
  };
  await inTime(new Promise((resolve) => socket.once(ready, resolve)), CONNECT_MS, "no connection");
  return {
    async send(messages) {
      if (broken) throw broken;
      const bytes = format === "json" ? messages.join("") : messages.map(octetCounted).join("");
      await inTime(new Promise((resolve) => socket.write(bytes, resolve)), WRITE_MS, "nothing was taken");
      await Promise.race([sleep(SETTLE_MS), breaks]);
    },
    close: () => socket.destroy(),
  };
}

/**
 * `NAME.jsonl`. Opened for each write, so that whoever collects it may move it away; where nobody does, it is begun anew at a size, and the one before it
 * is kept.
 */
function fileTransport(folder: string, name: string): Transport {
  const path = join(folder, `${name}.jsonl`);
  return {
    async send(messages) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { size } = await stat(path).catch(() => ({ size: 0 }));
      if (size >= LIMITS.siemFileBytes) await rename(path, `${path}.1`);
      await appendFile(path, messages.join(""), { mode: 0o600 });
      const file = await open(path, "r+");
      await file.sync().finally(() => file.close());
    },
    close: () => {},
  };
}
