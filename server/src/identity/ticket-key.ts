import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";

/** What session tickets are sealed with: 16 bytes of a name, 16 for an HMAC, 16 for AES, which is how `node:tls` takes them. */
export interface TicketKey {
  readonly bytes: Buffer;
  /** Makes another one where it has served its time, or its time is yet to come. @returns whether it did */
  rotate(nowMs: number): boolean;
}

const FILE = "ticket.key";
const BYTES = 48;

/**
 * The key of a data folder by which agents resume their TLS sessions, after a restart too: without it ten thousand of them prove their
 * keys at once. It is random and not derived from another, and one at a time: who has stolen it can stand for devices only until it is replaced,
 * and never reads what was said before (RFC 8446, psk_dhe_ke). A file that cannot be read is made anew, which costs a handshake each.
 */
export function openTicketKey(dataDir: string, nowMs: number): TicketKey {
  const file = join(dataDir, FILE);
  const before = read(file);
  // At a start it may be older than while running: a fleet that comes back is not the moment to replace it.
  let held = before && isWithin(before, nowMs, LIMITS.ticketKeyKeptMs) ? before : make(file, nowMs);
  return {
    get bytes() {
      return held.bytes;
    },
    rotate(atMs) {
      if (isWithin(held, atMs, LIMITS.ticketKeyMs)) return false;
      held = make(file, atMs);
      return true;
    },
  };
}

interface Held {
  madeMs: number;
  bytes: Buffer;
}

function read(file: string): Held | undefined {
  try {
    const [made, hex = ""] = readFileSync(file, "utf8").trim().split(" ");
    const held = { madeMs: Number(made), bytes: Buffer.from(hex, "hex") };
    return Number.isSafeInteger(held.madeMs) && held.bytes.length === BYTES ? held : undefined;
  } catch {
    return undefined;
  }
}

/** By a clock that may have been set back: what was made later than now is not of its time either. */
const isWithin = ({ madeMs }: Held, nowMs: number, lifeMs: number) => madeMs <= nowMs && nowMs < madeMs + lifeMs;

function make(file: string, madeMs: number): Held {
  const bytes = randomBytes(BYTES);
  writeFileSync(`${file}.new`, `${madeMs} ${bytes.toString("hex")}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return { madeMs, bytes };
}
