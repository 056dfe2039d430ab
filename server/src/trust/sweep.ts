import { startSweep } from "../db/start-sweep.ts";
import type { Services } from "../http/services.ts";
import type { ServerKeys } from "./online-keys.ts";
import { renewOnline } from "./repository.ts";
import { trustStore } from "./store.ts";

const SWEEP_MS = 10 * 60_000;

/** Signs snapshot and timestamp anew before they expire: once now, and then on time. @returns what stops it */
export async function startTrustSweep(
  { db, now, log }: Pick<Services, "db" | "now" | "log">,
  keys: ServerKeys,
): Promise<() => Promise<void>> {
  // The server may have ended between a root and what follows from it.
  const root = await trustStore(db).newest("root");
  if (root) keys.settle(root.text);
  const look = async () => {
    const renewed = await db.transaction().execute((trx) => renewOnline(trx, keys, now()));
    if (renewed.length > 0) log.info({ roles: renewed }, "metadata signed anew");
  };
  await look();
  return startSweep(SWEEP_MS, log, "snapshot and timestamp could not be signed anew", look);
}
