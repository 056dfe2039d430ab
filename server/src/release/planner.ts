import type { Candidate, Catalogue, ReleaseId } from "@shoal/core/release/candidate";
import { dependantsOf, type Installed } from "@shoal/core/release/dependants";
import { describeDeadEnd, idOf } from "@shoal/core/release/describe";
import type { PlannedStep } from "@shoal/core/release/order";
import { planInstall } from "@shoal/core/release/plan";
import type { Platform } from "@shoal/protocol/device/platform";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import { catalogueFrom, type KnownRelease, knownReleases } from "./known-releases.ts";

/** What has to be there before a release can be installed on a device. */
export type Needed = { ok: true; steps: readonly (PlannedStep & { releaseId: number })[] } | { ok: false; why: string };

interface Planned {
  package: string;
  version: string;
  releaseId: number;
}

/** Plans for many devices what one release needs: devices that are alike are planned once. */
export class Planner {
  readonly #target: Planned;
  readonly #known: readonly KnownRelease[];
  readonly #catalogues = new Map<string, Catalogue>();
  readonly #plans = new Map<string, Needed>();

  constructor(target: Planned, known: readonly KnownRelease[]) {
    this.#target = target;
    this.#known = known;
  }

  /** @returns undefined where the release needs nothing, and nothing needs its package */
  static async load(db: Db, target: Planned): Promise<Planner | undefined> {
    const related = await db
      .selectFrom("release_relations")
      .select("release_id")
      .where("relation", "=", "needs")
      .where((eb) => eb.or([eb("package", "=", target.package), eb("release_id", "=", target.releaseId)]))
      .limit(1)
      .executeTakeFirst();
    return related && new Planner(target, await knownAround(db, target.package));
  }

  /** By device, what of all that matters to planning is there: version by package. */
  async installed(db: Db, deviceNumbers: readonly number[]): Promise<Map<number, Installed>> {
    const found = new Map<number, Map<string, string>>(deviceNumbers.map((number) => [number, new Map()]));
    const names = [...new Set(this.#known.map(({ release }) => release.name))];
    for (const numbers of chunksOf(deviceNumbers)) {
      const rows = await db
        .selectFrom("device_releases")
        .select(["device_number", "package", "version"])
        .where("device_number", "in", numbers)
        .where("package", "in", names)
        .where("version", "is not", null)
        .execute();
      for (const row of rows) found.get(row.device_number)!.set(row.package, row.version!);
    }
    return found;
  }

  needed(platform: Platform, installed: Installed): Needed {
    const kind = JSON.stringify(platform);
    const key = JSON.stringify([kind, [...installed].sort()]);
    let plan = this.#plans.get(key);
    if (!plan) {
      plan = this.#plan(this.#catalogueFor(kind, platform), installed);
      this.#plans.set(key, plan);
    }
    return plan;
  }

  /** What is installed and needs the package, in the version that is there. */
  dependants(platform: Platform, installed: Installed): ReleaseId[] {
    const catalogue = this.#catalogueFor(JSON.stringify(platform), platform);
    return dependantsOf(this.#target.package, installed, catalogue).map((wish) => wish.by);
  }

  #plan(catalogue: Catalogue, installed: Installed): Needed {
    const { package: name, version } = this.#target;
    const target = catalogue.get(name)?.find((each: Candidate) => each.version === version);
    // What is not for the device says so itself; nothing is installed for it.
    if (!target?.fits) return { ok: true, steps: [] };
    const plan = planInstall(target, catalogue, installed);
    if (!plan.ok) return { ok: false, why: describeDeadEnd(plan.why) };
    return { ok: true, steps: plan.steps.map((step) => ({ ...step, releaseId: this.#releaseId(step) })) };
  }

  #catalogueFor(kind: string, platform: Platform): Catalogue {
    const known = this.#catalogues.get(kind);
    if (known) return known;
    const catalogue = catalogueFrom(this.#known, platform);
    this.#catalogues.set(kind, catalogue);
    return catalogue;
  }

  #releaseId(step: PlannedStep): number {
    return this.#known.find(({ release }) => release.name === step.package && release.version === step.version)!.id;
  }
}

/** What is installed on a device and would not work any more without a package that it has. */
export async function neededOn(
  db: Db,
  name: string,
  { number, platform }: { number: number; platform: Platform },
): Promise<readonly ReleaseId[]> {
  const planner = await Planner.load(db, { package: name, version: "", releaseId: 0 });
  return planner ? planner.dependants(platform, (await planner.installed(db, [number])).get(number)!) : [];
}

/** Why a package is not taken away, in a sentence; undefined where nothing needs it. */
export function whyNeeded(by: readonly ReleaseId[], name: string): string | undefined {
  if (by.length === 0) return undefined;
  const [is, needs] = by.length === 1 ? ["is", "needs"] : ["are", "need"];
  return `${by.map(idOf).join(" and ")}, which ${is} installed, ${needs} ${name}`;
}

/** Every release of the packages that a package may need, and of those that may need one of these, and so on. */
async function knownAround(db: Db, name: string): Promise<KnownRelease[]> {
  const names = new Set([name]);
  for (;;) {
    const known = await knownReleases(db, names);
    const before = names.size;
    for (const { release } of known) names.add(release.name);
    const dependants = await db
      .selectFrom("release_relations")
      .innerJoin("releases", "releases.id", "release_relations.release_id")
      .select("releases.package")
      .distinct()
      .where("relation", "=", "needs")
      .where("release_relations.package", "in", [...names])
      .execute();
    for (const row of dependants) names.add(row.package);
    if (names.size === before) return known;
  }
}
