import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import type { Release, ReleaseFile } from "@shoal/protocol/package/release";
import type { ServerOptions } from "@shoal/server/config/options";
import { Fleet, type FleetClocks, type FleetWires } from "../fleet/fleet.ts";
import { type DeviceModel, MIXED_FLEET } from "../fleet/model.ts";
import { type Booted, boot } from "../server/booted.ts";

export const model = (name: string, behaviour: DeviceModel["behaviour"] = {}): DeviceModel => ({
  ...MIXED_FLEET[0]!,
  name,
  behaviour: { ...behaviour, installMs: 1 },
});

/** A release with one file for Windows desktops. */
export function release(version: string, file: ReleaseFile): Release {
  return {
    format: 1,
    name: "reader",
    version,
    publisher: "Lab",
    description: "",
    variants: [
      {
        id: "windows",
        match: { os: ["windows"] },
        files: [file],
        installer: { kind: "msi" },
        detect: { msi: { productCode: "{6F1B9C52-2B5B-4C7B-9C59-1D2E3F405162}" } },
        timeoutMs: 60_000,
      },
    ],
  };
}

/** A server that trusts its operator, and a fleet of simulated devices that run the real agent. */
export async function start(
  t: TestContext,
  models: readonly DeviceModel[],
  options: Omit<ServerOptions, "dataDir"> = {},
  clocks: FleetClocks = {},
  wireOf: FleetWires = () => undefined,
): Promise<Booted & { fleet: Fleet }> {
  const booted = await boot(t, options);
  await booted.operator.trust();
  const folder = mkdtempSync(join(tmpdir(), "shoal-fleet-"));
  const fleet = new Fleet({ server: booted.server.agentUrl, folder, clocks, wireOf });
  t.after(async () => {
    await fleet.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const { token } = await booted.operator.post<{ token: string }>("/api/v1/enrolment-tokens", {
    uses: Math.max(1, models.length),
  });
  for (const each of models) await fleet.add(each, token);
  return { ...booted, fleet };
}

export async function run({ operator }: Booted, spec: object): Promise<string> {
  const task = await operator.post<TaskDetail>("/api/v1/tasks", {
    kind: "install",
    delivery: "pull",
    package: "reader",
    version: "1.0.0",
    targets: { all: true },
    ...spec,
  });
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  return task.id;
}

/** The actions of a task by device, once each is in one of the states (default: at an end). */
export async function settled(
  { operator }: Booted,
  taskId: string,
  until: (row: ActionRow) => boolean = (row) => row.endedMs !== undefined,
): Promise<Map<string, ActionRow>> {
  for (let waited = 0; ; waited++) {
    const { items } = await operator.get<{ items: ActionRow[] }>(`/api/v1/tasks/${taskId}/actions`);
    if (items.every(until)) return new Map(items.map((row) => [row.device, row]));
    if (waited > 400)
      assert.fail(`not settled: ${JSON.stringify(items.map((row) => [row.device, row.state, row.reason]))}`);
    await sleep(50);
  }
}
