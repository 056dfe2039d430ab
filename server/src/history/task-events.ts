import type { TaskEventRow } from "@shoal/protocol/api/history";
import type { Page } from "@shoal/protocol/api/page";
import { AUDIT_KINDS, type AuditKind } from "@shoal/protocol/audit/kinds";
import { say } from "@shoal/protocol/sentence/say";
import type { Expression, SqlBool } from "kysely";
import { becauseOf } from "../action/because.ts";
import { readDetail } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";

/**
 * Everything that happened in a task, newest first: what was done with the whole of it, and each step of its devices. Both are numbered as they are
 * written, so that nothing moves between pages while more comes.
 * @param within the devices that there are for whoever asks; undefined: all
 */
export async function taskEvents(
  db: Db,
  taskId: number,
  { limit, cursor }: { limit: number; cursor?: string },
  within?: Expression<SqlBool>,
): Promise<Page<TaskEventRow>> {
  const before = cursor === undefined ? undefined : decode(cursor);
  const take = limit + 1;
  const merged = merge(
    await stepsOf(db, taskId, before?.step, take, within),
    await ordersOf(db, taskId, before?.entry, take),
  );
  const items = merged.slice(0, limit);
  if (merged.length <= limit) return { items };
  const numberOf = (row: TaskEventRow | undefined) => row && Number(row.id.split("-")[1]);
  /** Where none was shown yet, what comes meanwhile is not among the next. */
  const next = (kind: "step" | "entry") => {
    const are = ({ id }: TaskEventRow) => id.startsWith(kind);
    const shown = numberOf(items.findLast(are)) ?? before?.[kind];
    return String(shown ?? (numberOf(merged.find(are)) ?? 0) + 1);
  };
  return { items, nextCursor: encode(next("step"), next("entry")) };
}

/** By time, and each of both in its own order, whatever the clock has done meanwhile. */
function merge(steps: readonly TaskEventRow[], orders: readonly TaskEventRow[]): TaskEventRow[] {
  const merged: TaskEventRow[] = [];
  for (let [step, order] = [0, 0]; step < steps.length || order < orders.length; )
    merged.push((steps[step]?.atMs ?? -1) >= (orders[order]?.atMs ?? -1) ? steps[step++]! : orders[order++]!);
  return merged;
}

async function stepsOf(
  db: Db,
  taskId: number,
  before: string | undefined,
  take: number,
  within: Expression<SqlBool> | undefined,
): Promise<TaskEventRow[]> {
  const rows = await db
    .selectFrom("actions")
    .innerJoin("action_steps", "action_steps.action_id", "actions.id")
    .innerJoin("devices", "devices.id", "actions.device_id")
    .where("actions.task_id", "=", taskId)
    .$if(before !== undefined, (query) => query.where("action_steps.id", "<", Number(before)))
    .$if(within !== undefined, (query) => query.where(within!))
    .select(["action_steps.id", "action_steps.received_ms", "action_steps.state"])
    .select(["action_steps.reason_code", "action_steps.reason_detail", "actions.device_id", "devices.name"])
    .orderBy("action_steps.id", "desc")
    .limit(take)
    .execute();
  return rows.map((row) => ({
    ...{ id: `step-${row.id}`, atMs: row.received_ms, what: `action.${row.state}`, state: row.state },
    ...{ deviceId: row.device_id, device: row.name },
    text: becauseOf(row.reason_code, row.reason_detail) ?? "",
  }));
}

async function ordersOf(db: Db, taskId: number, before: string | undefined, take: number): Promise<TaskEventRow[]> {
  const rows = await db
    .selectFrom("audit")
    .where("subject", "=", `task:${taskId}`)
    .where((eb) => eb.or([eb("what", "like", "task.%"), eb("what", "like", "rollout.%")]))
    .$if(before !== undefined, (query) => query.where("id", "<", Number(before)))
    .select(["id", "at_ms", "what", "actor", "detail"])
    .orderBy("id", "desc")
    .limit(take)
    .execute();
  return rows.map(({ id, at_ms, what, actor, detail }) => {
    const { text, why, reason, devices } = readDetail(detail);
    const isText = (each: unknown): each is string => typeof each === "string" && each !== "";
    const said = [text, why].find(isText);
    const own = isText(reason) ? reason : undefined;
    const more = said ?? own;
    const count = typeof devices === "number" ? devices : undefined;
    const title = AUDIT_KINDS[what as AuditKind]?.title ?? what;
    return {
      ...{ id: `entry-${id}`, atMs: at_ms, what, actor },
      text: `${title}${more !== undefined ? `: ${more}` : count !== undefined ? ` (${count} devices)` : ""}`,
      ...(said === undefined ? {} : { detail: said }),
      ...(own === undefined ? {} : { reason: own }),
      ...(count === undefined ? {} : { devices: count }),
    };
  });
}

function encode(step: string, entry: string): string {
  return Buffer.from(`task-events:${step}:${entry}`).toString("base64url");
}

function decode(cursor: string): { step: string | undefined; entry: string | undefined } {
  const match = /^task-events:(\d{0,16}):(\d{0,16})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (!match) throw new Refusal("bad-request", say("cursor-other"));
  return { step: match[1] || undefined, entry: match[2] || undefined };
}
