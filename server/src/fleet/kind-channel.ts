import { changesBetween } from "@shoal/core/fleet/changes";
import type { ChannelObject } from "@shoal/protocol/fleet/object";
import { followersOf } from "../channel/followers.ts";
import { pointChannel, removeChannel } from "../channel/orders.ts";
import { channelStore } from "../channel/store.ts";
import { hitByTask } from "./hit.ts";
import type { Kind } from "./run.ts";

export const channelKind: Kind<ChannelObject> = {
  async apply(run, { name, package: ofPackage, version }) {
    const { trx, orders, scope, aftermath } = run;
    const there = await channelStore(trx).find(name);
    const to = { package: ofPackage, version };
    const changes = changesBetween(there ? { package: there.package, version: there.version } : {}, to);
    const before = new Set((await followersOf(trx, name)).map(({ id }) => id));
    // Also where it points there already: its release may have been recalled since.
    await pointChannel(trx, orders, name, async () => ({ ...to, detail: {} }), scope.nowMs, aftermath);
    const moved = (await followersOf(trx, name)).filter(({ id }) => !before.has(id));
    let devices = 0;
    for (const { id } of moved) devices += await hitByTask(run, id);
    return {
      verb: !there ? "create" : changes.length > 0 ? "change" : "same",
      changes,
      effects:
        changes.length === 0 || before.size === 0
          ? []
          : [`${moved.length} of ${before.size} tasks that follow it are moved on`],
      devices,
      byHand: true,
    };
  },
  async prune({ trx, orders, scope }, { name }) {
    const there = await channelStore(trx).find(name);
    if (!there) return { verb: "forget", changes: [], effects: ["somebody has deleted it"], devices: 0 };
    await removeChannel(trx, orders, there, scope.nowMs);
    return { verb: "delete", changes: [], effects: [], devices: 0 };
  },
};
