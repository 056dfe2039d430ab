import type { Release } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import { type Candidate, type Catalogue, candidateOf, catalogueOf } from "./candidate.ts";
import { type DeadEnd, isMetBy, type Wish, whyNone } from "./dead-end.ts";
import { describeDeadEnd, idOf } from "./describe.ts";
import { planInstall } from "./plan.ts";

/** Why a release could not be installed on any device, whatever it is. */
export interface PublishProblem {
  code: "dependency-unmet" | "dependency-circle";
  /** The dependency of the release itself that it is about, where it is about one. */
  dependency?: string;
  message: string;
  /** What to publish or to change first. */
  hint: string;
}

/**
 * What a release needs must be there before it is published, so that every release on a server can be installed at that
 * moment. Publishing only ever adds ways, so what could be planned once can be planned until something is recalled.
 * @param catalogue has every release of all packages that the release can reach
 */
export function checkPublishable(release: Release, catalogue: Catalogue): PublishProblem[] {
  const target = candidateOf(release, false);
  const unmet = target.needs
    .map((need): Wish => ({ by: target, need, installed: false }))
    .flatMap((wish) => {
      const there = catalogue.get(wish.need.package) ?? [];
      const usable = there.filter((each) => !each.recalled);
      return usable.some((each) => isMetBy(wish, each.version)) ? [] : [whyNone([wish], there, usable)];
    });
  if (unmet.length > 0) return unmet.map((why) => problemOf(why, target));
  const others = [...catalogue.values()].flat().filter((each) => idOf(each) !== idOf(target));
  const plan = planInstall(target, catalogueOf([...others, target]), new Map());
  return plan.ok ? [] : [problemOf(plan.why, target)];
}

function problemOf(why: DeadEnd, target: Candidate): PublishProblem {
  const dependency = dependencyOf(why, target);
  return {
    code: why.kind === "circle" ? "dependency-circle" : "dependency-unmet",
    ...(dependency === undefined ? {} : { dependency }),
    message: describeDeadEnd(why),
    hint: hintFor(why),
  };
}

function dependencyOf(why: DeadEnd, target: Candidate): string | undefined {
  if (why.kind === "circle") return why.circle[0]?.package === target.package ? why.circle[1]?.package : undefined;
  const wishes = "wishes" in why ? why.wishes : "wish" in why ? [why.wish] : [];
  return wishes.find((wish) => wish.by.package === target.package)?.need.package;
}

function hintFor(why: DeadEnd): string {
  switch (why.kind) {
    case "unpublished":
    case "no-version":
    case "missing":
      return say("publish-first", { package: why.wish.need.package, range: why.wish.need.range.text });
    case "conflict":
      return say("publish-for-all", { package: why.wishes[0]!.need.package });
    case "ordered":
      return say("publish-taking", {
        package: why.wish.by.package,
        other: why.target.package,
        version: why.target.version,
      });
    case "circle":
      return say("one-out");
    case "too-much":
      return say("fewer-needed");
  }
}
