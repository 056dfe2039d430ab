import { createHash } from "node:crypto";
import { canonical } from "@shoal/core/fleet/changes";
import type { FleetExport } from "@shoal/protocol/api/fleet-plan";
import { DEFAULT_FLEET_RULES } from "@shoal/protocol/device/rules";
import type { FleetObject, FleetTargets, LabelsObject, SettingSetObject } from "@shoal/protocol/fleet/object";
import { LIMITS } from "@shoal/protocol/limits";
import { channelStore } from "../channel/store.ts";
import type { Db } from "../db/schema.ts";
import { groupStore } from "../group/store.ts";
import type { QueryScope } from "../query/scope.ts";
import { settingStore } from "../settings/store.ts";
import { targeted } from "../task/targets.ts";
import { namesOf, targetsOf } from "./device-names.ts";
import { exportTasks } from "./export-tasks.ts";
import { readRules } from "./rules.ts";
import { fleetStore } from "./store.ts";

/** The fleet as it is now, as files would declare it: applied to the same server, they change nothing. */
export async function exportFleet(db: Db, scope: QueryScope): Promise<FleetExport> {
  const notes: string[] = [];
  const objects: FleetObject[] = [
    ...(await exportRules(db)),
    ...(await channelStore(db).list()).map(
      ({ name, package: ofPackage, version }): FleetObject => ({ kind: "channel", name, package: ofPackage, version }),
    ),
    ...(await exportGroups(db)),
    ...(await exportLabels(db)),
    ...(await exportSets(db, scope)),
    ...(await exportTasks(db, notes)),
  ];
  if (objects.length > LIMITS.fleetObjects)
    notes.push(
      `these are ${objects.length} things, and one apply takes ${LIMITS.fleetObjects}: split them into sources`,
    );
  return { objects, notes };
}

async function exportRules(db: Db): Promise<FleetObject[]> {
  const rules = await readRules(db);
  const managed = await fleetStore(db).find("fleet-rules", "fleet");
  if (!managed && canonical(rules) === canonical(DEFAULT_FLEET_RULES)) return [];
  const { auditKeepMs, approvalAboveDevices, approvalForScripts, ...judged } = rules;
  return [
    {
      ...{ kind: "fleet-rules", name: "fleet", ...judged },
      ...(auditKeepMs === 0 ? {} : { auditKeepMs }),
      ...(approvalAboveDevices === 0 ? {} : { approvalAboveDevices }),
      ...(approvalForScripts === 0 ? {} : { approvalForScripts: 1 as const }),
    },
  ];
}

async function exportGroups(db: Db): Promise<FleetObject[]> {
  const objects: FleetObject[] = [];
  for (const { name, description, query } of await groupStore(db).list()) {
    const members = query === undefined ? await membersOf(db, name) : undefined;
    objects.push({
      kind: "group",
      name,
      ...(description === "" ? {} : { description }),
      ...(query === undefined ? {} : { query }),
      ...(members === undefined ? {} : { devices: members }),
    });
  }
  return objects;
}

async function membersOf(db: Db, name: string): Promise<string[]> {
  const rows = await db.selectFrom("group_members").select("device_number").where("group_name", "=", name).execute();
  return await namesOf(
    db,
    rows.map((row) => row.device_number),
  );
}

/** A set with whom it has: in the words of its file where these still say it, else as a list. */
async function exportSets(db: Db, scope: QueryScope): Promise<FleetObject[]> {
  const objects: FleetObject[] = [];
  for (const { name, description, values, devices } of await settingStore(db).list()) {
    const said = (await fleetStore(db).find("setting-set", name))?.spec as SettingSetObject | undefined;
    const targets = said?.targets === undefined && devices === 0 ? undefined : await targetsFor(db, name, said, scope);
    objects.push({
      kind: "setting-set",
      name,
      ...(description === "" ? {} : { description }),
      values,
      ...(targets === undefined ? {} : { targets }),
      ...(said?.everyDevice && targets === said.targets ? { everyDevice: true } : {}),
    });
  }
  return objects;
}

async function targetsFor(
  db: Db,
  set: string,
  said: SettingSetObject | undefined,
  scope: QueryScope,
): Promise<FleetTargets> {
  const rows = await db
    .selectFrom("devices")
    .select(["id", "number"])
    .where("setting_set", "=", set)
    .where("retired_ms", "is", null)
    .execute();
  if (said?.targets) {
    const found = await (await targeted(db, await targetsOf(db, said.targets), scope))?.select("id").execute();
    const wanted = new Set(found?.map((row) => row.id));
    if (wanted.size === rows.length && rows.every((row) => wanted.has(row.id))) return said.targets;
  }
  return {
    devices: await namesOf(
      db,
      rows.map((row) => row.number),
    ),
  };
}

/** Those of files in their words, and what else devices have: one object for all that have the same. */
async function exportLabels(db: Db): Promise<FleetObject[]> {
  const managed = (await fleetStore(db).list({ kind: "labels" })).map((each) => each.spec as LabelsObject);
  const rest = new Map<number, { tags: string[]; attributes: Record<string, string> }>();
  const of = (number: number) => {
    const found = rest.get(number) ?? { tags: [], attributes: {} };
    rest.set(number, found);
    return found;
  };
  for (const row of await db.selectFrom("device_tags").selectAll().orderBy("tag").execute())
    of(row.device_number).tags.push(row.tag);
  for (const row of await db.selectFrom("device_attributes").selectAll().orderBy("name").execute())
    of(row.device_number).attributes[row.name] = row.value;
  for (const { name, tags = [], attributes = {} } of managed) {
    const rows = await db.selectFrom("fleet_labels").select("device_number").where("name", "=", name).execute();
    for (const { device_number } of rows) {
      const left = rest.get(device_number);
      if (!left) continue;
      left.tags = left.tags.filter((tag) => !tags.includes(tag));
      for (const [key, value] of Object.entries(attributes))
        if (left.attributes[key] === value) delete left.attributes[key];
    }
  }
  const alike = new Map<string, number[]>();
  for (const [number, labels] of rest) {
    if (labels.tags.length + Object.keys(labels.attributes).length === 0) continue;
    const key = canonical(labels);
    alike.set(key, [...(alike.get(key) ?? []), number]);
  }
  const objects: FleetObject[] = [...managed];
  for (const [key, numbers] of alike) {
    const { tags, attributes } = rest.get(numbers[0]!)!;
    objects.push({
      kind: "labels",
      name: `labels-${createHash("sha256").update(key).digest("hex").slice(0, 8)}`,
      targets: { devices: await namesOf(db, numbers) },
      ...(tags.length > 0 ? { tags } : {}),
      ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    });
  }
  return objects.sort((a, b) => (a.name < b.name ? -1 : 1));
}
