import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Db } from "../db/schema.ts";
import { audit } from "../http/services.ts";
import { secretStore } from "./store.ts";
import { openVault, SECRET_KEY, type Vault } from "./vault.ts";

/**
 * The vault for the secrets that a database has. A key is made only where there is nothing that another one is needed for: a server that was restored
 * without it would seem whole until a device asks.
 * @param forget the key is lost for good: what it alone could open is deleted
 * @throws Error that says which file is wanted
 */
export async function vaultFor(
  db: Db,
  dataDir: string,
  { forget, nowMs }: { forget: boolean; nowMs: number },
): Promise<Vault> {
  const kept = await secretStore(db).shut();
  if (kept.length === 0) return openVault(dataDir);
  const file = join(dataDir, SECRET_KEY);
  const isThere = existsSync(file);
  if (isThere) {
    const vault = openVault(dataDir);
    // One that is damaged is that one's matter.
    if (kept.some((each) => vault.open(each.name, each.shut) !== undefined)) return vault;
  }
  if (!forget)
    throw new Error(
      `${file} ${isThere ? "is another key than the one" : "is missing, and it is the key"} that opens the ${kept.length} secrets of this server. Put it there from the backup. ` +
        "Where it is lost for good, start once with --forget-secrets, and set them anew: shoal secret set. Nothing was changed.",
    );
  await db.transaction().execute(async (trx) => {
    for (const { name, version } of kept) {
      await secretStore(trx).remove(name);
      const entry = { atMs: nowMs, actor: "server", what: "secret.deleted", subject: `secret:${name}` } as const;
      await audit(trx, { ...entry, detail: { version } });
    }
  });
  return openVault(dataDir);
}
