import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { inRange } from "../version/range.ts";
import { type Candidate, type Catalogue, catalogueOf } from "./candidate.ts";
import { release } from "./fixture.ts";
import { planInstall } from "./plan.ts";

const PACKAGES = ["a", "b", "c", "d", "e"];
const RANGES = [">=1", ">=1", ">=2", "<3", "<3", "<2", ">=3", "2"];

interface World {
  target: Candidate;
  catalogue: Catalogue;
  installed: Map<string, string>;
}

/** What is true in one of so many cases. */
const oneIn = (cases: number) => fc.integer({ min: 1, max: cases }).map((each) => each === 1);
/** A need mostly leads on to a later package; where it leads back, there may be a circle. */
const needs = (at: number) =>
  fc.uniqueArray(
    fc
      .record({ back: oneIn(8), to: fc.nat(9), range: fc.constantFrom(...RANGES), here: oneIn(12) })
      .map(({ back, to, range, here }) => {
        const others = PACKAGES.filter((_, other) => (back ? other !== at : other > at));
        return others.length === 0 ? undefined : `${others[to % others.length]} ${range}${here ? " here" : ""}`;
      })
      .filter((each) => each !== undefined),
    { maxLength: 3, selector: (each) => each[0] },
  );
const releases = fc.tuple(
  ...PACKAGES.flatMap((name, at) =>
    ["1", "2", "3"].map((version) =>
      fc.record({ absent: oneIn(4), needs: needs(at), recalled: oneIn(10), unfit: oneIn(10) }).map((each) => ({
        absent: each.absent,
        candidate: release(`${name} ${version}`, each.needs, { recalled: each.recalled, fits: !each.unfit }),
      })),
    ),
  ),
);

const world: fc.Arbitrary<World> = fc
  .record({
    releases,
    installed: fc.dictionary(fc.constantFrom(...PACKAGES), fc.constantFrom("1", "2", "3"), { maxKeys: 3 }),
  })
  .map(({ releases, installed }) => {
    const there = releases.filter((each) => !each.absent).map((each) => each.candidate);
    const target = { ...(there[0] ?? release("a 1")), recalled: false, fits: true };
    const catalogue = catalogueOf([target, ...there.slice(1)]);
    const known = Object.entries(installed).filter(([name, version]) =>
      catalogue.get(name)?.some((each) => each.version === version),
    );
    return { target, catalogue, installed: new Map(known) };
  });

/** The definition, without a thought for how such a set is found. */
function isRight({ target, catalogue, installed }: World, set: ReadonlyMap<string, Candidate>): boolean {
  const stays = (each: Candidate) => installed.get(each.package) === each.version;
  if (set.get(target.package) !== target) return false;
  const reached = new Set([target.package]);
  for (const name of reached) for (const need of set.get(name)?.needs ?? []) reached.add(need.package);
  if (reached.size !== set.size) return false;
  for (const each of set.values()) {
    if (each.recalled || (!each.fits && !stays(each))) return false;
    for (const need of each.needs) {
      const other = set.get(need.package);
      if (!other || !inRange(other.version, need.range)) return false;
    }
    const asked = [...set.values()].some((by) =>
      by.needs.some((need) => need.package === each.package && need.install),
    );
    if (each !== target && !stays(each) && !asked) return false;
  }
  for (const [name, version] of installed) {
    const by = catalogue.get(name)?.find((each) => each.version === version);
    if (set.has(name)) continue;
    for (const need of by!.needs) {
      const before = installed.get(need.package);
      const after = set.get(need.package);
      if (before === undefined || !after || before === after.version) continue;
      if (inRange(before, need.range) && !inRange(after.version, need.range)) return false;
    }
  }
  return isAcyclic(set);
}

function isAcyclic(set: ReadonlyMap<string, Candidate>): boolean {
  const left = new Map(set);
  for (let size = -1; size !== left.size; ) {
    size = left.size;
    for (const [name, each] of left) if (!each.needs.some((need) => left.has(need.package))) left.delete(name);
  }
  return left.size === 0;
}

