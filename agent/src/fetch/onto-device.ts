import { open } from "node:fs/promises";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import type { BytesBySource } from "@shoal/protocol/action/report";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { Manifest } from "@shoal/protocol/content/manifest";
import { PIECE_BYTES, pieceSpan } from "@shoal/protocol/content/piece";
import type { Cache } from "../cache/cache.ts";
import { DevicePart } from "../image/device-part.ts";
import type { OpenDevice } from "../image/open-device.ts";
import { imageNote } from "./image-note.ts";
import { earlierSources } from "./part-sources.ts";

export interface OntoDevice {
  ref: BlobRef;
  manifest: Manifest;
  device: OpenDevice;
  actionId: string;
  cache: Cache;
  /** May what the cache holds be used? */
  fromCache: boolean;
  /** Whom the pieces are ascribed to that an agent brought before it was killed, and did not write down. */
  rest: "origin" | "push";
  signal: AbortSignal;
}

/**
 * A part on a block device, with what needs no source: what it holds already, zeros, and what the cache has.
 * @returns the part, and where its pieces came from
 * @throws AbortError; Error of the device
 */
export async function openOntoDevice(order: OntoDevice): Promise<{ part: DevicePart; bytes: BytesBySource }> {
  const { manifest, device, actionId, cache, rest, signal } = order;
  const note = cache.noteOf(imageNote(actionId));
  const part = await DevicePart.open(device.file, manifest, note !== undefined, signal);
  try {
    const bytes = note ? earlierSources(note, actionId, part.bytes, rest) : { ...NO_BYTES, cache: part.bytes };
    // Before the first byte of another source: whoever begins again has to know that this was begun.
    cache.note(imageNote(actionId), { actionId, bytes });
    const before = part.bytes;
    await part.clear(part.zeros(), signal);
    if (order.fromCache && cache.has(order.ref)) await copyFromCache(part, order);
    bytes.cache += part.bytes - before;
    return { part, bytes };
  } catch (error) {
    await part.close();
    throw error;
  }
}

/** A piece that the cache does not have as it should is left to other sources. */
async function copyFromCache(part: DevicePart, { ref, cache, signal }: OntoDevice): Promise<void> {
  const file = await open(cache.path(ref.digest), "r");
  try {
    const room = Buffer.allocUnsafeSlow(PIECE_BYTES);
    for (const index of part.have.missing()) {
      signal.throwIfAborted();
      const { offset, length } = pieceSpan(index, ref.sizeBytes);
      const { bytesRead } = await file.read(room, 0, length, offset);
      await part.write(index, room.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
