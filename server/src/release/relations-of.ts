import type { Release } from "@shoal/protocol/package/release";

/** What a release has to do with other packages, each once, so that it is found by them. */
export function relationsOf(release: Release): { relation: "needs"; package: string }[] {
  const needed = new Set((release.dependencies ?? []).map((each) => each.package));
  return [...needed].map((name) => ({ relation: "needs", package: name }));
}
