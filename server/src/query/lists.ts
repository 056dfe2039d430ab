import { isVersion } from "@shoal/core/query/evaluate";
import { matchesGlob } from "@shoal/core/query/glob";
import type { Term, VersionTest } from "@shoal/core/query/query";
import { isInSubnet, shareOf } from "@shoal/core/query/subnet";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { Db } from "../db/schema.ts";
import type { Lists } from "./condition.ts";
import { distinct } from "./distinct.ts";

/**
 * What a term compares by rules that only core has: versions, addresses, what is inside of settings. The database tells the values that there
 * are, which are few, core says which of them are meant, and they become a list. @returns undefined where the term needs none
 */
export async function readLists(db: Db, term: Term): Promise<Lists | undefined> {
  switch (term.kind) {
    case "version": {
      const versions = await distinct(db, "devices", term.key === "agent" ? "agent_version" : "os_version");
      return listed(versions.filter((version) => isAny(version, term.any)));
    }
    case "installed":
      return term.any.some(({ version }) => version) ? await installedPairs(db, term) : undefined;
    case "subnet":
      return await subnets(db, term.any);
    case "text":
      return term.key === "site" ? await setsOfSites(db, term) : undefined;
    default:
      return undefined;
  }
}

async function installedPairs(db: Db, { any }: Extract<Term, { kind: "installed" }>): Promise<Lists> {
  const pairs: [name: string, version: string][] = [];
  for (const name of await distinct(db, "device_releases", "package")) {
    const asked = any.flatMap((each) => (each.version && matchesGlob(each.package, name) ? [each.version] : []));
    if (asked.length === 0) continue;
    const versions = await distinct(db, "device_releases", "version", { package: name });
    for (const version of versions) if (isAny(version, asked)) pairs.push([name, version]);
  }
  return listed(pairs);
}

/** Subnets that are wholly inside of what is asked for, and addresses of those that are so in part. */
async function subnets(db: Db, asked: readonly string[]): Promise<Lists> {
  const known = await distinct(db, "device_addresses", "subnet");
  const having = (share: "all" | "some") =>
    known.filter((subnet) => asked.some((each) => shareOf(subnet, each) === share));
  const addresses: string[] = [];
  for (const subnet of having("some"))
    for (const address of await distinct(db, "device_addresses", "address", { subnet }))
      if (asked.some((each) => isInSubnet(address, each))) addresses.push(address);
  return { ...listed(having("all")), ...(addresses.length === 0 ? {} : { addresses: JSON.stringify(addresses) }) };
}

async function setsOfSites(db: Db, { any }: Extract<Term, { kind: "text" }>): Promise<Lists> {
  const sets = await db.selectFrom("setting_sets").select(["name", "body"]).execute();
  return listed(
    sets
      .filter(({ body }) => {
        const { siteName = "" } = JSON.parse(body) as SettingsOverride;
        return any.some((glob) => matchesGlob(glob, siteName));
      })
      .map(({ name }) => name),
  );
}

function isAny(version: string, tests: readonly VersionTest[]): boolean {
  return tests.some((test) => isVersion(version, test));
}

function listed(values: readonly unknown[]): Lists {
  return { values: JSON.stringify(values) };
}
