import type { Trust } from "@shoal/protocol/agent/enrol";
import { trustDigest } from "@shoal/protocol/node/trust-digest";
import { say } from "@shoal/protocol/sentence/say";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { trustDocuments } from "./trust-documents.ts";

const KEPT_MS = 5000;

export interface TrustAndDigest {
  trust: Trust;
  digest: string;
}

/** The trust document as it stands, which can be asked for by its digest from then on. */
export class TrustNow {
  readonly #db: Db;
  readonly #read: () => Promise<Trust>;
  readonly #now: () => number;
  #kept: { value: TrustAndDigest; atMs: number } | undefined;

  constructor(parts: { db: Db; read: () => Promise<Trust>; now: () => number }) {
    this.#db = parts.db;
    this.#read = parts.read;
    this.#now = parts.now;
  }

  /** Some seconds old at most: every check-in asks. */
  async current(): Promise<TrustAndDigest> {
    const at = performance.now();
    if (this.#kept && at - this.#kept.atMs < KEPT_MS) return this.#kept.value;
    return await this.fresh();
  }

  /** For devices that are to start from it. @throws Refusal where it is not said yet whose releases they trust */
  async freshWithRoot(): Promise<TrustAndDigest> {
    const value = await this.fresh();
    if (value.trust.root !== "") return value;
    throw new Refusal("trust-missing", say("trust-unsaid"));
  }

  async fresh(): Promise<TrustAndDigest> {
    const atMs = performance.now();
    const trust = await this.#read();
    const value = { trust, digest: trustDigest(trust) };
    if (this.#kept?.value.digest !== value.digest) await trustDocuments(this.#db).keep(trust, this.#now());
    this.#kept = { value, atMs };
    return value;
  }
}
