import { type Order, whichHolds } from "@shoal/core/task/conflict";
import { checkRequires } from "@shoal/core/variant/requires";
import { resolveVariant } from "@shoal/core/variant/resolve";
import type { Preview } from "@shoal/protocol/api/task";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { TaskSpec } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import type { StoredRelease } from "../release/store.ts";
import { ringMembers } from "../rollout/members.ts";
import { isImmediate } from "./started.ts";
import { targeted } from "./targets.ts";

/** Rows of a preview; its totals count every device. */
const ITEMS = 5000;

/** What a task would do, before anything is sent: the same decisions that each agent will take, on its last inventory. */
export async function previewTask(
  db: Db,
  spec: TaskSpec,
  { release }: StoredRelease,
  isOnline: (id: string) => boolean,
): Promise<Preview> {
  const preview: Preview = {
    package: release.name,
    version: release.version,
    devices: 0,
    without: 0,
    offline: 0,
    bytes: 0,
    byVariant: {},
    supersedes: 0,
    heldBack: 0,
    items: [],
    truncated: false,
  };
  const devices = await targeted(db, spec.targets)?.select(["id", "name", "inventory"]).orderBy("number").execute();
  for (const device of devices ?? []) {
    const inventory = JSON.parse(device.inventory) as Inventory;
    const online = isOnline(device.id);
    const resolution = resolveVariant(release.variants, inventory.platform);
    const variant = resolution.ok ? resolution.variant : undefined;
    const bytes = spec.kind === "remove" ? 0 : (variant?.files.reduce((sum, file) => sum + file.sizeBytes, 0) ?? 0);
    const requires =
      variant && spec.kind !== "remove" ? checkRequires(variant.requires, inventory) : { ok: true as const };
    const why = resolution.ok
      ? [...resolution.because, ...(requires.ok ? [] : [`but: ${requires.detail}`])]
      : resolution.why.map((each) => `${each.variant}: ${each.because}`);
    preview.devices++;
    if (!online) preview.offline++;
    if (!variant) preview.without++;
    else preview.byVariant[variant.id] = (preview.byVariant[variant.id] ?? 0) + 1;
    preview.bytes += bytes;
    if (preview.items.length < ITEMS)
      preview.items.push({
        deviceId: device.id,
        device: device.name,
        online,
        ...(variant ? { variantId: variant.id } : {}),
        why,
        bytes,
      });
  }
  preview.truncated = preview.devices > preview.items.length;
  if (spec.rings) {
    const members = await ringMembers(db, spec.rings, spec.targets, 0);
    preview.rings = spec.rings.map(({ name }, at) => ({ name, devices: members.rings[at]!.length }));
  }
  Object.assign(preview, await rivals(db, spec));
  return preview;
}

/** Open actions that the task would take the place of, and those that would hold against it. */
async function rivals(db: Db, spec: TaskSpec): Promise<{ supersedes: number; heldBack: number }> {
  const found = { supersedes: 0, heldBack: 0 };
  const devices = targeted(db, spec.targets);
  if (!devices) return found;
  const rows = await db
    .selectFrom("actions")
    .innerJoin("tasks", "tasks.id", "actions.task_id")
    .where("actions.package", "=", spec.package)
    .where("actions.ended_ms", "is", null)
    .where("actions.device_id", "in", devices.select("id"))
    .groupBy(["actions.task_id", "actions.kind", "actions.state", "tasks.priority", "tasks.settings"])
    .select((eb) => ["actions.task_id", "actions.kind", "actions.state", eb.fn.countAll().as("count")])
    .select(["tasks.priority", "tasks.settings"])
    .execute();
  // Newer than all that there are.
  const fresh = orderOf({ ...spec, priority: spec.priority ?? 0, settings: JSON.stringify(spec.settings ?? {}) });
  for (const { count, state, ...row } of rows) {
    const holds = whichHolds(
      { ...orderOf({ ...spec, ...row }), startedMs: 0, handedOut: state !== "scheduled" },
      fresh,
    );
    if (holds === "fresh") found.supersedes += Number(count);
    if (holds === "open") found.heldBack += Number(count);
  }
  return found;
}

function orderOf(task: Pick<TaskSpec, "package" | "kind"> & { priority: number; settings: string }): Order {
  return {
    package: task.package,
    kind: task.kind,
    priority: task.priority,
    immediate: isImmediate(task.settings),
    startedMs: 1,
    taskId: 0,
    handedOut: true,
  };
}
