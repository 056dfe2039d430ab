import { type Kinds, parseMetadata } from "@shoal/core/trust/metadata";
import { binFor, roleFor } from "@shoal/core/trust/shape";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { StoredRelease } from "../release/store.ts";
import { trustStore } from "./store.ts";

/** What its publisher has taken out of the metadata no device would install. @throws Refusal */
export async function refuseUnsigned(db: Db, { row }: StoredRelease): Promise<void> {
  const store = trustStore(db);
  const read = async (role: string): Promise<Kinds["targets"] | undefined> => {
    const stored = await store.newest(role);
    return stored && parseMetadata("targets", stored.text);
  };
  const path = `${row.package}/${row.version}`;
  const targets = await read("targets");
  const name = targets && roleFor(targets, path);
  const role = name && (await read(name));
  const binName = role && binFor(role, path);
  const bin = binName && (await read(binName));
  if (bin && bin.signed.targets[path]?.hashes.sha256 === row.digest) return;
  throw new Refusal(
    "conflict",
    `the publisher of ${row.package} ${row.version} has taken it out of what is signed, and no device would install it; sign it again first: shoal package publish`,
  );
}
