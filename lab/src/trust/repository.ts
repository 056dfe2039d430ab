import { fileOf } from "@shoal/core/trust/layout";
import type { Target } from "@shoal/core/trust/make";
import { parseMetadata, textOf } from "@shoal/core/trust/metadata";
import { signSnapshot, signTimestamp } from "@shoal/core/trust/online";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { newTrustSigner, Publisher } from "./publisher.ts";

/** A repository of releases with all of its keys, as a test or a thief may have it: it checks nothing of what it gives out. */
export class Repository {
  readonly publisher = new Publisher();
  snapshotKey = newTrustSigner();
  timestampKey = newTrustSigner();
  /** What is given out, by the name of the file. */
  readonly files = new Map<string, string>();
  readonly #versions = new Map<string, number>();
  snapshotVersion = 0;
  timestampVersion = 0;

  constructor(nowMs = Date.now()) {
    const online = { snapshot: this.snapshotKey.key, timestamp: this.timestampKey.key };
    for (const each of this.publisher.ceremony(online, nowMs)) this.put(each);
    this.sayCurrent(nowMs);
  }

  get root(): string {
    return this.files.get("1.root.json")!;
  }

  put({ role, text }: { role: string; text: string }): void {
    const { version } = parseMetadata(role === "root" ? "root" : "targets", text).signed;
    this.publisher.texts.set(role, text);
    this.files.set(fileOf(role, version), text);
    if (role !== "root") this.#versions.set(role, version);
  }

  /** Signed by the release key, or by whose key that is. */
  add(target: Target, signers = [this.publisher.release]): void {
    this.put(this.publisher.add(target, signers));
    this.sayCurrent();
  }

  /** Snapshot and timestamp of what is there. */
  sayCurrent(nowMs = Date.now()): void {
    const snapshot = signSnapshot(++this.snapshotVersion, this.#versions, this.snapshotKey, nowMs);
    this.files.set(fileOf("snapshot", this.snapshotVersion), textOf(snapshot));
    const sha256 = (text: string) => sha256Hex(Buffer.from(text));
    const timestamp = signTimestamp(++this.timestampVersion, snapshot, this.timestampKey, nowMs, sha256);
    this.files.set("timestamp.json", textOf(timestamp));
  }
}
