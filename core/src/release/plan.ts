import { LIMITS } from "@shoal/protocol/limits";
import type { Candidate, Catalogue, ReleaseId } from "./candidate.ts";
import { type DeadEnd, isMetBy, type Wish, whyNone } from "./dead-end.ts";
import { dependantsOf, type Installed } from "./dependants.ts";
import { circleThrough, type PlannedStep, stepsOf } from "./order.ts";

export type Plan =
  | {
      ok: true;
      /** What is to be installed before the target, in an order in which each finds what it needs. */
      steps: readonly PlannedStep[];
      /** The target's own needs among the steps. */
      after: readonly string[];
      /** Packages that are needed and stay as they are. */
      stays: readonly string[];
    }
  | { ok: false; why: DeadEnd };

/**
 * What has to be installed on a device before a release can be.
 *
 * Packages are decided one after the other: those that the release itself needs by name, then those that these need, and so
 * on. For each, what is installed stays if it will do; else it is the highest version that satisfies every range that
 * applies. Where what follows cannot be satisfied with it, the next lower one is tried. So there is a plan if there is any
 * way at all, and the same input has the same plan. Ranges that apply are those of all that is in the plan, and those of
 * what is installed and works now. Recalled releases are never taken, and do not count where they are installed.
 *
 * @param catalogue has every release of all packages that the target can reach, and of those that are installed
 */
export function planInstall(target: Candidate, catalogue: Catalogue, installed: Installed): Plan {
  const search = new Search(target, catalogue, installed);
  const chosen = search.run();
  if (!chosen) return { ok: false, why: search.why };
  return { ok: true, ...stepsOf(target, chosen, installed) };
}

class Search {
  readonly #target: Candidate;
  readonly #catalogue: Catalogue;
  readonly #installed: Installed;
  /** What may become part of the plan. */
  readonly #reach: ReadonlySet<string>;
  /** In the order of their choice. */
  readonly #chosen = new Map<string, Candidate>();
  #choices = 0;
  /** The first of them is the one met on the way of the highest versions: the one that a person would have tried. */
  #deadEnd: DeadEnd | undefined;
  /** What only the order of the choices has led to. */
  #turn: DeadEnd | undefined;

  constructor(target: Candidate, catalogue: Catalogue, installed: Installed) {
    this.#target = target;
    this.#catalogue = catalogue;
    this.#installed = installed;
    this.#reach = reachOf(target, catalogue);
  }

  get why(): DeadEnd {
    return this.#deadEnd ?? this.#turn ?? { kind: "too-much" };
  }

  run(): ReadonlyMap<string, Candidate> | undefined {
    const target = this.#target;
    const broken = this.#fixedWishes(target.package).find((wish) => !isMetBy(wish, target.version));
    if (broken && this.#installed.get(target.package) !== target.version) {
      this.#deadEnd = { kind: "ordered", target, wish: broken };
      return undefined;
    }
    this.#chosen.set(target.package, target);
    return this.#decideNext() ? this.#chosen : undefined;
  }

