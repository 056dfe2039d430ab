import type { Submitted } from "@shoal/core/trust/accept";
import { ceremony } from "@shoal/core/trust/ceremony";
import { versionOfNow } from "@shoal/core/trust/layout";
import { makeBin, renewed, type Target, targetsIn } from "@shoal/core/trust/make";
import { parseMetadata, signWith, type TrustSigner, textOf } from "@shoal/core/trust/metadata";
import { binFor, roleFor } from "@shoal/core/trust/shape";
import { generateKeyPem, type PublicKey, signerFromPem } from "@shoal/protocol/node/ed25519";
import { trustKeyParts } from "@shoal/protocol/node/trust-key";
import { Key } from "@tufjs/models";

/** @returns besides what signs the key as a file has it */
export function newTrustSigner(): TrustSigner & { pem: string } {
  const pem = generateKeyPem();
  const signer = signerFromPem(pem);
  return { key: new Key(trustKeyParts(signer.publicKey)), sign: signer.sign, pem };
}

export function trustKeyOf(key: Pick<PublicKey, "key">): Key {
  return new Key(trustKeyParts(key));
}

/** Who holds the offline keys of one repository, for tests and benchmarks: what a careful person would check, it does not. */
export class Publisher {
  readonly root = newTrustSigner();
  readonly release = newTrustSigner();
  /** The newest of each role that it has made or seen. */
  readonly texts = new Map<string, string>();

  ceremony(online: { snapshot: Key; timestamp: Key }, nowMs = Date.now()): Submitted[] {
    const made = ceremony({ root: [this.root], threshold: 1, release: this.release, online, nowMs });
    for (const each of made) this.texts.set(each.role, each.text);
    return made;
  }

  placeOf(path: string): string {
    const targets = parseMetadata("targets", this.texts.get("targets")!);
    const name = roleFor(targets, path);
    const role = name === undefined ? undefined : parseMetadata("targets", this.texts.get(name)!);
    const bin = role && binFor(role, path);
    if (bin === undefined) throw new Error(`nobody may sign ${path}`);
    return bin;
  }

  /** The next version of a bin, with this in it. */
  add(target: Target, signers = [this.release], nowMs = Date.now()): Submitted {
    return this.addAll([target], signers, nowMs);
  }

  /** @param targets of one bin */
  addAll(targets: readonly Target[], signers = [this.release], nowMs = Date.now()): Submitted {
    const paths = new Set(targets.map((each) => each.path));
    const role = this.placeOf(targets[0]!.path);
    return this.#next(role, (files) => [...files.filter((each) => !paths.has(each.path)), ...targets], signers, nowMs);
  }

  /** As it is, in versions above any that there were. */
  renewAll(nowMs = Date.now()): Submitted[] {
    return [...this.texts]
      .filter(([role]) => role !== "root")
      .map(([role, text]) => {
        const before = parseMetadata("targets", text);
        const next = renewed("targets", before, nowMs, versionOfNow(before.signed.version, nowMs));
        signWith(next, [role === "targets" ? this.root : this.release]);
        return { role, text: textOf(next) };
      });
  }

  remove(path: string, nowMs = Date.now()): Submitted {
    const role = this.placeOf(path);
    return this.#next(role, (files) => files.filter((each) => each.path !== path), [this.release], nowMs);
  }

  #next(
    role: string,
    change: (files: Target[]) => Target[],
    signers: readonly TrustSigner[],
    nowMs: number,
  ): Submitted {
    const before = parseMetadata("targets", this.texts.get(role)!);
    const bin = makeBin(before.signed.version + 1, change(targetsIn(before)), nowMs);
    signWith(bin, signers);
    return { role, text: textOf(bin) };
  }
}
