import type { AuthorityRow } from "@shoal/protocol/api/identity";
import type { Db } from "../db/schema.ts";
import { type Authority, authorityId, standsAs } from "./authority.ts";

/** The authorities, and for how many devices each next step comes too early. */
export async function authorityRows(db: Db, authority: Authority): Promise<AuthorityRow[]> {
  const rows: AuthorityRow[] = [];
  for (const certificate of authority.certificates) {
    const state = standsAs(authority, certificate);
    const id = authorityId(certificate);
    rows.push({
      id,
      subject: certificate.subject,
      state,
      fromMs: certificate.validFromDate.getTime(),
      untilMs: certificate.validToDate.getTime(),
      devices: await countIssued(db, id),
      devicesWithout: await countWithout(db, certificate.raw.toString("base64")),
    });
  }
  return rows;
}

/** Devices that are still used, and whose last certificate is of this authority. */
async function countIssued(db: Db, id: string): Promise<number> {
  const row = await living(db).where("issuer", "=", id).executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Devices that are still used, and have not said yet that they have a trust document with this certificate in it. */
async function countWithout(db: Db, der: string): Promise<number> {
  const known = db.selectFrom("trust_documents").select("digest").where("body", "like", `%${der}%`);
  const row = await living(db)
    .where((eb) => eb.or([eb("trust_digest", "is", null), eb("trust_digest", "not in", known)]))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function living(db: Db) {
  return db
    .selectFrom("devices")
    .where("retired_ms", "is", null)
    .select((eb) => eb.fn.countAll().as("count"));
}
