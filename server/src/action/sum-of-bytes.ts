import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import type { BytesBySource } from "@shoal/protocol/action/report";
import { type AliasedRawBuilder, sql } from "kysely";

/** Columns for a query over actions: the bytes of all of them, by where these came from; 0 where there is none. */
export function sumOfBytes(): AliasedRawBuilder<number, keyof BytesBySource>[] {
  return (Object.keys(NO_BYTES) as (keyof BytesBySource)[]).map((source) => {
    const column = `bytes_${source.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
    return sql<number>`coalesce(sum(${sql.ref(column)}), 0)`.as(source);
  });
}
