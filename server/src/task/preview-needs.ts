import { idOf } from "@shoal/core/release/describe";
import { resolveVariant } from "@shoal/core/variant/resolve";
import type { Platform } from "@shoal/protocol/device/platform";
import type { Release, ReleaseFile } from "@shoal/protocol/package/release";
import type { TaskKind } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import { Planner } from "../release/planner.ts";
import { replacedOn, whyReplaced } from "../release/replaced-on.ts";
import { releaseStore, type StoredRelease } from "../release/store.ts";

/** What is installed on a device before what is ordered, as a row of the preview has it, and what it fetches for that. */
export interface Needs {
  needs?: string[];
  unmet?: string;
  files: ReleaseFile[];
}
export type NeedsOf = (
  devices: readonly { number: number; platform: Platform }[],
) => Promise<ReadonlyMap<number, Needs>>;

/**
 * What a task would install on devices before it.
 * @returns asks for some of them: by their numbers, those that need something
 */
export async function previewNeeds(db: Db, kind: TaskKind, { id, release }: StoredRelease): Promise<NeedsOf> {
  const target = { package: release.name, version: release.version, releaseId: id };
  const planner = kind === "install" ? await Planner.load(db, target) : undefined;
  const variantsOf = new Map<number, Release["variants"]>();
  return async (devices) => {
    const found = new Map<number, Needs>();
    if (kind !== "install") return found;
    const numbers = devices.map((each) => each.number);
    for (const [number, by] of await replacedOn(db, target, numbers))
      found.set(number, { unmet: whyReplaced(by, release.name), files: [] });
    if (!planner) return found;
    const installed = await planner.installed(db, numbers);
    for (const { number, platform } of devices) {
      if (found.has(number)) continue;
      const needed = planner.needed(platform, installed.get(number)!);
      if (!needed.ok) {
        found.set(number, { unmet: needed.why, files: [] });
        continue;
      }
      if (needed.steps.length === 0) continue;
      const files: ReleaseFile[] = [];
      for (const { releaseId } of needed.steps) {
        const variants = variantsOf.get(releaseId) ?? (await releaseStore(db).get(releaseId)).release.variants;
        variantsOf.set(releaseId, variants);
        const resolution = resolveVariant(variants, platform);
        if (resolution.ok) files.push(...resolution.variant.files);
      }
      found.set(number, { needs: needed.steps.map(idOf), files });
    }
    return found;
  };
}
