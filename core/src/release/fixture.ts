import { parseRange } from "../version/range.ts";
import { type Candidate, type Catalogue, catalogueOf, type Need } from "./candidate.ts";

/** `runtime >=2 <3`; with `here` at the end it must be there already. */
export function needOf(text: string): Need {
  const [, name, versions, here] = /^(\S+) (.*?)( here)?$/.exec(text)!;
  const parsed = parseRange(versions!);
  if (!parsed.ok) throw new Error(parsed.error);
  return { package: name!, range: parsed.range, install: here === undefined };
}

/** `app 1.0`, and what it needs. */
export function release(id: string, needs: readonly string[] = [], more: Partial<Candidate> = {}): Candidate {
  const [name, version] = id.split(" ");
  const sorted = needs.map(needOf).sort((a, b) => (a.package < b.package ? -1 : 1));
  return { package: name!, version: version!, needs: sorted, recalled: false, fits: true, ...more };
}

/** Releases by what they need: `{ "app 1.0": ["runtime >=2"], "runtime 2.0": [] }`. */
export function catalogue(releases: Record<string, readonly string[]>, more: readonly Candidate[] = []): Catalogue {
  return catalogueOf([...Object.entries(releases).map(([id, needs]) => release(id, needs)), ...more]);
}
