import type { FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";
import { type HashedBlob, PieceHasher } from "@shoal/protocol/node/piece-hasher";
import { say } from "@shoal/protocol/sentence/say";

export type Received =
  | { ok: true; hashed: HashedBlob }
  | { ok: false; why: "aborted" | "stalled" | "too-long"; detail: string };

/** Collected before they are written: one call for 1 MiB costs a third of sixteen for 64 KiB. */
const BATCH_BYTES = 1024 * 1024;

/**
 * Writes a stream into a file and hashes it on the way. While one batch is written the next is received and hashed; no
 * more than two are ever in memory.
 * @param maxBytes more than this is not written
 * @param idleMs how long the sender may be silent
 * @throws Error of the file system
 */
export async function receive(source: Readable, file: FileHandle, maxBytes: number, idleMs: number): Promise<Received> {
  const hasher = new PieceHasher();
  let batch: Uint8Array[] = [];
  let batchBytes = 0;
  let position = 0;
  let writing = false;
  let ended = false;
  let resolve!: (received: Received) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<Received>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });

  const timer = setTimeout(() => {
    // It is us who are slow while a batch waits for the disk, also the last one.
    if (ended || source.isPaused()) timer.refresh();
    else resolve({ ok: false, why: "stalled", detail: say("nothing-came", { count: idleMs }) });
  }, idleMs);
  const flush = () => {
    const [buffers, at] = [batch, position];
    position += batchBytes;
    batch = [];
    batchBytes = 0;
    writing = true;
    writeAll(file, buffers, at).then(() => {
      writing = false;
      for (const each of buffers) release(each);
      if (batchBytes >= BATCH_BYTES || (ended && batchBytes > 0)) flush();
      else if (ended) resolve({ ok: true, hashed: hasher.finish() });
      source.resume();
    }, reject);
  };
  const onData = (chunk: Uint8Array) => {
    timer.refresh();
    if (hasher.sizeBytes + chunk.length > maxBytes)
      return resolve({ ok: false, why: "too-long", detail: say("bytes-more-than", { count: maxBytes }) });
    hasher.update(chunk);
    batch.push(chunk);
    batchBytes += chunk.length;
    if (batchBytes < BATCH_BYTES) return;
    if (writing) source.pause();
    else flush();
  };
  const onEnd = () => {
    ended = true;
    if (writing) return;
    if (batchBytes > 0) flush();
    else resolve({ ok: true, hashed: hasher.finish() });
  };
  const onCut = () => {
    if (!ended) resolve({ ok: false, why: "aborted", detail: say("ended-after-bytes", { count: hasher.sizeBytes }) });
  };
  source.on("data", onData).on("end", onEnd).on("error", onCut).on("close", onCut);
  // Cut before anybody listened.
  if (source.destroyed) onCut();
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    source.off("data", onData).off("end", onEnd).off("close", onCut);
    source.pause();
  }
}

/**
 * Gives a chunk's memory back at once. The collector learns of these buffers only by their number, and would go through
 * the whole heap every 40 MB of upload.
 */
function release(chunk: Uint8Array): void {
  if (chunk.buffer instanceof ArrayBuffer && chunk.byteLength === chunk.buffer.byteLength) chunk.buffer.transfer(0);
}

/** One write may take less than it was given (a disk that is about to be full does). */
async function writeAll(file: FileHandle, buffers: Uint8Array[], position: number): Promise<void> {
  let left = buffers;
  let at = position;
  for (;;) {
    let { bytesWritten } = await file.writev(left, at);
    at += bytesWritten;
    while (left.length > 0 && bytesWritten >= left[0]!.length) {
      bytesWritten -= left[0]!.length;
      left = left.slice(1);
    }
    if (left.length === 0) return;
    if (bytesWritten > 0) left = [left[0]!.subarray(bytesWritten), ...left.slice(1)];
  }
}
