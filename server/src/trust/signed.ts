import { type Kinds, parseMetadata } from "@shoal/core/trust/metadata";
import { binFor, roleFor, signersOf } from "@shoal/core/trust/shape";
import type { ReleaseSignature } from "@shoal/protocol/api/trust";
import { say } from "@shoal/protocol/sentence/say";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { StoredRelease } from "../release/store.ts";
import { trustStore } from "./store.ts";

/** Who vouches for a release, by the newest metadata; undefined: nobody any more. */
export async function signatureOf(db: Db, { row }: StoredRelease): Promise<ReleaseSignature | undefined> {
  const store = trustStore(db);
  const read = async (role: string) => {
    const stored = await store.newest(role);
    return stored && { stored, metadata: parseMetadata("targets", stored.text) as Kinds["targets"] };
  };
  const path = `${row.package}/${row.version}`;
  const targets = await read("targets");
  const name = targets && roleFor(targets.metadata, path);
  const role = name === undefined ? undefined : await read(name);
  const binName = role && binFor(role.metadata, path);
  const bin = binName === undefined ? undefined : await read(binName);
  if (!name || !role || !binName || bin?.metadata.signed.targets[path]?.hashes.sha256 !== row.digest) return undefined;
  const { keys, threshold } = signersOf(role.metadata, binName)!;
  const { signatures } = JSON.parse(bin.stored.text) as { signatures: { keyid: string }[] };
  const keyIds = keys.map((key) => key.keyID);
  return {
    role: name,
    bin: binName,
    version: bin.stored.version,
    expiresMs: bin.stored.expires_ms,
    threshold,
    keyIds,
    signedBy: keyIds.filter((id) => signatures.some(({ keyid }) => keyid === id)),
  };
}

/** What its publisher has taken out of the metadata no device would install. @throws Refusal */
export async function refuseUnsigned(db: Db, release: StoredRelease): Promise<void> {
  if (await signatureOf(db, release)) return;
  const { package: name, version } = release.row;
  throw new Refusal("conflict", say("taken-out", { package: name, version }));
}
