import { LIMITS } from "@shoal/protocol/limits";

/** What stands where in a repository of releases, as RFD 4 says it. */
const DAY = 86_400_000;

/** Role that every package is delegated to which no publisher has for itself. */
export const RELEASE_ROLE = "release";
/** 64 bins: what reads them takes time by the square of a bin's targets. */
export const BIN_BITS = 6;
export const BINS = 2 ** BIN_BITS;

/** How long metadata is good for. */
export const LIVES_MS = { root: 365 * DAY, targets: 365 * DAY, snapshot: 7 * DAY, timestamp: DAY } as const;

/** What follows from one life is signed anew when this share of it is over. */
export const RENEW_SHARE = 0.5;

/** What is left of a year when people are told to sign anew: time enough to find everybody. */
export const RENEW_LEFT_MS = 91 * DAY;

export const TOP_ROLES = ["root", "targets", "snapshot", "timestamp"] as const;

const DELEGATED = /^[a-z][a-z0-9]{0,31}$/;
const BIN = /^([a-z][a-z0-9]{0,31})-([0-3][0-9a-f])$/;

/** A name that targets may delegate to: no dash, so that none is taken for a bin of another. */
export function isDelegatedName(name: string): boolean {
  return DELEGATED.test(name) && !(TOP_ROLES as readonly string[]).includes(name);
}

/** The role that a bin is of; undefined where it is none. */
export function binOwner(role: string): string | undefined {
  return BIN.exec(role)?.[1];
}

export function binsOf(role: string): string[] {
  return Array.from({ length: BINS }, (_, at) => `${role}-${at.toString(16).padStart(2, "0")}`);
}

/** Under which a release stands in the metadata. */
export function targetPath(release: { name: string; version: string }): string {
  return `${release.name}/${release.version}`;
}

const TARGET = /^([a-z0-9][a-z0-9._-]{0,63})\/([0-9A-Za-z][0-9A-Za-z.+~:_-]{0,63})$/;

/** @returns undefined where it names no release */
export function releaseAt(path: string): { name: string; version: string } | undefined {
  const [, name, version] = TARGET.exec(path) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

/** Patterns of packages (`acme-*`) as those of targets (`acme-*` + `/*`). @returns undefined where one is none */
export function pathsOf(packages: readonly string[]): string[] | undefined {
  return packages.every((each) => /^[a-z0-9*][a-z0-9._*-]{0,63}$/.test(each))
    ? packages.map((each) => `${each}/*`)
    : undefined;
}

/** The file of a role's metadata as it is asked for. */
export function fileOf(role: string, version: number): string {
  return role === "timestamp" ? "timestamp.json" : `${version}.${role}.json`;
}

/** Where the limit of a role's metadata is said. */
export function maxBytesOf(role: string): number {
  if (role === "root") return LIMITS.trustRootBytes;
  if (role === "timestamp") return LIMITS.trustTimestampBytes;
  return role === "snapshot" ? LIMITS.trustSnapshotBytes : LIMITS.trustTargetsBytes;
}

/** As TUF writes moments: whole seconds, UTC. */
export function expiresAt(nowMs: number, lifeMs: number): string {
  return new Date(Math.floor((nowMs + lifeMs) / 1000) * 1000).toISOString().replace(".000Z", "Z");
}
