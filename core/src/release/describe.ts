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
      return `${said(why.wish)}; ${there(why.wish.need.package, why.there)}`;
    case "conflict": {
      const [first, ...others] = why.wishes;
      return `${[said(first!), ...others.map((each) => `but ${said(each)}`)].join(", ")}; ${there(first!.need.package, why.there)}`;
    }
    case "ordered":
      return `${idOf(why.target)} is to be installed, but ${said(why.wish)}`;
    case "circle": {
      const [first, ...others] = why.circle.map(idOf);
      return `${first} needs ${[...others, first].join(", which needs ")}: this goes in a circle`;
    }
    case "missing": {
      const has = why.installed === undefined ? "which is not installed" : `but ${why.installed} is installed`;
      return `${said(why.wish)}, ${has}, and is not to be installed for it`;
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

function there(name: string, versions: readonly Candidate[]): string {
  const words = versions
    .slice(0, SHOWN)
    .map((each) => `${each.version}${each.recalled ? " (recalled)" : each.fits ? "" : " (not for this device)"}`);
  const more = versions.length > SHOWN ? ` and ${versions.length - SHOWN} older` : "";
  return `of ${name} there is ${words.join(", ")}${more}`;
}
