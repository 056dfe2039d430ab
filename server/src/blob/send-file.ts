import { read } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { LIMITS } from "@shoal/protocol/limits";

/** Large enough that calls cost little, small enough to stay in the processor's cache between read and write. */
const BUFFER_BYTES = 256 * 1024;
/** Buffers kept for the next transfers: 16 MiB. */
const KEPT_BUFFERS = 64;
const free: Buffer[] = [];

/**
 * Sends a part of a file as a response's body and ends it. One buffer travels between disk and socket, and is filled
 * again only when the socket has taken it; so a slow reader costs one buffer, and is cut when it takes nothing for long.
 * @returns how much of it was sent; where it was cut, some of that may have got lost
 */
export async function sendFile(
  response: ServerResponse,
  file: FileHandle,
  offset: number,
  length: number,
): Promise<number> {
  const buffer = free.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  let resolve!: (complete: boolean) => void;
  const promise = new Promise<boolean>((settle) => {
    resolve = settle;
  });
  const timer = setTimeout(() => response.destroy(), LIMITS.bodyIdleMs);
  let position = offset;
  const end = offset + length;
  let settled = false;
  let busy = false;
  const finish = (complete: boolean) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    if (!complete) response.destroy();
    resolve(complete);
  };
  const onClose = () => {
    if (!busy) finish(false);
  };
  const step = () => {
    timer.refresh();
    if (response.destroyed) finish(false);
    else if (position >= end) {
      response.end();
      finish(true);
    } else fill();
  };
  const fill = () => {
    busy = true;
    read(file.fd, buffer, 0, Math.min(BUFFER_BYTES, end - position), position, (error, bytesRead) => {
      busy = false;
      // A file shorter than its row says: what was promised by Content-Length cannot be kept.
      if (error || bytesRead === 0 || response.destroyed) {
        finish(false);
        return;
      }
      position += bytesRead;
      response.write(bytesRead === BUFFER_BYTES ? buffer : buffer.subarray(0, bytesRead), (failed) => {
        if (failed) finish(false);
        else step();
      });
    });
  };
  response.on("close", onClose);
  step();
  const complete = await promise;
  response.off("close", onClose);
  // After a cut the socket may still hold the buffer: it is not given to another transfer.
  if (complete && free.length < KEPT_BUFFERS) free.push(buffer);
  return position - offset;
}
