import type { Catalogue } from "./candidate.ts";
import { isMetBy, type Wish } from "./dead-end.ts";

/** Version by package, of what a device has by what it proved, or is about to have. */
export type Installed = ReadonlyMap<string, string>;

/** What else is installed that needs the package and has it in a version that will do. What is broken already is not in it. */
export function dependantsOf(name: string, installed: Installed, catalogue: Catalogue): Wish[] {
  const version = installed.get(name);
  if (version === undefined) return [];
  return [...installed].sort().flatMap(([other, otherVersion]) => {
    const by = catalogue.get(other)?.find((each) => each.version === otherVersion);
    return (by?.needs ?? [])
      .filter((need) => need.package === name)
      .map((need): Wish => ({ by: by!, need, installed: true }))
      .filter((wish) => isMetBy(wish, version));
  });
}
