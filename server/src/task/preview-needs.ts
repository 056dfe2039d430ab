import { idOf } from "@shoal/core/release/describe";
import { resolveVariant } from "@shoal/core/variant/resolve";
import type { Platform } from "@shoal/protocol/device/platform";
import type { Release } from "@shoal/protocol/package/release";
import type { TaskKind } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import { Planner } from "../release/planner.ts";
import { replacedOn, whyReplaced } from "../release/replaced-on.ts";
import { releaseStore, type StoredRelease } from "../release/store.ts";

/** What is installed on a device before what is ordered, as a row of the preview has it. */
export interface Needs {
  needs?: string[];
  unmet?: string;
  bytes: number;
}

/** What a task would install on each of these devices before it. @returns by the device's number; of those that need something */
export async function previewNeeds(
  db: Db,
  kind: TaskKind,
  { id, release }: StoredRelease,
  devices: readonly { number: number; platform: Platform }[],
): Promise<Map<number, Needs>> {
  const found = new Map<number, Needs>();
  const target = { package: release.name, version: release.version, releaseId: id };
  if (kind !== "install") return found;
  const numbers = devices.map((each) => each.number);
  for (const [number, by] of await replacedOn(db, target, numbers))
    found.set(number, { unmet: whyReplaced(by, release.name), bytes: 0 });
  const planner = await Planner.load(db, target);
  if (!planner) return found;
  const installed = await planner.installed(db, numbers);
  const releases = new Map<number, Release>();
  for (const { number, platform } of devices) {
    if (found.has(number)) continue;
    const needed = planner.needed(platform, installed.get(number)!);
    if (!needed.ok) {
      found.set(number, { unmet: needed.why, bytes: 0 });
      continue;
    }
    if (needed.steps.length === 0) continue;
    let bytes = 0;
    for (const { releaseId } of needed.steps) {
      if (!releases.has(releaseId)) releases.set(releaseId, (await releaseStore(db).get(releaseId)).release);
      const resolution = resolveVariant(releases.get(releaseId)!.variants, platform);
      if (resolution.ok) bytes += resolution.variant.files.reduce((sum, file) => sum + file.sizeBytes, 0);
    }
    found.set(number, { needs: needed.steps.map(idOf), bytes });
  }
  return found;
}
