import { fromBase64url } from "../codec/base64url.ts";
import { decodeCbor } from "../codec/cbor.ts";
import { open, type Verifier } from "../codec/sign1.ts";
import { CHAIN_START, chained, entryBytes } from "./chain.ts";
import type { AuditEvent } from "./event.ts";
import { type AuditKey, CHECKPOINT_CONTEXT, type Checkpoint, type SealedCheckpoint, type TrailLine } from "./trail.ts";

/** What it takes to prove a trail; of Node, or of a page that may compile nothing at run time. */
export interface Proving {
  /** @returns SHA-256, hexadecimal */
  hash(bytes: Uint8Array): string;
  verifierOf(keys: readonly AuditKey[]): Verifier;
  isLine(value: unknown): value is TrailLine;
  isCheckpoint(value: unknown): value is Checkpoint;
}

/** What is wrong with a trail, at the first place where something is. */
export interface TrailFault {
  /** The first entry that cannot be believed; none where it is not about one. */
  entry?: number;
  why: string;
}

export interface TrailProof {
  key: AuditKey;
  /** The trail begins after this entry, and ends with `last`. */
  after: number;
  last: number;
  hash: string;
  /** How many checkpoints of the trail's own were seen to hold. */
  checkpoints: number;
  /** Of the checkpoints that were kept elsewhere: those that hold. */
  kept: Checkpoint[];
}

/**
 * Reads a trail line by line, in constant memory, and believes nothing that it cannot compute.
 * @param by how it computes
 * @param kept checkpoints of a copy that was kept elsewhere; each must stand in this trail
 * @param key the key that they were seen to be signed with; else that which the trail names
 */
export class TrailCheck {
  readonly #kept: readonly SealedCheckpoint[];
  readonly #key: AuditKey | undefined;
  readonly #keptAt = new Map<number, Checkpoint[]>();
  readonly #held: Checkpoint[] = [];
  #proof: TrailProof | undefined;
  #ended = false;
  /** An entry says that it was cut where it begins. */
  #cutSaid = false;
  readonly #by: Proving;
  #verify: Verifier;

  constructor(
    by: Proving,
    { kept = [], key }: { kept?: readonly SealedCheckpoint[]; key?: AuditKey | undefined } = {},
  ) {
    this.#by = by;
    this.#verify = by.verifierOf([]);
    this.#kept = kept;
    this.#key = key;
  }

