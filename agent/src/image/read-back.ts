import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { DeviceReader, READ_PIECES } from "./device-reader.ts";

/** SHA-256 of what the device itself gives back, from its start. @throws AbortError; Error of the device */
export async function readBack(device: FileHandle, sizeBytes: number, signal: AbortSignal): Promise<string> {
  const reader = await DeviceReader.open(device);
  try {
    const hash = createHash("sha256");
    for (let at = 0; at < sizeBytes; at += READ_PIECES * PIECE_BYTES) {
      signal.throwIfAborted();
      hash.update(await reader.read(at, Math.min(READ_PIECES * PIECE_BYTES, sizeBytes - at)));
    }
    return hash.digest("hex");
  } finally {
    await reader.close();
  }
}
