import { LIMITS } from "@shoal/protocol/limits";
import type { Db } from "../db/schema.ts";

/** What a server knows of its own restores. */
export interface Restores {
  count: number;
  /**
   * Whether a certificate was issued between a backup and its restore: it is this server's own, and the key that it is for is not in the
   * database.
   * @param fromMs the moment from which it is valid
   */
  forgot(fromMs: number): boolean;
}

/** More than a server signs between a backup and its restore: devices take no version that is below one that they have seen. */
const VERSIONS = 1_000_000;

/** @returns the least version of what this server signs by itself */
export async function versionFloor(db: Db): Promise<number> {
  return (await readRestores(db)).count * VERSIONS;
}

export async function readRestores(db: Db): Promise<Restores> {
  const rows = await db.selectFrom("restores").selectAll().execute();
  return {
    count: rows.length,
    forgot(fromMs) {
      const issuedMs = fromMs + LIMITS.certificateSkewMs;
      // To the second, as certificates tell time.
      return rows.some((row) => issuedMs >= row.from_ms - 1000 && issuedMs <= row.at_ms);
    },
  };
}
