import { say } from "@shoal/protocol/sentence/say";
import type { OrderKind } from "@shoal/protocol/task/task";
import { Refusal } from "../http/refusal.ts";
import type { StoredRelease } from "./store.ts";

/** What was recalled may be taken away, and nothing else. @throws Refusal */
export function refuseRecalled({ row }: Pick<StoredRelease, "row">, kind: OrderKind): void {
  if (row.recalled && kind !== "remove" && kind !== "rollback")
    throw new Refusal(
      "release-recalled",
      say("was-recalled", { package: row.package, version: row.version, detail: row.recalled.reason }),
    );
}