  #decideNext(): boolean {
    const name = this.#undecided();
    if (name === undefined) return this.#isComplete();
    if (this.#chosen.size > LIMITS.dependencyPackages) return false;
    const possible = this.#possible(name);
    if (possible.length === 0) this.#deadEnd ??= this.#whyImpossible(name);
    for (const candidate of possible) {
      if (++this.#choices > LIMITS.dependencyChoices) return false;
      this.#chosen.set(name, candidate);
      if (this.#suits(candidate) && this.#decideNext()) return true;
      this.#chosen.delete(name);
    }
    return false;
  }

  #undecided(): string | undefined {
    for (const { needs } of this.#chosen.values())
      for (const need of needs) if (!this.#chosen.has(need.package)) return need.package;
    return undefined;
  }

  /** Of what is chosen so far. */
  #wishes(name: string): Wish[] {
    return [...this.#chosen.values()].flatMap((by) =>
      by.needs.filter((need) => need.package === name).map((need): Wish => ({ by, need, installed: false })),
    );
  }

  /** Of what is installed and stays as it is, whatever is planned. */
  #fixedWishes(name: string): Wish[] {
    return dependantsOf(name, this.#installed, this.#catalogue).filter((wish) => !this.#reach.has(wish.by.package));
  }

  #possible(name: string): Candidate[] {
    const wishes = this.#wishes(name);
    const fixed = this.#fixedWishes(name);
    return this.#usable(name).filter(
      (each) =>
        wishes.every((wish) => isMetBy(wish, each.version)) &&
        (this.#stays(each) || fixed.every((wish) => isMetBy(wish, each.version))),
    );
  }

  /** What is installed first, then the highest. */
  #usable(name: string): Candidate[] {
    const usable = (this.#catalogue.get(name) ?? []).filter(
      (each) => !each.recalled && (each.fits || this.#stays(each)),
    );
    return [...usable.filter((each) => this.#stays(each)), ...usable.filter((each) => !this.#stays(each))];
  }

  #stays(candidate: Candidate): boolean {
    return this.#installed.get(candidate.package) === candidate.version;
  }

  #whyImpossible(name: string): DeadEnd {
    const wishes = [...this.#wishes(name), ...this.#fixedWishes(name)] as [Wish, ...Wish[]];
    return whyNone(wishes, this.#catalogue.get(name) ?? [], this.#usable(name));
  }

  /** Whether what is newly chosen needs nothing that was decided otherwise, and does not close a circle. */
  #suits(candidate: Candidate): boolean {
    for (const need of candidate.needs) {
      const other = this.#chosen.get(need.package);
      const wish: Wish = { by: candidate, need, installed: false };
      if (!other || isMetBy(wish, other.version)) continue;
      this.#clash(other, wish);
      return false;
    }
    const circle = circleThrough(candidate, this.#chosen);
    if (circle) this.#deadEnd ??= { kind: "circle", circle: beginningWith(this.#target.package, circle) };
    return circle === undefined;
  }

  /** Everything is decided: is somebody there who lets it be installed, and does all that works go on working? */
  #isComplete(): boolean {
    for (const candidate of this.#chosen.values()) {
      if (this.#stays(candidate)) continue;
      const name = candidate.package;
      const wishes = this.#wishes(name);
      if (candidate !== this.#target && !wishes.some((wish) => wish.need.install)) {
        this.#deadEnd ??= { kind: "missing", wish: wishes[0]!, installed: this.#installed.get(name) };
        return false;
      }
      const broken = dependantsOf(name, this.#installed, this.#catalogue).find(
        (wish) => !this.#chosen.has(wish.by.package) && !isMetBy(wish, candidate.version),
      );
      if (!broken) continue;
      this.#clash(candidate, broken);
      return false;
    }
    return true;
  }

  /** What was decided does not meet a wish that came to light afterwards. */
  #clash(decided: Candidate, wish: Wish): void {
    const name = decided.package;
    if (decided === this.#target) {
      this.#deadEnd ??= { kind: "ordered", target: decided, wish };
      return;
    }
    const others = [...this.#wishes(name), ...this.#fixedWishes(name)].filter((each) => each.need !== wish.need);
    const usable = this.#usable(name);
    const why = whyNone([wish, ...others], this.#catalogue.get(name) ?? [], usable);
    if (usable.some((each) => [wish, ...others].every((one) => isMetBy(one, each.version)))) this.#turn ??= why;
    else this.#deadEnd ??= why;
  }
}

/** The same circle, told from where it was entered. */
function beginningWith(name: string, circle: readonly ReleaseId[]): readonly ReleaseId[] {
  const at = Math.max(
    0,
    circle.findIndex((each) => each.package === name),
  );
  return [...circle.slice(at), ...circle.slice(0, at)];
}

/** All packages that a plan for the target may have in it. */
function reachOf(target: ReleaseId & Pick<Candidate, "needs">, catalogue: Catalogue): ReadonlySet<string> {
  const reach = new Set([target.package]);
  const follow = (candidate: Pick<Candidate, "needs">) => {
    for (const need of candidate.needs) reach.add(need.package);
  };
  follow(target);
  for (const name of reach) if (name !== target.package) for (const each of catalogue.get(name) ?? []) follow(each);
  return reach;
}
