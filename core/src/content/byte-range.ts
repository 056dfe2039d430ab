import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import type { PieceRun } from "./piece-set.ts";

/** Bytes of a blob: the first, and how many. */
export interface ByteRange {
  offset: number;
  length: number;
}

/** The bytes of a run of pieces; the blob's end cuts the last. */
export function rangeOfRun([first, count]: Readonly<PieceRun>, sizeBytes: number): ByteRange {
  const offset = first * PIECE_BYTES;
  const end = Math.min((first + count) * PIECE_BYTES, sizeBytes);
  if (first < 0 || count < 1 || offset >= sizeBytes)
    throw new RangeError(`run ${first}+${count} is outside a blob of ${sizeBytes} bytes`);
  return { offset, length: end - offset };
}

/** Bytes that a set of runs stands for. */
export function bytesOfRuns(runs: Iterable<Readonly<PieceRun>>, sizeBytes: number): number {
  let bytes = 0;
  for (const run of runs) bytes += rangeOfRun(run, sizeBytes).length;
  return bytes;
}

/** The same pieces in runs of at most `maxCount`, so that one request is never longer than it may be. */
export function splitRuns(runs: Iterable<Readonly<PieceRun>>, maxCount: number): PieceRun[] {
  const parts: PieceRun[] = [];
  for (const [first, count] of runs)
    for (let at = 0; at < count; at += maxCount) parts.push([first + at, Math.min(maxCount, count - at)]);
  return parts;
}
