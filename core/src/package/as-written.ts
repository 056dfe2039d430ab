import type { PackageFile, VariantText } from "@shoal/protocol/package/package-file";
import type { Release, ReleaseFile, Variant } from "@shoal/protocol/package/release";
import type { Remove } from "@shoal/protocol/package/remove";
import type { Requires } from "@shoal/protocol/package/requires";
import type { Script } from "@shoal/protocol/package/script";

export interface Written {
  file: PackageFile;
  /** What its paths stand for. */
  files: Map<string, ReleaseFile>;
}

/** Where an icon stands that was signed with its release. */
export const ICON_PATH = "icon.png";

/** A release as its author may have written it: what `normalise` turns into this release again. */
export function asWritten(release: Release): Written {
  const { format: _, icon, description, variants, dependencies, supersedes, ...head } = release;
  const files = new Map<string, ReleaseFile>();
  const pathOf = (variant: Variant, file: ReleaseFile) => {
    // Two variants may have another file each under one name.
    const taken = files.get(file.name);
    const path = taken === undefined || taken.digest === file.digest ? file.name : `${variant.id}/${file.name}`;
    files.set(path, file);
    return path;
  };
  return {
    file: {
      ...head,
      ...(description === "" ? {} : { description }),
      ...(icon === undefined ? {} : { icon: ICON_PATH }),
      ...(dependencies === undefined ? {} : { dependencies }),
      ...(supersedes === undefined ? {} : { supersedes }),
      variants: variants.map((variant) => variantOf(variant, (file) => pathOf(variant, file))),
    },
    files,
  };
}

function variantOf(variant: Variant, pathOf: (file: ReleaseFile) => string): VariantText {
  const { files, requires, remove, before, after, timeoutMs, expectedMs, ...same } = variant;
  return {
    ...same,
    ...(files.length === 0 ? {} : { files: files.map(pathOf) }),
    ...(requires === undefined ? {} : { requires: requiresOf(requires) }),
    ...(remove === undefined ? {} : { remove: timed(remove) }),
    ...(before === undefined ? {} : { before: timed(before) }),
    ...(after === undefined ? {} : { after: timed(after) }),
    timeout: written(timeoutMs),
    ...(expectedMs === undefined ? {} : { expectedDuration: written(expectedMs) }),
  };
}

function timed<T extends Script | Remove>({ timeoutMs, ...rest }: T): Omit<T, "timeoutMs"> & { timeout?: string } {
  return { ...rest, ...(timeoutMs === undefined ? {} : { timeout: written(timeoutMs) }) };
}

function requiresOf({ diskFreeBytes, memoryBytes, cpuCount, facts }: Requires): NonNullable<VariantText["requires"]> {
  return {
    ...(diskFreeBytes === undefined ? {} : { disk: diskFreeBytes }),
    ...(memoryBytes === undefined ? {} : { memory: memoryBytes }),
    ...(cpuCount === undefined ? {} : { cpus: cpuCount }),
    ...(facts === undefined ? {} : { facts }),
  };
}

function written(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000}h`;
  return ms % 60_000 === 0 ? `${ms / 60_000}m` : `${Math.ceil(ms / 1000)}s`;
}
