import { changesBetween } from "@shoal/core/fleet/changes";
import type { ChannelObject } from "@shoal/protocol/fleet/object";
import { pointChannel, removeChannel } from "../channel/orders.ts";
import { channelStore } from "../channel/store.ts";
import type { Kind } from "./run.ts";

export const channelKind: Kind<ChannelObject> = {
  async apply({ trx, orders, scope, aftermath }, { name, package: ofPackage, version }) {
    const there = await channelStore(trx).find(name);
    const to = { package: ofPackage, version };
    const changes = changesBetween(there ? { package: there.package, version: there.version } : {}, to);
    // Also where it points there already: its release may have been recalled since.
    await pointChannel(trx, orders, name, async () => ({ ...to, detail: {} }), scope.nowMs, aftermath);
    return {
      verb: !there ? "create" : changes.length > 0 ? "change" : "same",
      changes,
      effects: [],
      devices: 0,
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