  /** @returns what is wrong; nothing after that is worth reading */
  take(text: string): TrailFault | undefined {
    let line: unknown;
    try {
      line = JSON.parse(text);
    } catch {
      return this.#fault("a line is not JSON");
    }
    if (!this.#by.isLine(line)) return this.#fault("a line is none of a trail");
    if (this.#ended) return { why: "there are lines behind the end" };
    if ("trail" in line) return this.#begin(line.trail);
    if (!this.#proof) return { why: "it does not begin as a trail does: this is no export of `shoal audit export`" };
    if ("entry" in line) return this.#entry(this.#proof, line.entry);
    if ("checkpoint" in line) return this.#checkpoint(this.#proof, line.checkpoint);
    return this.#end(this.#proof, line.end);
  }

  /** After the last line. */
  finish(): TrailFault | TrailProof {
    if (!this.#proof) return { why: "there is nothing in it" };
    if (!this.#ended) return { why: `it was cut short after entry ${this.#proof.last}: its end is missing` };
    if (this.#proof.after > 0 && !this.#cutSaid)
      return {
        entry: 1,
        why: `entries 1 to ${this.#proof.after} are missing, and no entry says that retention has cut them off`,
      };
    for (const opened of [...this.#keptAt.values()].flat()) {
      if (this.#held.some((held) => held.entry === opened.entry)) continue;
      if (opened.entry > this.#proof.last)
        return {
          entry: this.#proof.last + 1,
          why: `entries ${this.#proof.last + 1} to ${opened.entry} are missing: the checkpoint that was kept vouches for them`,
        };
      return {
        why: `entry ${opened.entry} was cut off by retention, and no checkpoint of it is left to compare with: keep a newer one`,
      };
    }
    return { ...this.#proof, kept: this.#held };
  }

  #begin({ key, after, hash }: Extract<TrailLine, { trail: unknown }>["trail"]): TrailFault | undefined {
    if (this.#proof) return this.#fault("it begins twice");
    if (this.#key && this.#key.key !== key.key)
      return { why: `its checkpoints are signed with key ${key.keyId}, not with ${this.#key.keyId}` };
    this.#verify = this.#by.verifierOf([key]);
    this.#proof = { key, after, last: after, hash, checkpoints: 0, kept: [] };
    for (const each of this.#kept) {
      const opened = this.#open(each.sealed);
      if (typeof opened === "string") return { why: `the checkpoint of entry ${each.entry} that was kept: ${opened}` };
      this.#keptAt.set(opened.entry, [...(this.#keptAt.get(opened.entry) ?? []), opened]);
    }
    if (after === 0 && hash !== CHAIN_START) return { entry: 1, why: "it does not begin where every trail begins" };
    return undefined;
  }

  #entry(proof: TrailProof, event: AuditEvent): TrailFault | undefined {
    const expected = proof.last + 1;
    if (proof.last === proof.after && proof.after > 0 && proof.checkpoints === 0)
      return { entry: expected, why: "it begins in the middle, and no signed checkpoint says that it was cut there" };
    if (event.id > expected)
      return {
        entry: expected,
        why: event.id === expected + 1 ? "it is missing" : `entries ${expected} to ${event.id - 1} are missing`,
      };
    if (event.id < expected) return { entry: event.id, why: "it comes a second time, or out of order" };
    if (this.#by.hash(entryBytes(proof.hash, chained(event))) !== event.hash)
      return {
        entry: event.id,
        why: "it does not match its hash: it, or the hash of the entry before it, was changed",
      };
    proof.last = event.id;
    proof.hash = event.hash;
    if (event.what === "audit.cut" && event.detail["through"] === proof.after) this.#cutSaid = true;
    if (event.what === "audit.broken")
      return { entry: event.id, why: `here the server found its trail changed: ${String(event.detail["why"])}` };
    return this.#compareKept(proof.last, proof.hash);
  }

  #checkpoint(proof: TrailProof, sealed: SealedCheckpoint): TrailFault | undefined {
    const opened = this.#open(sealed.sealed);
    if (typeof opened === "string") return { entry: sealed.entry, why: `its checkpoint is not believed: ${opened}` };
    if (opened.entry > proof.last || (opened.entry > proof.after && opened.entry < proof.last))
      return { entry: opened.entry, why: "its checkpoint does not stand where the entry stands" };
    // One of before the cut: nothing is left to compare it with, but what was kept elsewhere.
    if (opened.entry < proof.after) return this.#compareKept(opened.entry, opened.hash);
    if (opened.hash !== proof.hash)
      return {
        entry: opened.entry,
        why: "its checkpoint vouches for another hash: entries up to it were written anew",
      };
    proof.checkpoints++;
    return opened.entry === proof.after ? this.#compareKept(opened.entry, opened.hash) : undefined;
  }

  #end(proof: TrailProof, { checkpoint, broken }: Extract<TrailLine, { end: unknown }>["end"]): TrailFault | undefined {
    this.#ended = true;
    if (broken !== undefined || !checkpoint) return { entry: proof.last, why: broken ?? "nobody vouches for its end" };
    const opened = this.#open(checkpoint.sealed);
    if (typeof opened === "string") return { why: `the end of it is not believed: ${opened}` };
    if (opened.entry > proof.last)
      return { entry: proof.last + 1, why: `entries ${proof.last + 1} to ${opened.entry} are missing at its end` };
    if (opened.entry < proof.last || opened.hash !== proof.hash)
      return { entry: opened.entry, why: "the end of it is not the last entry" };
    proof.checkpoints++;
    return undefined;
  }

  #compareKept(entry: number, hash: string): TrailFault | undefined {
    for (const kept of this.#keptAt.get(entry) ?? []) {
      if (kept.hash !== hash)
        return {
          entry,
          why: "the checkpoint that was kept vouches for another hash: entries up to it were written anew",
        };
      if (!this.#held.includes(kept)) this.#held.push(kept);
    }
    return undefined;
  }

  /** @returns what was signed, or why it is not believed */
  #open(sealed: string): Checkpoint | string {
    try {
      const opened = open(fromBase64url(sealed), CHECKPOINT_CONTEXT, this.#verify);
      if (!opened.ok) return opened.detail;
      const content = decodeCbor(opened.payload);
      return this.#by.isCheckpoint(content) ? content : "what was signed is no checkpoint";
    } catch (error) {
      return `it cannot be read: ${(error as Error).message}`;
    }
  }

  #fault(why: string): TrailFault {
    const last = this.#proof?.last;
    return last === undefined ? { why } : { entry: last + 1, why };
  }
}
