import { connect } from "node:net";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";

/** What an agent asks for at once. */
const RANGE_PIECES = 64;

export interface RangeLoad {
  url: string;
  sizeBytes: number;
  headers?: Record<string, string>;
  connections: number;
  rangePieces?: number;
}

/**
 * Reads a file once by ranges, as agents do, and throws the bytes away as cheaply as Node can: into one buffer a
 * connection. @returns seconds. @throws Error where an answer is not 206 with the length asked for
 */
export async function readByRanges({
  url,
  sizeBytes,
  headers = {},
  connections,
  rangePieces = RANGE_PIECES,
}: RangeLoad): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  let next = 0;
  const started = performance.now();
  const one = () =>
    new Promise<void>((resolve, reject) => {
      let head = "";
      let inHead = true;
      let left = 0;
      const socket = connect({
        port: Number(port),
        host: hostname,
        onread: {
          buffer: Buffer.allocUnsafeSlow(1024 * 1024),
          callback: (count, buffer) => {
            take(Buffer.from(buffer.buffer, buffer.byteOffset, count));
            return true;
          },
        },
      });
      const ask = () => {
        if (next >= sizeBytes) {
          socket.destroy();
          resolve();
          return;
        }
        const first = next;
        const length = Math.min(rangePieces * PIECE_BYTES, sizeBytes - first);
        next += length;
        [head, inHead, left] = ["", true, length];
        const range = `range: bytes=${first}-${first + length - 1}\r\n`;
        socket.write(`GET ${pathname} HTTP/1.1\r\nhost: bench\r\n${lines.join("")}${range}\r\n`);
      };
      const take = (bytes: Buffer) => {
        let body = bytes;
        if (inHead) {
          head += bytes.toString("latin1");
          const end = head.indexOf("\r\n\r\n");
          if (end < 0) return;
          inHead = false;
          const length = /content-length: (\d+)/i.exec(head)?.[1];
          if (!head.startsWith("HTTP/1.1 206") || Number(length) !== left) {
            socket.destroy();
            reject(new Error(`not the range that was asked for: ${head.slice(0, 300)}`));
            return;
          }
          body = Buffer.from(head.slice(end + 4), "latin1");
        }
        left -= body.length;
        if (left === 0) ask();
      };
      socket.on("error", reject).on("connect", ask);
    });
  await Promise.all(Array.from({ length: connections }, one));
  return (performance.now() - started) / 1000;
}
