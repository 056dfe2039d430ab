import type { Inventory } from "@shoal/protocol/device/platform";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import { Planner, whyNeeded } from "../release/planner.ts";
import type { Given } from "./rollback-plan.ts";

/** Why devices cannot be given back what they had: something that is installed since would stop working, or what it needs is gone. */
export async function whyBlocked(db: Db, given: readonly Given[]): Promise<Map<Given, string>> {
  const blocked = new Map<Given, string>();
  for (const group of Map.groupBy(given, ({ part }) => `${part.kind} ${part.releaseId}`).values()) {
    const { part } = group[0]!;
    const planner = await Planner.load(db, part);
    if (!planner) continue;
    for (const each of chunksOf(group)) {
      const ids = each.map(({ deviceId }) => deviceId);
      const rows = await db
        .selectFrom("devices")
        .select(["id", "number", "inventory"])
        .where("id", "in", ids)
        .execute();
      const devices = new Map(rows.map((row) => [row.id, row]));
      const installed = await planner.installed(
        db,
        rows.map((row) => row.number),
      );
      for (const one of each) {
        const { number, inventory } = devices.get(one.deviceId)!;
        const { platform } = JSON.parse(inventory) as Inventory;
        const why = whyNot(planner, part, platform, installed.get(number)!);
        if (why !== undefined) blocked.set(one, why);
      }
    }
  }
  return blocked;
}

function whyNot(planner: Planner, { kind, package: name }: Given["part"], ...device: Parameters<Planner["needed"]>) {
  if (kind === "remove") return whyNeeded(planner.dependants(...device), name);
  const needed = planner.needed(...device);
  return needed.ok ? undefined : needed.why;
}
