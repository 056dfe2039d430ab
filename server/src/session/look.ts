import { LIMITS } from "@shoal/protocol/limits";
import type { AgentHub } from "../agent/hub.ts";
import type { Db } from "../db/schema.ts";

/** As often as agents write down what they do in a session. */
const EACH_MS = 5000;

/**
 * Whoever looks at a subnet sees bytes come in: its devices that fetch are rung, and with what they ask next they tell what they have
 * so far. By themselves they tell of it when they are done, or thousands would do so every few seconds with nobody looking.
 */
export function lookingAt(db: Db, hub: Pick<AgentHub, "ring">, now: () => number) {
  const last = new Map<string, number>();
  return async (taskId: number, subnet: string): Promise<void> => {
    const nowMs = now();
    for (const [key, atMs] of last) if (nowMs - atMs >= EACH_MS) last.delete(key);
    const key = `${taskId} ${subnet}`;
    if (last.has(key)) return;
    last.set(key, nowMs);
    const fetching = await db
      .selectFrom("actions")
      .innerJoin("devices", "devices.id", "actions.device_id")
      .select("actions.device_id as deviceId")
      .where("actions.task_id", "=", taskId)
      .where("actions.state", "=", "fetching")
      .where((each) =>
        each.exists(
          each
            .selectFrom("device_addresses")
            .select("device_addresses.subnet")
            .whereRef("device_addresses.device_number", "=", "devices.number")
            .where("device_addresses.subnet", "=", subnet),
        ),
      )
      .limit(LIMITS.sessionLookedAt)
      .execute();
    hub.ring(fetching.map(({ deviceId }) => deviceId));
  };
}