/** Every way to take one version of some packages. */
function* everySet(catalogue: Catalogue, names: readonly string[]): Generator<Map<string, Candidate>> {
  const [name, ...others] = names;
  if (name === undefined) return void (yield new Map());
  for (const set of everySet(catalogue, others)) {
    yield set;
    for (const each of catalogue.get(name) ?? []) yield new Map([...set, [name, each]]);
  }
}

/** What a plan comes to, with what stays: as the definition sees it. @param instead of what the plan has of that package */
function setOf(
  { target, catalogue, installed }: World,
  steps: readonly { package: string; version: string }[],
  instead?: Candidate,
): Map<string, Candidate> {
  const coming = new Map(steps.map((each) => [each.package, each.version]));
  if (instead) coming.set(instead.package, instead.version);
  const set = new Map([[target.package, target]]);
  for (const each of set.values())
    for (const { package: name } of each.needs) {
      const version = coming.get(name) ?? installed.get(name);
      const found = catalogue.get(name)?.find((candidate) => candidate.version === version);
      if (found && !set.has(name)) set.set(name, found);
    }
  return set;
}

test("there is a plan exactly where there is a way, each is right, and nothing in it could be newer", () => {
  const seen = { plans: 0, none: 0, steps: 0 };
  fc.assert(
    fc.property(world, (each) => {
      const plan = planInstall(each.target, each.catalogue, each.installed);
      const names = PACKAGES.filter((name) => each.catalogue.has(name));
      if (!plan.ok) {
        seen.none++;
        for (const set of everySet(each.catalogue, names))
          assert.ok(!isRight(each, set), JSON.stringify([...set.values()]));
        return;
      }
      seen.plans++;
      seen.steps += plan.steps.length;
      const set = setOf(each, plan.steps);
      assert.ok(isRight(each, set));
      for (const step of plan.steps) {
        const candidates = each.catalogue.get(step.package)!;
        const newer = candidates.slice(
          0,
          candidates.findIndex((candidate) => candidate.version === step.version),
        );
        const kept = candidates.filter((candidate) => candidate.version === each.installed.get(step.package));
        for (const other of [...newer, ...kept]) {
          const changed = setOf(each, plan.steps, other);
          assert.ok(!isRight(each, changed), `${step.package} ${other.version}`);
        }
      }
    }),
    { numRuns: 1500 },
  );
  assert.ok(seen.plans > 300 && seen.none > 300 && seen.steps > 150, JSON.stringify(seen));
});

test("steps are in an order in which each finds what it needs, each package once, none that is there already", () => {
  fc.assert(
    fc.property(world, (each) => {
      const plan = planInstall(each.target, each.catalogue, each.installed);
      if (!plan.ok) return;
      const set = setOf(each, plan.steps);
      const done = new Set<string>();
      for (const step of plan.steps) {
        assert.ok(!done.has(step.package) && step.package !== each.target.package);
        assert.notEqual(each.installed.get(step.package), step.version);
        for (const name of step.after) assert.ok(done.has(name), `${step.package} before ${name}`);
        for (const need of set.get(step.package)!.needs)
          if (plan.steps.some((other) => other.package === need.package))
            assert.ok(step.after.includes(need.package), `${step.package} waits for ${need.package}`);
        done.add(step.package);
      }
      for (const name of plan.after) assert.ok(done.has(name));
    }),
    { numRuns: 2000 },
  );
});

test("the same releases have the same plan, in whatever order they come", () => {
  fc.assert(
    fc.property(world, fc.integer(), (each, seed) => {
      const plan = planInstall(each.target, each.catalogue, each.installed);
      const all = [...each.catalogue.values()].flat();
      const turned = all.map((_, at) => all[(at * 7 + Math.abs(seed)) % all.length]!);
      const shuffled = new Set(all.length % 7 === 0 ? [...all].reverse() : turned);
      const again = planInstall(each.target, catalogueOf(shuffled), new Map([...each.installed].reverse()));
      assert.deepEqual(again, plan);
    }),
  );
});
