import { seededRandom } from "@shoal/core/random/seeded";
import type { Platform } from "@shoal/protocol/device/platform";
import type { Db } from "@shoal/server/db/schema";

const DAY = 86_400_000;
const STATES = ["accepted", "resolving", "fetching", "verifying", "waiting", "installing", "checking"] as const;
const SIZE_BYTES = 80_000_000;

interface Past {
  devices: readonly { id: string; platform: Platform }[];
  tasks: number;
  perTask: number;
  /** Over which the tasks are spread, from then on. */
  days: number;
  fromMs: number;
}

/** Tasks that are over, with every step of every action: of twenty, one has failed. To be run in a transaction. @returns how many steps */
export async function fillActions(trx: Db, { devices, tasks, perTask, days, fromMs }: Past): Promise<number> {
  const random = seededRandom(1);
  let events = 0;
  let actionId = 0;
  for (let task = 1; task <= tasks; task++) {
    const at = fromMs + Math.floor((task / tasks) * (days - 1) * DAY);
    await trx.insertInto("releases").values(releaseRow(task, at)).execute();
    await trx.insertInto("tasks").values(taskRow(task, at)).execute();
    const actions = Array.from({ length: perTask }, () => {
      const device = devices[Math.floor(random() * devices.length)]!;
      const end = random() < 0.95 ? ("succeeded" as const) : ("failed" as const);
      return { id: ++actionId, device, end, ended: at + Math.floor(random() * DAY) };
    });
    await inThousands(actions, (rows) =>
      trx
        .insertInto("actions")
        .values(
          rows.map(({ id, device, end, ended }) => ({
            task_id: task,
            device_id: device.id,
            release_id: task,
            package: `package-${task % 10}`,
            version: `${task}.0`,
            kind: "install" as const,
            delivery: "pull" as const,
            state: end,
            step: 8,
            os: device.platform.os,
            arch: device.platform.arch,
            form_factor: device.platform.formFactor,
            created_ms: at,
            updated_ms: ended,
            accepted_ms: at,
            ended_ms: ended,
            duration_ms: ended - at,
            // One of thirty fetches for its subnet.
            bytes_origin: id % 30 === 0 ? SIZE_BYTES : 0,
            bytes_multicast: id % 30 === 0 ? 0 : SIZE_BYTES,
            reason_code: end === "failed" ? "exit-code" : "installed",
            exit_code: end === "failed" ? 1603 : null,
          })),
        )
        .execute(),
    );
    const steps = actions.flatMap(({ id, end, ended }) =>
      [...STATES, end].map((state, index) => ({
        action_id: id,
        step: index + 1,
        by: "agent" as const,
        state,
        at_ms: ended,
        received_ms: ended,
      })),
    );
    await inThousands(steps, (rows) => trx.insertInto("action_steps").values(rows).execute());
    events += steps.length;
  }
  return events;
}

/** SQLite takes some 32,000 values in one statement. */
export async function inThousands<T>(
  rows: readonly T[],
  write: (rows: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000) await write(rows.slice(at, at + 1000));
}

function releaseRow(task: number, at: number) {
  return {
    package: `package-${task % 10}`,
    version: `${task}.0`,
    publisher: "",
    description: "",
    digest: `r-${task}`,
    document: new Uint8Array(),
    body: JSON.stringify({ version: `${task}.0`, variants: [] }),
    key_id: "",
    created_ms: at,
    created_by: "",
  };
}

function taskRow(task: number, at: number) {
  return {
    name: `package-${task % 10} for all`,
    kind: "install" as const,
    delivery: "pull" as const,
    state: "finished" as const,
    release_id: task,
    targets: "{}",
    settings: "{}",
    life_ms: 1,
    created_ms: at,
    created_by: "operator:a",
    started_ms: at,
    started_by: "operator:a",
    expires_ms: at + DAY,
    finished_ms: at + DAY,
  };
}
