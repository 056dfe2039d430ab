import type { FleetPlanItem } from "@shoal/protocol/api/fleet-plan";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import type { Aftermath } from "../action/aftermath.ts";
import type { Db } from "../db/schema.ts";
import type { QueryScope } from "../query/scope.ts";
import type { SettingsIndex } from "../settings/settings-index.ts";
import type { Orders } from "../task/orders.ts";
import type { StoredObject } from "./store.ts";

/** One apply inside its transaction: what every kind needs, and what is to follow after the commit. */
export interface Run {
  trx: Db;
  /** Whose audit entries carry the apply. */
  orders: Orders;
  scope: QueryScope;
  settings: SettingsIndex;
  /** What the declared things were before, by files. */
  stored: (kind: FleetObject["kind"], name: string) => StoredObject | undefined;
  aftermath: Aftermath;
  /** Devices that are another way now, by id. */
  hit: Set<string>;
  /** Those that have another set of settings; and whether a set itself is another one. */
  reassigned: Set<string>;
  setsChanged: Set<string>;
  /** By `NUMBER KEY`, which attribute the files give to a device: two values are refused, as are two sets below. */
  attributedBy: Map<string, { name: string; value: string }>;
  assignedBy: Map<string, string>;
}

/** What a kind says of one object: everything but who manages it, which is the same for all kinds. */
export type Outcome = Pick<FleetPlanItem, "verb" | "changes" | "effects" | "devices"> & {
  /** Of a task. */
  taskId?: number | undefined;
  /** It was there, and no files had declared it. */
  byHand?: boolean;
};

/** How one kind of object is applied and taken back. Both throw a Refusal where it cannot be. */
export interface Kind<Object extends FleetObject> {
  apply(run: Run, object: Object): Promise<Outcome>;
  /** Takes back what files declared before and do not declare any more. */
  prune(run: Run, stored: StoredObject & { spec: Object }): Promise<Outcome>;
}
