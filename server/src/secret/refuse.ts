import type { OrderKind } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { secretStore } from "./store.ts";

/** What needs a secret that nobody has set would fail on every device. @throws Refusal */
export async function refuseUnsetSecrets(db: Db, releaseId: number, kind: OrderKind): Promise<void> {
  if (kind === "precache") return;
  const unset = [...(await secretStore(db).ofRelease(releaseId))].filter(([, shut]) => shut === undefined);
  if (unset.length === 0) return;
  throw new Refusal("secret-unset", unset.map(([name]) => name).join(", "));
}
