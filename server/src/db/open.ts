import { randomBytes } from "node:crypto";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { type HeadSeal, headSeal } from "../audit/head-seal.ts";
import * as init from "./migrations/001-init.ts";
import * as patchTries from "./migrations/002-patch-tries.ts";
import * as settings from "./migrations/003-settings.ts";
import * as sessions from "./migrations/004-sessions.ts";
import * as bytesAgain from "./migrations/005-bytes-again.ts";
import * as groups from "./migrations/006-groups.ts";
import * as rollout from "./migrations/007-rollout.ts";
import * as releases from "./migrations/008-releases.ts";
import * as urgency from "./migrations/009-urgency.ts";
import * as releasesOverTime from "./migrations/010-releases-over-time.ts";
import * as monitoring from "./migrations/011-monitoring.ts";
import * as fleet from "./migrations/012-fleet.ts";
import * as partsBySubnet from "./migrations/013-parts-by-subnet.ts";
import * as identity from "./migrations/014-identity.ts";
import * as trust from "./migrations/015-trust.ts";
import * as operators from "./migrations/016-operators.ts";
import * as auditChain from "./migrations/017-audit-chain.ts";
import * as secrets from "./migrations/018-secrets.ts";
import * as secretPackages from "./migrations/019-secret-packages.ts";
import * as groupsOfRoles from "./migrations/020-groups-of-roles.ts";
import * as signInFailures from "./migrations/021-sign-in-failures.ts";
import * as counts from "./migrations/022-counts.ts";
import * as devicesByName from "./migrations/023-devices-by-name.ts";
import * as peers from "./migrations/024-peers.ts";
import * as naturalNames from "./migrations/025-natural-names.ts";
import { nodeSqliteDialect } from "./node-sqlite.ts";
import type { Db, Schema } from "./schema.ts";

/** In the order in which they are applied; a migration that has been released never changes. */
const MIGRATIONS = {
  "001-init": init,
  "002-patch-tries": patchTries,
  "003-settings": settings,
  "004-sessions": sessions,
  "005-bytes-again": bytesAgain,
  "006-groups": groups,
  "007-rollout": rollout,
  "008-releases": releases,
  "009-urgency": urgency,
  "010-releases-over-time": releasesOverTime,
  "011-monitoring": monitoring,
  "012-fleet": fleet,
  "013-parts-by-subnet": partsBySubnet,
  "014-identity": identity,
  "015-trust": trust,
  "016-operators": operators,
  "017-audit-chain": auditChain,
  "018-secrets": secrets,
  "019-secret-packages": secretPackages,
  "020-groups-of-roles": groupsOfRoles,
  "021-sign-in-failures": signInFailures,
  "022-counts": counts,
  "023-devices-by-name": devicesByName,
  "024-peers": peers,
  "025-natural-names": naturalNames,
};

/**
 * Opens the database and brings it up to date.
 * @param path a file, or ":memory:"
 * @param seal by which the audit trail's head is known to be this server's own; for databases that nothing outlives, one of their own
 * @throws Error that names the migration that failed
 */
export async function openDatabase(path: string, seal: HeadSeal = headSeal(randomBytes(32))): Promise<Db> {
  const functions = { audit_seal: (entry: unknown, hash: unknown) => seal(Number(entry), String(hash)) };
  const db = new Kysely<Schema>({ dialect: nodeSqliteDialect(path, functions) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) {
    await db.destroy();
    const failed = results?.find((each) => each.status === "Error")?.migrationName;
    throw new Error(
      `migration ${failed ?? ""} of the database ${path} failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return db;
}
