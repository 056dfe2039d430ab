import type { ActionState } from "@shoal/protocol/action/state";
import type { DayRow } from "@shoal/protocol/api/history";
import { sql } from "kysely";
import { sumOfBytes } from "../action/sum-of-bytes.ts";
import type { Db } from "../db/schema.ts";
import { GOOD } from "./good.ts";

const DAY_MS = 86_400_000;

/**
 * What ended on each day (UTC). A day that is over does not change any more, since actions end by this server's clock: it is counted once and
 * remembered, so that a month costs today.
 */
export class HistoryDays {
  readonly #db: Db;
  readonly #over = new Map<number, DayRow>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** @param days how many, today included. @returns the oldest first, also those on which nothing ended */
  async last(days: number, nowMs: number): Promise<DayRow[]> {
    const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
    const rows: DayRow[] = [];
    for (let dayMs = today - (days - 1) * DAY_MS; dayMs <= today; dayMs += DAY_MS) {
      const known = this.#over.get(dayMs);
      const row = known ?? (await this.#count(dayMs));
      if (dayMs < today) this.#over.set(dayMs, row);
      rows.push(row);
    }
    return rows;
  }

  async #count(dayMs: number): Promise<DayRow> {
    const sum = (states: readonly ActionState[]) => sql<number>`coalesce(sum(state in (${sql.join(states)})), 0)`;
    const row = await this.#db
      .selectFrom("actions")
      .where("ended_ms", ">=", dayMs)
      .where("ended_ms", "<", dayMs + DAY_MS)
      .select((eb) => [
        eb.fn.countAll<number>().as("ended"),
        sum(GOOD).as("succeeded"),
        sum(["failed"]).as("failed"),
        eb.fn
          .avg<number | null>(eb.case().when("state", "=", "succeeded").then(eb.ref("duration_ms")).end())
          .as("mean"),
        ...sumOfBytes(),
      ])
      .executeTakeFirstOrThrow();
    const { ended, succeeded, failed, mean, ...bytes } = row;
    return {
      dayMs,
      ended: Number(ended),
      succeeded,
      failed,
      ...(mean === null ? {} : { meanDurationMs: Math.round(Number(mean)) }),
      bytes,
    };
  }
}
