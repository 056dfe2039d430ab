import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseMetadata } from "@shoal/core/trust/metadata";
import type { OnlineKeys } from "@shoal/core/trust/online";
import { generateKeyPem, type PublicKey, signerFromPem } from "@shoal/protocol/node/ed25519";
import { trustKeyParts } from "@shoal/protocol/node/trust-key";
import { Key } from "@tufjs/models";

const ROLES = ["snapshot", "timestamp"] as const;

export interface OnlinePair extends OnlineKeys {
  publicKeys: { snapshot: PublicKey; timestamp: PublicKey };
}

/**
 * The keys that say which metadata is current. They make no release: who steals them can hold back, and nothing else. New ones wait until a
 * root names them.
 */
export class ServerKeys {
  readonly #dataDir: string;
  #current: OnlinePair;
  #next: OnlinePair | undefined;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    for (const role of ROLES) {
      const file = this.#file(role, "");
      if (!existsSync(file)) writeFileSync(file, generateKeyPem(), { mode: 0o600, flag: "wx" });
    }
    this.#current = this.#load("");
    this.#next = existsSync(this.#file("timestamp", ".next")) ? this.#load(".next") : undefined;
  }

  get current(): OnlinePair {
    return this.#current;
  }

  get next(): OnlinePair | undefined {
    return this.#next;
  }

  /** Makes new ones, which sign nothing until a root names them; asked again, they are the same. */
  prepareNext(): OnlinePair {
    if (this.#next) return this.#next;
    // Timestamp last: its file says that both are there.
    for (const role of ROLES) writeFileSync(this.#file(role, ".next"), generateKeyPem(), { mode: 0o600, flush: true });
    this.#next = this.#load(".next");
    return this.#next;
  }

  /** Those that this root names. @param rootText of the newest root */
  namedBy(rootText: string): OnlinePair {
    const named = parseMetadata("root", rootText).signed.roles.timestamp?.keyIDs[0];
    return this.#next && named === this.#next.timestamp.key.keyID ? this.#next : this.#current;
  }

  /** Once a root that names the next ones is stored, the ones before are of no use to anybody. */
  settle(rootText: string): void {
    if (!this.#next || this.namedBy(rootText) !== this.#next) return;
    // Snapshot first: what tells that there are next ones goes last, so that this can be done again.
    for (const role of ROLES)
      if (existsSync(this.#file(role, ".next"))) renameSync(this.#file(role, ".next"), this.#file(role, ""));
    this.#current = this.#next;
    this.#next = undefined;
  }

  #file(role: (typeof ROLES)[number], suffix: "" | ".next"): string {
    return join(this.#dataDir, `${role}.key${suffix}`);
  }

  #load(suffix: "" | ".next"): OnlinePair {
    const load = (role: (typeof ROLES)[number]) => {
      const file = this.#file(role, suffix);
      // Cut off in the middle of settling: this one has gone ahead.
      const signer = signerFromPem(readFileSync(existsSync(file) ? file : this.#file(role, ""), "utf8"));
      return { publicKey: signer.publicKey, key: new Key(trustKeyParts(signer.publicKey)), sign: signer.sign };
    };
    const [snapshot, timestamp] = [load("snapshot"), load("timestamp")];
    return { snapshot, timestamp, publicKeys: { snapshot: snapshot.publicKey, timestamp: timestamp.publicKey } };
  }
}
