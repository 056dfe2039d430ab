import { canonical, changesBetween } from "@shoal/core/fleet/changes";
import type { SettingSetObject } from "@shoal/protocol/fleet/object";
import type { Targets } from "@shoal/protocol/task/task";
import { Refusal } from "../http/refusal.ts";
import { removeSet, writeAssignment, writeSet } from "../settings/orders.ts";
import { refuseSettings } from "../settings/refuse.ts";
import { settingStore } from "../settings/store.ts";
import { refuseEverything } from "../task/confirm.ts";
import { targeted } from "../task/targets.ts";
import { confirmed } from "./confirmed.ts";
import { targetsOf } from "./device-names.ts";
import type { Kind, Run } from "./run.ts";

export const setKind: Kind<SettingSetObject> = {
  async apply(run, object) {
    const { trx, orders, scope, setsChanged } = run;
    const { name, description = "", values, targets } = object;
    refuseSettings(values);
    const there = await settingStore(trx).find(name);
    const stored = run.stored("setting-set", name)?.spec as SettingSetObject | undefined;
    const before = there ? { description: there.description, values: there.values } : { description: "", values: {} };
    const changes = changesBetween(before, { description, values });
    if (!there || changes.length > 0) {
      await writeSet(trx, orders, name, { description, values }, scope.nowMs);
      setsChanged.add(name);
      // Those that have it already run with other values soon.
      for (const id of there && changes.some(({ path }) => path !== "description") ? await having(run, name) : [])
        run.hit.add(id);
    }
    const had = there?.devices ?? 0;
    const { given, taken } = await assign(run, object, stored);
    const reach = there && changes.some(({ path }) => path !== "description") ? had : 0;
    const retargeted = changesBetween({ targets: stored?.targets }, { targets }).filter(() => stored !== undefined);
    const all = [...changes, ...retargeted];
    const moved = given.length + taken.length;
    return {
      verb: !there ? "create" : all.length + moved > 0 ? "change" : "same",
      changes: all,
      effects: [
        ...(reach > 0 ? [`${reach} have it and look at once`] : []),
        ...(given.length > 0 ? [`${given.length} get it`] : []),
        ...(taken.length > 0 ? [`${taken.length} have it no more`] : []),
      ],
      devices: reach + moved,
      byHand: true,
    };
  },
  async prune(run, { name, spec }) {
    const { trx, orders, scope } = run;
    const there = await settingStore(trx).find(name);
    if (!there) return { verb: "forget", changes: [], effects: ["somebody has deleted it"], devices: 0 };
    const taken = spec.targets === undefined ? [] : await takeFromOthers(run, name, undefined);
    await removeSet(trx, orders, there, scope.nowMs);
    run.setsChanged.add(name);
    return {
      verb: "delete",
      changes: [],
      effects: taken.length > 0 ? [`${taken.length} have it no more`] : [],
      devices: taken.length,
    };
  },
};

/** Exactly the targets have the set, where the file says who. @returns ids of those that get it, and of those that lose it */
async function assign(
  run: Run,
  { name, targets: said, everyDevice }: SettingSetObject,
  stored: SettingSetObject | undefined,
): Promise<{ given: string[]; taken: string[] }> {
  const { trx, orders, scope, hit, reassigned, assignedBy } = run;
  if (said === undefined)
    return { given: [], taken: stored?.targets === undefined ? [] : await takeFromOthers(run, name, undefined) };
  const targets = await targetsOf(trx, said);
  const wanted = await (await targeted(trx, targets, scope))?.select(["id", "name"]).execute();
  if (!wanted) throw new Refusal("bad-request", "targets names no device: say all, query, groups or devices");
  if (canonical(stored?.targets) !== canonical(said)) {
    const { confirm } = await confirmed(trx, targets, scope, everyDevice);
    await refuseEverything(trx, targets, scope, confirm);
  }
  for (const device of wanted) {
    const other = assignedBy.get(device.id);
    if (other !== undefined)
      throw new Refusal("conflict", `${device.name} would have two sets, ${other} and ${name}: a device has one`);
    assignedBy.set(device.id, name);
  }
  const lacking = await settingStore(trx).lacking(targets, name, scope);
  const given =
    lacking === 0
      ? []
      : await writeAssignment(
          trx,
          orders,
          name,
          // Asked above, and only where the targets are others than before.
          { targets, ...(await confirmed(trx, targets, scope, true)) },
          "assigned",
          scope,
        );
  for (const id of given) {
    hit.add(id);
    reassigned.add(id);
  }
  return { given, taken: await takeFromOthers(run, name, targets) };
}

/** @returns ids of those that had the set, and are none of the targets */
async function takeFromOthers(run: Run, name: string, targets: Targets | undefined): Promise<string[]> {
  const { trx, orders, scope } = run;
  const taken = await settingStore(trx).takeFromOthers(name, targets, scope);
  for (const id of taken) {
    run.hit.add(id);
    run.reassigned.add(id);
  }
  if (taken.length > 0) {
    const detail = { devices: taken.length };
    await orders.audit(trx, orders.request, "setting-set.unassigned", `setting-set:${name}`, detail);
    const data = { name, ...detail };
    await orders.outbox.add(trx, [
      { atMs: scope.nowMs, kind: "setting-set.unassigned", subject: `setting-set:${name}`, data },
    ]);
  }
  return taken;
}

async function having({ trx }: Run, name: string): Promise<string[]> {
  const rows = await trx.selectFrom("devices").select("id").where("setting_set", "=", name).execute();
  return rows.map((row) => row.id);
}
