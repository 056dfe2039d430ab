import { LIMITS } from "@shoal/protocol/limits";
import type { Mark, Nack } from "@shoal/protocol/multicast/messages";
import type { PieceSet } from "../content/piece-set.ts";
import { indicesOf, symbolsOf } from "./block-size.ts";
import type { MemberId } from "./messages.ts";

interface Assembly {
  k: number;
  /** Indices that are here, 255 bits. */
  bits: Uint32Array;
  count: number;
  /** Indices below were sent by who leads now, as far as is known. */
  sent: number;
  planned: number;
  heardMs: number;
  /** Not asked for again before. */
  retryMs: number;
  decoding: boolean;
  /** Whose symbols these are; undefined where several have sent some. */
  sender: MemberId | undefined;
}

/** Blocks under assembly at once: 96 are 17 MB. A longer tail means that the sender is ahead of its repairs. */
export const OPEN_BLOCKS = 96;
/** A short block of which nothing was heard for so long is over, whatever marks were lost. */
const SILENT_MS = 300;
const RETRY_MS = 100;

/** What one device has of the blocks that are cast, by symbol numbers: which are complete, which are short and over. */
export class Receiver {
  readonly #sizeBytes: number;
  readonly #have: PieceSet;
  readonly #open = new Map<number, Assembly>();

  /** @param have the pieces that are here; kept up by its owner */
  constructor(sizeBytes: number, have: PieceSet) {
    this.#sizeBytes = sizeBytes;
    this.#have = have;
  }

  get openBlocks(): number {
    return this.#open.size;
  }

  /** Are more symbols of this block of use? */
  takes(block: number): boolean {
    return !this.#have.has(block) && !this.#open.get(block)?.decoding;
  }

  /** @returns "full" once, when the block can be decoded; "kept" where the symbol is new and wanted */
  symbol(from: MemberId, block: number, index: number, nowMs: number): "useless" | "kept" | "full" {
    const assembly = this.#assembly(block, nowMs);
    if (!assembly || assembly.decoding || index >= indicesOf(assembly.k)) return "useless";
    if (assembly.count === 0) assembly.sender = from;
    else if (assembly.sender !== from) assembly.sender = undefined;
    assembly.sent = Math.max(assembly.sent, index + 1);
    assembly.planned = Math.max(assembly.planned, assembly.sent);
    assembly.heardMs = nowMs;
    const bit = 1 << (index & 31);
    if (assembly.bits[index >>> 5]! & bit) return "useless";
    assembly.bits[index >>> 5]! |= bit;
    assembly.count++;
    if (assembly.count < assembly.k) return "kept";
    assembly.decoding = true;
    return "full";
  }

  /** @returns whether some block is short and nothing that is planned fills it */
  mark(blocks: Mark["blocks"], nowMs: number): boolean {
    let short = false;
    for (const { block, sent, planned } of blocks) {
      const assembly = this.#assembly(block, nowMs);
      if (!assembly || assembly.decoding) continue;
      // New symbols were sent since it was asked for: it may be asked for again.
      if (sent > assembly.sent && sent === planned) assembly.retryMs = nowMs;
      assembly.sent = Math.max(assembly.sent, sent);
      assembly.planned = Math.max(assembly.planned, planned);
      short ||= this.#isShort(assembly, nowMs);
    }
    return short;
  }

  /** The piece came by another way. @returns whether symbols of it are given up */
  came(block: number): boolean {
    return !this.#open.get(block)?.decoding && this.#open.delete(block);
  }

  /** Was put together, and begins anew if it was wrong. @returns who sent all of it; undefined where several did */
  decoded(block: number): MemberId | undefined {
    const sender = this.#open.get(block)?.sender;
    this.#open.delete(block);
    return sender;
  }

  /** Another sender counts from the beginning. */
  newSender(nowMs: number): void {
    for (const assembly of this.#open.values()) {
      assembly.sent = 0;
      assembly.planned = 0;
      assembly.heardMs = nowMs;
      assembly.retryMs = nowMs + SILENT_MS;
    }
  }

  /** Blocks to drop so that no more than the limit are under assembly: those that were heard longest ago. */
  surplus(): number[] {
    if (this.#open.size <= OPEN_BLOCKS) return [];
    const oldest = [...this.#open]
      .filter(([, assembly]) => !assembly.decoding)
      .sort(([, a], [, b]) => a.heardMs - b.heardMs)
      .slice(0, this.#open.size - OPEN_BLOCKS)
      .map(([block]) => block);
    for (const block of oldest) this.#open.delete(block);
    return oldest;
  }

  clear(): number[] {
    const blocks = [...this.#open].filter(([, assembly]) => !assembly.decoding).map(([block]) => block);
    for (const block of blocks) this.#open.delete(block);
    return blocks;
  }

  isAnyShort(nowMs: number): boolean {
    for (const assembly of this.#open.values()) if (this.#isShort(assembly, nowMs)) return true;
    return false;
  }

  /** What to ask for now; the same is not asked for again for a while. */
  nack(nowMs: number, windowMs: number): Nack["blocks"] {
    const blocks: Nack["blocks"] = [];
    for (const [block, assembly] of this.#open) {
      if (blocks.length >= LIMITS.nackBlocks) break;
      if (!this.#isShort(assembly, nowMs)) continue;
      assembly.retryMs = nowMs + RETRY_MS + windowMs;
      const need = indicesUntilFull(assembly);
      if (need !== undefined) blocks.push({ block, need, known: assembly.sent });
    }
    return blocks;
  }

  #isShort({ decoding, retryMs, heardMs, sent, planned, k, count }: Assembly, nowMs: number): boolean {
    if (decoding || nowMs < retryMs) return false;
    const silent = nowMs - heardMs >= SILENT_MS;
    if (silent) return true;
    return sent >= k && k - count > planned - sent;
  }

  #assembly(block: number, nowMs: number): Assembly | undefined {
    if (block >= this.#have.count || this.#have.has(block)) return undefined;
    let assembly = this.#open.get(block);
    if (!assembly) {
      assembly = {
        k: symbolsOf(block, this.#sizeBytes),
        bits: new Uint32Array(8),
        count: 0,
        sent: 0,
        planned: 0,
        heardMs: nowMs,
        retryMs: nowMs,
        decoding: false,
        sender: undefined,
      };
      this.#open.set(block, assembly);
    }
    return assembly;
  }
}

/**
 * How many of the indices that come next bring what is lacking: of those that another sender sent before, some are here.
 * undefined where all that are left do not.
 */
function indicesUntilFull({ k, count, bits, sent }: Assembly): number | undefined {
  let lacking = k - count;
  for (let index = sent; index < indicesOf(k); index++) {
    if ((bits[index >>> 5]! & (1 << (index & 31))) === 0) lacking--;
    if (lacking === 0) return index + 1 - sent;
  }
  return undefined;
}
