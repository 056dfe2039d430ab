import { LIMITS } from "@shoal/protocol/limits";
import type { Cover } from "../secret/cover.ts";
import type { OutputLog } from "./run.ts";

/**
 * Keeps the newest `LIMITS.logKeepBytes` bytes of what is written.
 * @param cover blacks out what must not be told, wherever it was cut into pieces on its way here
 */
export function createOutputLog(cover?: Cover): OutputLog {
  const chunks: Buffer[] = [];
  let keptBytes = 0;
  let dropped = false;

  return {
    write(chunk) {
      // Copied, because a stream may use its memory again, and because a small slice would hold its whole slab.
      const bytes = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : Buffer.from(chunk);
      if (bytes.length === 0) return;
      chunks.push(bytes);
      keptBytes += bytes.length;
      while (keptBytes - chunks[0]!.length >= LIMITS.logKeepBytes) {
        keptBytes -= chunks.shift()!.length;
        dropped = true;
      }
      // Many tiny writes would cost more memory in chunk objects than in bytes.
      if (chunks.length > 4096) chunks.splice(0, chunks.length, Buffer.concat(chunks));
    },
    tail() {
      const written = Buffer.concat(chunks);
      const all = cover ? coverAll(written, cover, dropped) : written;
      // One character more than fits at the front is cut away below.
      const text = textOf(
        all.subarray(Math.max(0, all.length - LIMITS.logTailBytes)),
        all.length > LIMITS.logTailBytes,
      );
      const cut = lastBytes(text, LIMITS.logTailBytes);
      return { text: cut, truncated: dropped || all.length > LIMITS.logTailBytes || cut.length < text.length };
    },
  };
}

function coverAll(bytes: Buffer, cover: Cover, isCut: boolean): Buffer {
  // Without what is left out below: UTF-16 has one between any two letters.
  const text = cover.text(bytes.toString("utf8").replaceAll("\0", ""));
  return Buffer.from(isCut ? cover.behindCut(text) : text, "utf8");
}

/** UTF-8, with U+FFFD for what is none; without NUL, which no database takes. */
function textOf(bytes: Buffer, startsInside: boolean): string {
  let from = 0;
  // RFC 3629 section 3: 10xxxxxx goes on a character that began before.
  if (startsInside) while (from < 3 && (bytes[from]! & 0xc0) === 0x80) from++;
  return bytes.subarray(from).toString("utf8").replaceAll("\0", "");
}

/** The end of a text that takes at most so many bytes; U+FFFD takes three where there was one. */
function lastBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text, "utf8");
  return bytes.length <= maxBytes ? text : textOf(bytes.subarray(bytes.length - maxBytes), true);
}
