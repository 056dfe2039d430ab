import type { Page } from "@shoal/protocol/api/page";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import { Refusal } from "./refusal.ts";

/**
 * One page of a list that is ordered by a number. Cursors are opaque to clients; the order is part of them, so that a
 * cursor of one list does not pass for that of another.
 * @param read rows after the given number (exclusive), at most `take` of them
 */
export async function pageOf<Row, Item>(
  limit: number,
  cursor: string | undefined,
  order: string,
  read: (after: number | undefined, take: number) => Promise<Row[]>,
  numberOf: (row: Row) => number,
  toItem: (row: Row) => Item,
): Promise<Page<Item>> {
  const rows = await read(cursor === undefined ? undefined : decode(cursor, order), limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toItem),
    ...(last === undefined ? {} : { nextCursor: encode(numberOf(last), order) }),
  };
}

export function limitOf(query: { limit?: number; cursor?: string }): { limit: number; cursor?: string } {
  return {
    limit: query.limit ?? LIMITS.pageRowsDefault,
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  };
}

function encode(number: number, order: string): string {
  return Buffer.from(`${order}:${number}`).toString("base64url");
}

function decode(cursor: string, order: string): number {
  const match = Buffer.from(cursor, "base64url")
    .toString()
    .match(/^([a-z-]+):(\d{1,16})$/);
  if (!match || match[1] !== order) throw new Refusal("bad-request", say("cursor-other"));
  return Number(match[2]);
}
