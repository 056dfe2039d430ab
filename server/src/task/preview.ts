import { type Order, whichHolds } from "@shoal/core/task/conflict";
import { checkRequires } from "@shoal/core/variant/requires";
import { resolveVariant } from "@shoal/core/variant/resolve";
import type { Preview } from "@shoal/protocol/api/task";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { TaskSpec, Urgency } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import type { QueryScope } from "../query/scope.ts";
import type { StoredRelease } from "../release/store.ts";
import { ringMembers } from "../rollout/members.ts";
import { previewNeeds } from "./preview-needs.ts";
import { targeted } from "./targets.ts";

/** Rows of a preview; its totals count every device. */
const ITEMS = 5000;

/** What a task would do, before anything is sent: the same decisions that each agent will take, on its last inventory. */
export async function previewTask(db: Db, spec: TaskSpec, stored: StoredRelease, scope: QueryScope): Promise<Preview> {
  const { release } = stored;
  const online = new Set(scope.online());
  const preview: Preview = {
    package: release.name,
    version: release.version,
    devices: 0,
    without: 0,
    unmet: 0,
    offline: 0,
    bytes: 0,
    byVariant: {},
    supersedes: 0,
    heldBack: 0,
    items: [],
    truncated: false,
  };
  const found = await targeted(db, spec.targets, scope);
  const rows = (await found?.select(["number", "id", "name", "inventory"]).orderBy("number").execute()) ?? [];
  const devices = rows.map((row) => ({ ...row, inventory: JSON.parse(row.inventory) as Inventory }));
  const needs = await previewNeeds(
    db,
    spec.kind,
    stored,
    devices.map(({ number, inventory }) => ({ number, platform: inventory.platform })),
  );
  for (const device of devices) {
    const { inventory } = device;
    const { bytes: neededBytes, ...needed } = needs.get(device.number) ?? { bytes: 0 };
    const isOnline = online.has(device.id);
    const resolution = resolveVariant(release.variants, inventory.platform);
    const variant = resolution.ok ? resolution.variant : undefined;
    const own = spec.kind === "remove" ? 0 : (variant?.files.reduce((sum, file) => sum + file.sizeBytes, 0) ?? 0);
    const bytes = needed.unmet === undefined ? own + neededBytes : 0;
    const requires =
      variant && spec.kind !== "remove" ? checkRequires(variant.requires, inventory) : { ok: true as const };
    const why = resolution.ok
      ? [...resolution.because, ...(requires.ok ? [] : [`but: ${requires.detail}`])]
      : resolution.why.map((each) => `${each.variant}: ${each.because}`);
    preview.devices++;
    if (!isOnline) preview.offline++;
    if (!variant) preview.without++;
    else if (needed.unmet !== undefined) preview.unmet++;
    else preview.byVariant[variant.id] = (preview.byVariant[variant.id] ?? 0) + 1;
    preview.bytes += bytes;
    if (preview.items.length < ITEMS)
      preview.items.push({
        deviceId: device.id,
        device: device.name,
        online: isOnline,
        ...(variant ? { variantId: variant.id } : {}),
        why,
        bytes,
        ...needed,
      });
  }
  preview.truncated = preview.devices > preview.items.length;
  if (spec.rings) {
    const members = await ringMembers(db, spec.rings, spec.targets, 0, scope);
    preview.rings = spec.rings.map(({ name }, at) => ({ name, devices: members.rings[at]!.length }));
  }
  Object.assign(preview, await rivals(db, spec, scope));
  return preview;
}

/** Open actions that the task would take the place of, and those that would hold against it. */
async function rivals(db: Db, spec: TaskSpec, scope: QueryScope): Promise<{ supersedes: number; heldBack: number }> {
  const found = { supersedes: 0, heldBack: 0 };
  const devices = await targeted(db, spec.targets, scope);
  if (!devices) return found;
  const rows = await db
    .selectFrom("actions")
    .innerJoin("tasks", "tasks.id", "actions.task_id")
    .where("actions.package", "=", spec.package)
    .where("actions.ended_ms", "is", null)
    .where("actions.device_id", "in", devices.select("id"))
    .groupBy(["actions.task_id", "actions.kind", "actions.state", "tasks.priority", "tasks.urgency"])
    .select((eb) => ["actions.task_id", "actions.kind", "actions.state", eb.fn.countAll().as("count")])
    .select(["tasks.priority", "tasks.urgency"])
    .execute();
  // Newer than all that there are.
  const { priority = 0, urgency = "required" } = spec;
  const fresh = orderOf({ ...spec, priority, urgency });
  for (const { count, state, ...row } of rows) {
    // What is only on offer takes the place of other offers alone, before somebody asks for it.
    if (urgency === "available" && state !== "scheduled") continue;
    const holds = whichHolds(
      { ...orderOf({ ...spec, ...row }), startedMs: 0, handedOut: state !== "scheduled" },
      fresh,
    );
    if (holds === "fresh") found.supersedes += Number(count);
    if (holds === "open") found.heldBack += Number(count);
  }
  return found;
}

function orderOf(task: Pick<TaskSpec, "package" | "kind"> & { priority: number; urgency: Urgency }): Order {
  return {
    package: task.package,
    kind: task.kind,
    priority: task.priority,
    immediate: task.urgency === "immediate",
    startedMs: 1,
    taskId: 0,
    handedOut: true,
  };
}
