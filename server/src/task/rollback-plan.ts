import { type GiveBack, giveBack } from "@shoal/core/release/give-back";
import type { RollbackPreview, RollbackRow } from "@shoal/protocol/api/rollback";
import { say } from "@shoal/protocol/sentence/say";
import type { Expression, SqlBool } from "kysely";
import type { Db } from "../db/schema.ts";
import { whyBlocked } from "./rollback-needs.ts";
import type { Part } from "./started.ts";
import type { StoredTask } from "./store.ts";

/** Rows of a preview; its totals count every device. */
const ITEMS = 5000;

/** What a device gets back, as a part of the task that gives it. */
export interface Given {
  deviceId: string;
  part: Part;
}

/** What taking back a task would do, as things are now. */
export interface RollbackPlan {
  given: Given[];
  preview: RollbackPreview;
}

/**
 * @param online ids of devices
 * @param within the devices that there are for whoever asks; undefined: all
 */
export async function planRollback(
  db: Db,
  task: StoredTask,
  online: Iterable<string>,
  within: Expression<SqlBool> | undefined,
): Promise<RollbackPlan> {
  const there = new Set(online);
  const rows: { row: RollbackRow; given?: Given }[] = [];
  for (const done of await doneBy(db, task.id, within)) rows.push(rowOf(done, there));
  const blocked = await whyBlocked(
    db,
    rows.flatMap((each) => each.given ?? []),
  );
  for (const each of rows) {
    const why = each.given && blocked.get(each.given);
    if (why === undefined) continue;
    const { version: _none, ...row } = each.row;
    each.row = { ...row, does: "nothing", why };
    delete each.given;
  }
  const given = new Set(rows.map((each) => each.given?.deviceId));
  for (const open of await underWay(db, task.id, within)) {
    if (given.has(open.device_id)) continue;
    rows.push({
      row: {
        ...deviceOf(open, there),
        does: "later",
        package: open.package,
        why: say("back-later", { state: open.state }),
      },
    });
  }
  // A device that lost something and got something else in its place has a row for each.
  const devices = (...does: RollbackRow["does"][]) =>
    new Set(rows.filter(({ row }) => does.includes(row.does)).map(({ row }) => row.deviceId));
  const concerned = devices("install", "remove", "later");
  const items = rows.map(({ row }) => row).sort(byDoing);
  const { package: name, version, state } = task.detail;
  return {
    // What was there before comes first, as what took its place had: a device is at no time without either.
    given: rows.flatMap(({ given }) => given ?? []).sort((a, b) => a.part.kind.localeCompare(b.part.kind)),
    preview: {
      package: name,
      version,
      install: devices("install").size,
      remove: devices("remove").size,
      later: devices("later").size,
      nothing: [...devices("nothing")].filter((id) => !concerned.has(id)).length,
      offline: [...devices("install", "remove")].filter((id) => !there.has(id)).length,
      confirm: concerned.size,
      stops: state === "running",
      items: items.slice(0, ITEMS),
      truncated: items.length > ITEMS,
    },
  };
}

/** What one device gets back of a task, where what the task did still stands. */
export async function givenBack(db: Db, taskId: number, deviceId: string, name: string): Promise<Given | undefined> {
  const done = (await doneBy(db, taskId, undefined, deviceId)).find((each) => each.package === name);
  return done && rowOf(done, new Set()).given;
}

type Done = Awaited<ReturnType<typeof doneBy>>[number];

function rowOf(done: Done, online: ReadonlySet<string>): { row: RollbackRow; given?: Given } {
  const { package: name, version } = done;
  const had = done.had_release_id === null ? undefined : done.had_version === null ? "gone" : hadOf(done);
  const back: GiveBack = giveBack({
    package: name,
    version,
    kind: done.kind === "remove" ? "remove" : "install",
    changed: done.changed === 1,
    had,
    has: done.has_version ?? undefined,
    retired: done.retired_ms !== null,
  });
  const row = { ...deviceOf(done, online), package: name, ...back };
  if (back.does === "nothing") return { row };
  const releaseId = back.does === "remove" ? done.release_id : done.had_release_id!;
  return {
    row,
    given: { deviceId: done.device_id, part: { releaseId, package: name, version: back.version, kind: back.does } },
  };
}

function hadOf({ had_version, had_recall }: Done): { version: string; recalled?: string } {
  return { version: had_version!, ...(had_recall === null ? {} : { recalled: had_recall }) };
}

/** What the task did last on each device that it reached, and what is there now. */
async function doneBy(db: Db, taskId: number, within: Expression<SqlBool> | undefined, deviceId?: string) {
  const rows = await db
    .selectFrom("actions")
    .innerJoin("devices", "devices.id", "actions.device_id")
    .leftJoin("device_releases", (join) =>
      join
        .onRef("device_releases.device_number", "=", "devices.number")
        .onRef("device_releases.package", "=", "actions.package"),
    )
    .leftJoin("releases as had", "had.id", "actions.had_release_id")
    .where("actions.task_id", "=", taskId)
    .where("actions.state", "=", "succeeded")
    .where((eb) => eb.or([eb("actions.role", "is", null), eb("actions.role", "=", "replaced")]))
    .$if(within !== undefined, (query) => query.where(within!))
    .$if(deviceId !== undefined, (query) => query.where("actions.device_id", "=", deviceId!))
    .select(["actions.device_id", "devices.name", "devices.retired_ms", "actions.package", "actions.version"])
    .select(["actions.kind", "actions.release_id", "actions.changed", "actions.had_release_id"])
    .select(["had.version as had_version", "had.recall_reason as had_recall", "device_releases.version as has_version"])
    .orderBy("actions.id")
    .execute();
  // Of a device that was tried again, what changed it counts, and not what found it so afterwards.
  const last = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const key = `${row.device_id} ${row.package}`;
    if (row.changed === 1 || !last.get(key)?.changed) last.set(key, row);
  }
  return [...last.values()];
}

/** Actions that a device may have begun. */
async function underWay(db: Db, taskId: number, within: Expression<SqlBool> | undefined) {
  const rows = await db
    .selectFrom("actions")
    .innerJoin("devices", "devices.id", "actions.device_id")
    .leftJoin("assignments", (join) =>
      join
        .onRef("assignments.device_id", "=", "actions.device_id")
        .onRef("assignments.action_id", "=", "actions.id")
        .on("assignments.order_kind", "=", "start"),
    )
    .where("actions.task_id", "=", taskId)
    .$if(within !== undefined, (query) => query.where(within!))
    .where("actions.ended_ms", "is", null)
    .where((eb) => eb.or([eb("actions.role", "is", null), eb("actions.role", "=", "replaced")]))
    .where("actions.state", "<>", "scheduled")
    .where((eb) =>
      eb.or([eb("actions.state", "<>", "assigned"), eb("assignments.sequence", "<=", eb.ref("devices.delivered"))]),
    )
    .select(["actions.device_id", "devices.name", "actions.package", "actions.state"])
    .execute();
  return rows;
}

function deviceOf(row: { device_id: string; name: string }, online: ReadonlySet<string>) {
  return { deviceId: row.device_id, device: row.name, online: online.has(row.device_id) };
}

const ORDER: readonly RollbackRow["does"][] = ["nothing", "later", "remove", "install"];

/** What stays as it is comes first: that is what somebody has to look at. */
function byDoing(a: RollbackRow, b: RollbackRow): number {
  return ORDER.indexOf(a.does) - ORDER.indexOf(b.does) || a.device.localeCompare(b.device, "en", { numeric: true });
}
