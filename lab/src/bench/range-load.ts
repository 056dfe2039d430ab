import { type ConnectionOptions, connect } from "node:tls";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";

/** What an agent asks for at once. */
const RANGE_PIECES = 64;

export interface RangeLoad {
  url: string;
  sizeBytes: number;
  /** How each reader proves itself, a connection each in turn; whoever answers is believed. */
  tls?: readonly ConnectionOptions[];
  connections: number;
  rangePieces?: number;
}

/**
 * Reads a file once by ranges, as agents do: by TLS 1.3, and throws the bytes away. @returns seconds. @throws Error where an answer is not 206 with the length asked for
 */
export async function readByRanges({
  url,
  sizeBytes,
  tls = [],
  connections,
  rangePieces = RANGE_PIECES,
}: RangeLoad): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  let next = 0;
  const started = performance.now();
  const one = (_: unknown, at: number) =>
    new Promise<void>((resolve, reject) => {
      let head = "";
      let inHead = true;
      let left = 0;
      const socket = connect({
        port: Number(port),
        host: hostname,
        minVersion: "TLSv1.3",
        rejectUnauthorized: false,
        ...tls[at % tls.length],
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
        socket.write(`GET ${pathname} HTTP/1.1\r\nhost: bench\r\n${range}\r\n`);
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
      socket.on("error", reject).on("data", take).on("secureConnect", ask);
    });
  await Promise.all(Array.from({ length: connections }, one));
  return (performance.now() - started) / 1000;
}
