import { failureWords } from "@shoal/core/installer/failure-words";
import { nextStepOf } from "@shoal/protocol/action/next-step";
import type { FailureRow, FailuresBy } from "@shoal/protocol/api/history";
import type { Release } from "@shoal/protocol/package/release";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { say } from "@shoal/protocol/sentence/say";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../db/schema.ts";
import type { Span } from "./store.ts";

interface Group {
  reason_code: string;
  exit_code: number | null;
  failed: number;
  devices: number;
  first_ms: number;
  last_ms: number;
  variants: number;
  systems: number;
  rings: number;
  id: number;
  task_id: number;
  device_id: string;
  device: string;
  package: string;
  variant_id: string | null;
  os: string;
  ring: number | null;
  kind: string;
  reason_detail: string | null;
  reason_next: string | null;
  task: string;
  channel: string | null;
  task_rings: string | null;
  body: string;
}

/** What tells groups apart besides the cause. A ring is one of its task. */
const ALSO: Record<FailuresBy, string[]> = {
  cause: [],
  variant: ["package", "variant_id"],
  os: ["os"],
  ring: ["task_id", "ring"],
};

export interface FailuresFilter extends Span {
  task?: string;
  /** Without those that were tried again. */
  standing?: boolean;
}

/**
 * Failed actions by cause: the reason, and of an installer its exit code and what that says. The last one of a group is its example.
 * @returns the most frequent first
 */
export async function failuresBy(db: Db, by: FailuresBy, filter: FailuresFilter, limit: number): Promise<FailureRow[]> {
  const { rows } = await failuresQuery(by, filter, limit).execute(db);
  return rows.map(toRow);
}

/**
 * One query whatever the size of the fleet. Only what an exit code says is told apart by the agent's words: other details name a
 * path or an address, which is not the cause.
 */
export function failuresQuery(
  by: FailuresBy,
  { task, standing = false, since = 0, until = Number.MAX_SAFE_INTEGER }: FailuresFilter,
  limit: number,
): RawBuilder<Group> {
  const also = ALSO[by].map((column) => sql`, ${sql.ref(column)}`);
  // The state stands in the text and not in a parameter, so that any planner knows that the index of what failed will do. Those
  // of one task are found by its own index, and the plus keeps the planner from the other one.
  const those =
    task === undefined
      ? sql`ended_ms >= ${since} and ended_ms < ${until}`
      : sql`task_id = ${Number(task)} and +ended_ms >= ${since} and +ended_ms < ${until}`;
  // Another try is in the task of the first one.
  const still = standing
    ? sql`and id not in (select retry_of from actions where retry_of is not null ${task === undefined ? sql`` : sql`and task_id = ${Number(task)}`})`
    : sql``;
  return sql<Group>`
    select found.*, a.task_id, a.device_id, devices.name as device, a.package, a.variant_id, a.os, a.ring, a.kind,
      a.reason_detail, a.reason_next, tasks.name as task, tasks.channel, tasks.rings as task_rings, releases.body
    from (
      select reason_code, exit_code, count(*) as failed, count(distinct device_id) as devices,
        min(ended_ms) as first_ms, max(ended_ms) as last_ms, max(id) as id,
        count(distinct package || ' ' || coalesce(variant_id, '')) as variants, count(distinct os) as systems,
        count(distinct task_id || ' ' || coalesce(ring, '')) as rings
      from actions
      where state = 'failed' and ${those} ${still}
      group by reason_code, exit_code, case when reason_code = 'exit-code' then reason_detail end${sql.join(also, sql``)}
      order by failed desc, last_ms desc, id
      limit ${limit}
    ) as found
    inner join actions as a on a.id = found.id
    inner join devices on devices.id = a.device_id
    inner join tasks on tasks.id = a.task_id
    inner join releases on releases.id = a.release_id
    order by found.failed desc, found.last_ms desc, found.id`;
}

function toRow(group: Group): FailureRow {
  const order = group.kind === "remove" ? "remove" : "install";
  const { version, variants } = JSON.parse(group.body) as Release;
  const variant = variants.find((each) => each.id === group.variant_id);
  const [detail, exitCode] = [group.reason_detail ?? undefined, group.exit_code ?? undefined];
  const ring = group.ring === null ? undefined : (JSON.parse(group.task_rings ?? "[]") as RolloutRing[])[group.ring];
  return {
    code: group.reason_code,
    ...(exitCode === undefined ? {} : { exitCode }),
    words: failureWords({ code: group.reason_code, detail, exitCode }, variant, order),
    failed: group.failed,
    devices: group.devices,
    firstMs: group.first_ms,
    lastMs: group.last_ms,
    variants: group.variants,
    ...(group.variants === 1 ? { package: group.package } : {}),
    ...(group.variants === 1 && group.variant_id !== null ? { variantId: group.variant_id } : {}),
    systems: group.systems,
    ...(group.systems === 1 ? { os: group.os } : {}),
    rings: group.rings,
    ...(group.rings === 1 && ring ? { ring: ring.name } : {}),
    exampleDeviceId: group.device_id,
    exampleDevice: group.device,
    exampleActionId: String(group.id),
    exampleTaskId: String(group.task_id),
    exampleTask: {
      ...{ name: group.task, package: group.package, version },
      ...(group.channel === null ? {} : { channel: group.channel }),
    },
    ...(detail === undefined ? {} : { exampleDetail: detail }),
    next: group.reason_next ?? nextOf(group),
  };
}

function nextOf({ reason_code: code, task_id: task }: Group): string {
  const step = nextStepOf(code);
  return step === undefined ? say("retry-when-mended", { task }) : say(step);
}
