import { checkRequires } from "@shoal/core/variant/requires";
import { resolveVariant } from "@shoal/core/variant/resolve";
import type { Preview } from "@shoal/protocol/api/task";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { TaskSpec } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import type { StoredRelease } from "../release/store.ts";
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
  preview.supersedes = spec.kind === "precache" ? 0 : await openFor(db, spec, release.name);
  return preview;
}

async function openFor(db: Db, spec: TaskSpec, packageName: string): Promise<number> {
  const devices = targeted(db, spec.targets);
  if (!devices) return 0;
  const open = db
    .selectFrom("actions")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("package", "=", packageName)
    .where("kind", "in", ["install", "remove"])
    .where("ended_ms", "is", null)
    .where("device_id", "in", devices.select("id"));
  // What is only on offer takes the place of nothing else before somebody asks for it.
  const row = await (spec.urgency === "available"
    ? open.where("reason_code", "=", "offered")
    : open
  ).executeTakeFirst();
  return Number(row?.count ?? 0);
}
