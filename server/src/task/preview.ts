import { setImmediate } from "node:timers/promises";
import { mergeSettings } from "@shoal/core/settings/merge";
import { WanCopies } from "@shoal/core/site/wan-copies";
import { checkRequires } from "@shoal/core/variant/requires";
import { type Resolution, resolverOf } from "@shoal/core/variant/resolve";
import type { Preview, PreviewRow } from "@shoal/protocol/api/task";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { Variant } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import type { Settings } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { TaskSpec } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import type { QueryScope } from "../query/scope.ts";
import type { StoredRelease } from "../release/store.ts";
import { ringMembers } from "../rollout/members.ts";
import type { SettingsIndex } from "../settings/settings-index.ts";
import { whySecond } from "./approval.ts";
import { conflictsOf, tasksOn } from "./conflicts.ts";
import { type NeedsOf, previewNeeds } from "./preview-needs.ts";
import { targeted } from "./targets.ts";

/** Rows of a preview; its totals count every device. */
const ITEMS = 5000;
/** Inventories that are read at once: some ten megabytes, and a moment in which nobody else is served. */
const BATCH = 500;

export interface PreviewScope {
  scope: QueryScope;
  settings: SettingsIndex;
}

/** What a task would do, before anything is sent: the same decisions that each agent will take, on its last inventory. */
export async function previewTask(
  db: Db,
  spec: TaskSpec,
  stored: StoredRelease,
  { scope, settings }: PreviewScope,
): Promise<Preview> {
  const { id: releaseId, release } = stored;
  const second = await whySecond(db, spec, release, scope);
  const online = new Set(scope.online());
  const wan = new WanCopies();
  const preview: Preview = {
    package: release.name,
    version: release.version,
    devices: 0,
    ...(second ? { approval: second.why } : {}),
    without: 0,
    unmet: 0,
    offline: 0,
    already: 0,
    bytes: 0,
    wanBytes: 0,
    byVariant: {},
    items: [],
    truncated: false,
    ...(await conflictsOf(db, spec, scope)),
  };
  const resolve = resolverOf(release.variants);
  const merged = mergedBySet(spec.settings ?? {});
  const needs = await previewNeeds(db, spec.kind, stored);
  for await (const device of devicesOf(db, spec, scope, needs)) {
    const { inventory } = device;
    const { files: neededFiles, ...needed } = device.needs ?? { files: [] };
    const isOnline = online.has(device.id);
    const { variant, why } = outcomeOf(spec, resolve(inventory.platform), inventory);
    const gets = variant && spec.kind !== "remove" && needed.unmet === undefined;
    const files = gets ? [...variant.files, ...neededFiles] : [];
    const bytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    preview.devices++;
    if (!isOnline) preview.offline++;
    if (device.release_id === releaseId) preview.already++;
    if (!variant) preview.without++;
    else if (needed.unmet !== undefined) preview.unmet++;
    else preview.byVariant[variant.id] = (preview.byVariant[variant.id] ?? 0) + 1;
    preview.bytes += bytes;
    wan.add(inventory.links ?? [], merged(settings.of(device.id)), files);
    if (preview.items.length < ITEMS)
      preview.items.push({
        deviceId: device.id,
        device: device.name,
        online: isOnline,
        ...(variant ? { variantId: variant.id } : {}),
        why,
        bytes,
        ...(device.last_seen_ms === null ? {} : { lastSeenMs: device.last_seen_ms }),
        ...(device.version === null ? {} : { installed: device.version }),
        tasks: [],
        ...needed,
      });
  }
  preview.wanBytes = wan.bytes;
  preview.truncated = preview.devices > preview.items.length;
  if (preview.twice > 0) await addTasks(db, preview.items);
  if (spec.rings) {
    const members = await ringMembers(db, spec.rings, spec.targets, 0, scope);
    preview.rings = spec.rings.map(({ name }, at) => ({ name, devices: members.rings[at]!.length }));
  }
  return preview;
}

/** The targets in the order of their numbers, what they have of the package, and what they need for it. */
async function* devicesOf(db: Db, spec: TaskSpec, scope: QueryScope, needsOf: NeedsOf) {
  for (let after = -1; ; ) {
    const found = (await targeted(db, spec.targets, scope))
      ?.leftJoin("device_releases", (join) =>
        join
          .onRef("device_releases.device_number", "=", "devices.number")
          .on("device_releases.package", "=", spec.package),
      )
      .select(["devices.number", "devices.id", "devices.name", "devices.inventory", "devices.last_seen_ms"])
      .select(["device_releases.release_id", "device_releases.version"])
      .where("devices.number", ">", after)
      .orderBy("devices.number")
      .limit(BATCH);
    const rows = (await found?.execute()) ?? [];
    const devices = rows.map((row) => ({ ...row, inventory: JSON.parse(row.inventory) as Inventory }));
    const needs = await needsOf(devices.map(({ number, inventory }) => ({ number, platform: inventory.platform })));
    for (const device of devices) yield { ...device, needs: needs.get(device.number) };
    if (rows.length < BATCH) return;
    after = rows.at(-1)!.number;
    // A preview of a whole fleet takes seconds, in which agents and operators are served too.
    await setImmediate();
  }
}

function outcomeOf(
  { kind }: TaskSpec,
  resolution: Resolution<Variant>,
  inventory: Inventory,
): { variant: Variant | undefined; why: string[] } {
  if (!resolution.ok)
    return {
      variant: undefined,
      why: resolution.why.map(({ variant, because }) => say("of-variant", { variant, why: because })),
    };
  const { variant, because } = resolution;
  const requires = kind === "remove" ? { ok: true as const } : checkRequires(variant.requires, inventory);
  return { variant, why: [...because, ...(requires.ok ? [] : [say("but", { why: requires.detail })])] };
}

/** What a device's set and the task's own settings come to; each set is merged once. */
function mergedBySet(ofTask: SettingsOverride): (ofSet: SettingsOverride) => Settings {
  const known = new Map<SettingsOverride, Settings>();
  return (ofSet) => {
    const merged = known.get(ofSet) ?? mergeSettings(ofSet, ofTask);
    known.set(ofSet, merged);
    return merged;
  };
}

async function addTasks(db: Db, items: PreviewRow[]): Promise<void> {
  const tasks = await tasksOn(
    db,
    items.map((item) => item.deviceId),
  );
  for (const item of items) item.tasks = tasks.get(item.deviceId) ?? [];
}
