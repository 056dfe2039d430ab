import type { SuccessRow } from "@shoal/protocol/api/history";
import { sql } from "kysely";
import { becauseOf } from "../action/because.ts";
import type { Db } from "../db/schema.ts";
import { GOOD } from "./good.ts";

export interface Span {
  since?: number;
  until?: number;
}

export interface HistoryStore {
  successRate(span: Span & { package?: string }, groupBy: "release" | "platform"): Promise<SuccessRow[]>;
  slowest(
    span: Span,
    limit: number,
  ): Promise<{ deviceId: string; device: string; actions: number; meanDurationMs: number; maxDurationMs: number }[]>;
  failing(
    span: Span,
    limit: number,
  ): Promise<
    { deviceId: string; device: string; failed: number; ended: number; lastReason?: string; lastFailedMs: number }[]
  >;
  started(
    span: Span,
    limit: number,
  ): Promise<
    {
      taskId: string;
      name: string;
      package: string;
      version: string;
      startedBy: string;
      startedMs: number;
      devices: number;
      succeeded: number;
      failed: number;
    }[]
  >;
}

/** Counts and averages over ended actions; each reads one index and nothing else. */
export function historyStore(db: Db): HistoryStore {
  // The plus keeps the planner from looking the span up by time and sorting afterwards: the indexes are in the order of the
  // groups, and walking one of them whole is the quicker way.
  const ended = ({ since = 0, until = Number.MAX_SAFE_INTEGER }: Span) =>
    db
      .selectFrom("actions")
      .where("ended_ms", "is not", null)
      .where(sql<boolean>`+ended_ms >= ${since} and +ended_ms < ${until}`);
  return {
    async successRate(span, groupBy) {
      const columns =
        groupBy === "release" ? (["package", "version"] as const) : (["os", "arch", "form_factor"] as const);
      let query = ended(span);
      if (span.package) query = query.where("package", "=", span.package);
      const rows = await query
        .groupBy(columns)
        .select(columns)
        .select((eb) => [
          eb.fn.countAll().as("ended"),
          eb.fn.sum(eb.case().when("state", "in", GOOD).then(1).else(0).end()).as("succeeded"),
          eb.fn.sum(eb.case().when("state", "=", "failed").then(1).else(0).end()).as("failed"),
          eb.fn.sum(eb.case().when("state", "=", "not-applicable").then(1).else(0).end()).as("not_applicable"),
          eb.fn.avg(eb.case().when("state", "in", GOOD).then(eb.ref("duration_ms")).else(null).end()).as("mean"),
        ])
        .execute();
      return rows
        .map((row): SuccessRow => {
          const [total, succeeded, failed, notApplicable] = [
            Number(row.ended),
            Number(row.succeeded),
            Number(row.failed),
            Number(row.not_applicable),
          ];
          const names = row as unknown as Record<string, string>;
          return {
            group: columns.map((column) => names[column]).join(groupBy === "release" ? " " : "/"),
            ended: total,
            succeeded,
            failed,
            notApplicable,
            other: total - succeeded - failed - notApplicable,
            ...(succeeded + failed > 0 ? { rate: succeeded / (succeeded + failed) } : {}),
            ...(row.mean === null ? {} : { meanDurationMs: Math.round(Number(row.mean)) }),
          };
        })
        .sort((a, b) => b.ended - a.ended || (a.group < b.group ? -1 : 1));
    },
    async slowest(span, limit) {
      const worst = ended(span)
        .where("state", "=", "succeeded")
        .groupBy("device_id")
        .select((eb) => [
          "device_id",
          eb.fn.countAll().as("actions"),
          eb.fn.avg("duration_ms").as("mean"),
          eb.fn.max("duration_ms").as("longest"),
        ])
        .orderBy("mean", "desc")
        .limit(limit);
      const rows = await db
        .selectFrom(worst.as("worst"))
        .innerJoin("devices", "devices.id", "worst.device_id")
        .select(["worst.device_id", "devices.name", "worst.actions", "worst.mean", "worst.longest"])
        .orderBy("worst.mean", "desc")
        .execute();
      return rows.map((row) => ({
        deviceId: row.device_id,
        device: row.name,
        actions: Number(row.actions),
        meanDurationMs: Math.round(Number(row.mean)),
        maxDurationMs: Number(row.longest),
      }));
    },
    async failing(span, limit) {
      const worst = ended(span)
        .groupBy("device_id")
        .select((eb) => [
          "device_id",
          eb.fn.countAll().as("ended"),
          eb.fn.sum(eb.case().when("state", "=", "failed").then(1).else(0).end()).as("failed"),
          eb.fn.max(eb.case().when("state", "=", "failed").then(eb.ref("ended_ms")).else(null).end()).as("last"),
        ])
        .having((eb) => eb(eb.fn.sum(eb.case().when("state", "=", "failed").then(1).else(0).end()), ">", 0))
        .orderBy("failed", "desc")
        .limit(limit);
      const rows = await db
        .selectFrom(worst.as("worst"))
        .innerJoin("devices", "devices.id", "worst.device_id")
        .select(["worst.device_id", "devices.name", "worst.ended", "worst.failed", "worst.last"])
        .orderBy("worst.failed", "desc")
        .execute();
      const found = [];
      for (const row of rows) {
        const last = await db
          .selectFrom("actions")
          .select(["reason_code", "reason_detail"])
          .where("device_id", "=", row.device_id)
          .where("state", "=", "failed")
          .orderBy("id", "desc")
          .limit(1)
          .executeTakeFirst();
        const reason = last ? (becauseOf(last.reason_code, last.reason_detail) ?? "") : "";
        found.push({
          deviceId: row.device_id,
          device: row.name,
          failed: Number(row.failed),
          ended: Number(row.ended),
          ...(reason ? { lastReason: reason } : {}),
          lastFailedMs: Number(row.last),
        });
      }
      return found;
    },
    async started({ since = 0, until = Number.MAX_SAFE_INTEGER }, limit) {
      const tasks = await db
        .selectFrom("tasks")
        .innerJoin("releases", "releases.id", "tasks.release_id")
        .select([
          "tasks.id",
          "tasks.name",
          "releases.package",
          "releases.version",
          "tasks.started_by",
          "tasks.started_ms",
        ])
        .where("tasks.started_ms", ">=", since)
        .where("tasks.started_ms", "<", until)
        .orderBy("tasks.id", "desc")
        .limit(limit)
        .execute();
      const counts = new Map<number, { devices: number; succeeded: number; failed: number }>();
      if (tasks.length > 0)
        for (const row of await db
          .selectFrom("actions")
          .select((eb) => ["task_id", "state", eb.fn.countAll().as("count")])
          .where(
            "task_id",
            "in",
            tasks.map((task) => task.id),
          )
          .where("role", "is", null)
          .groupBy(["task_id", "state"])
          .execute()) {
          const each = counts.get(row.task_id) ?? { devices: 0, succeeded: 0, failed: 0 };
          each.devices += Number(row.count);
          if (GOOD.includes(row.state)) each.succeeded += Number(row.count);
          if (row.state === "failed") each.failed += Number(row.count);
          counts.set(row.task_id, each);
        }
      return tasks.map((task) => ({
        taskId: String(task.id),
        name: task.name,
        package: task.package,
        version: task.version,
        startedBy: task.started_by ?? "",
        startedMs: task.started_ms ?? 0,
        ...(counts.get(task.id) ?? { devices: 0, succeeded: 0, failed: 0 }),
      }));
    },
  };
}
