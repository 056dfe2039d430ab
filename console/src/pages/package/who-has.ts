import { compareVersions } from "@shoal/core/version/compare";
import type { PackageDevices } from "@shoal/protocol/api/package";

/** Queries for who has a package: what each count leads to. */
export const hasVersion = (name: string, version: string) => `installed:${name}=${version}`;
export const hasOlder = (name: string, version: string) => `installed:${name}<${version}`;
export const hasNone = (name: string) => `not installed:${name}`;
export const hasFailed = (name: string) => `failed:${name}`;

interface VersionCount {
  version: string;
  devices: number;
  /** Beside the one that is looked at. */
  is: "older" | "same" | "newer";
}

/** The newest first. */
export function countsBeside({ versions }: Pick<PackageDevices, "versions">, version: string): VersionCount[] {
  return versions
    .map((each): VersionCount => {
      const order = compareVersions(each.version, version);
      return { ...each, is: order < 0 ? "older" : order > 0 ? "newer" : "same" };
    })
    .sort((a, b) => compareVersions(b.version, a.version));
}

export const devicesThat = (counts: readonly VersionCount[], is: VersionCount["is"]): number =>
  counts.filter((each) => each.is === is).reduce((sum, { devices }) => sum + devices, 0);
