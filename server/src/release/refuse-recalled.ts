import type { OrderKind } from "@shoal/protocol/task/task";
import { Refusal } from "../http/refusal.ts";
import type { StoredRelease } from "./store.ts";

/** What was recalled may be taken away, and nothing else. @throws Refusal */
export function refuseRecalled({ row }: Pick<StoredRelease, "row">, kind: OrderKind): void {
  if (row.recalled && kind !== "remove" && kind !== "rollback")
    throw new Refusal("release-recalled", `${row.package} ${row.version}: ${row.recalled.reason}`);
}
