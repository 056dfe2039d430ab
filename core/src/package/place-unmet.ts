import type { Release } from "@shoal/protocol/package/release";
import type { Path } from "@shoal/protocol/schema/json-schema";

/** Where in its package file stands what a server says that a release lacks. */
export function placeUnmet(
  { dependencies = [], variants }: Pick<Release, "dependencies" | "variants">,
  { dependency, secret }: { dependency?: string | undefined; secret?: string | undefined },
): Path {
  const at = dependencies.findIndex((each) => each.package === dependency);
  if (at >= 0) return ["dependencies", at, "versions"];
  // The first variant that names the secret.
  for (const [index, variant] of variants.entries())
    for (const [variable, name] of Object.entries(variant.secrets ?? {}))
      if (name === secret) return ["variants", index, "secrets", variable];
  return ["dependencies"];
}
