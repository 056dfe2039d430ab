import { say } from "@shoal/protocol/sentence/say";
import type { Candidate, ReleaseId } from "./candidate.ts";
import type { DeadEnd, Wish } from "./dead-end.ts";

/** Versions that are named; more would hide the sentence that they are in. */
const SHOWN = 6;

/** Why there is no plan, in one sentence for people. */
export function describeDeadEnd(why: DeadEnd): string {
  switch (why.kind) {
    case "unpublished":
      return say("needs-unpublished", { wish: said(why.wish), package: why.wish.need.package });
    case "no-version":
      return there(said(why.wish), why.wish.need.package, why.there);
    case "conflict": {
      const wishes = why.wishes.map(said).reduceRight((rest, wish) => say("wish-but", { wish, rest }));
      return there(wishes, why.wishes[0]!.need.package, why.there);
    }
    case "ordered":
      return say("ordered-but", { ...why.target, wish: said(why.wish) });
    case "circle": {
      const [first, ...others] = why.circle;
      const circle = [...others, first!].map(idOf).join(", which needs ");
      return say("in-a-circle", { ...first!, circle });
    }
    case "missing": {
      const [wish, { installed }] = [said(why.wish), why];
      return installed === undefined ? say("not-for-it", { wish }) : say("other-not-for-it", { wish, installed });
    }
    case "too-much":
      return say("too-much-needed");
  }
}

export function idOf({ package: name, version }: ReleaseId): string {
  return `${name} ${version}`;
}

function said({ by, need, installed }: Wish): string {
  return say(installed ? "wish-installed" : "wish", { ...by, other: need.package, range: need.range.text });
}

function there(wish: string, name: string, versions: readonly Candidate[]): string {
  const words = versions
    .slice(0, SHOWN)
    .map((each) => `${each.version}${each.recalled ? " (recalled)" : each.fits ? "" : " (not for this device)"}`);
  const more = versions.length > SHOWN ? ` and ${versions.length - SHOWN} older` : "";
  return say("there-is", { wish, package: name, releases: `${words.join(", ")}${more}` });
}
