import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import type { Installer } from "@shoal/protocol/package/installer";
import { cpuSecondsOf } from "../bench/cpu-of.ts";
import { peakRssBytesOf } from "../bench/memory-of.ts";
import { startServer } from "../bench/server-process.ts";
import { generated, refOfGenerated } from "../blob/generated.ts";
import { upload } from "../blob/upload.ts";
import { runAgentProcess, startAgentProcess } from "../fleet/agent-process.ts";
import { Operator } from "../fleet/operator.ts";
import { linuxRelease } from "../package/linux-release.ts";

const MIB = 1024 ** 2;
const WARM_BYTES = 8 * MIB;

export interface FetchMemory {
  sizeBytes: number;
  limitBytes: number;
  kind: "precache" | "install";
  installer: Installer;
}

/** A real agent fetches this much from a real server; asserts the most that was ever resident in its memory. */
export async function assertFetchMemory(t: TestContext, order: FetchMemory): Promise<void> {
  if (process.platform !== "linux") return t.skip("memory of another process is read from /proc");
  const { sizeBytes, limitBytes } = order;
  const server = await startServer();
  t.after(() => server.stop());
  const stateDir = mkdtempSync(join(tmpdir(), "shoal-fetch-memory-"));
  t.after(() => rmSync(stateDir, { recursive: true, force: true }));
  const operator = new Operator(server.url, server.adminToken);
  await operator.trust();
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
  let agent = await startAgentProcess({ server: server.agentUrl, token, stateDir });
  t.after(() => agent.stop());
  // Code that was never run on this machine is stripped of its types first, by 25 MB that then stay.
  await publish(server, operator, "1.0.0", WARM_BYTES, order.installer);
  await ended(operator, "1.0.0", order.kind);
  await agent.stop();
  await publish(server, operator, "2.0.0", sizeBytes, order.installer);
  agent = runAgentProcess(stateDir);
  const startedMs = performance.now();
  await ended(operator, "2.0.0", order.kind);
  const seconds = (performance.now() - startedMs) / 1000;
  const peakBytes = peakRssBytesOf(agent.child.pid!);
  const cpuSeconds = cpuSecondsOf(agent.child.pid!);
  t.diagnostic(
    `${mib(sizeBytes)} in ${seconds.toFixed(0)} s with ${cpuSeconds.toFixed(1)} s of CPU, at most ${mib(peakBytes)} resident`,
  );
  assert.ok(peakBytes < limitBytes, `${mib(peakBytes)} of the agent were resident`);
}

async function publish(
  server: { url: string; adminToken: string },
  operator: Operator,
  version: string,
  sizeBytes: number,
  installer: Installer,
): Promise<void> {
  const ref = refOfGenerated(sizeBytes, version);
  await upload(server.url, server.adminToken, ref, generated(sizeBytes, version));
  await operator.publish(
    linuxRelease("large", version, {
      files: [{ name: "large.img", ...ref }],
      installer,
      detect: installer.kind === "image" ? { receipt: true } : { file: { path: "/nonexistent/large" } },
    }),
  );
}

async function ended(operator: Operator, version: string, kind: FetchMemory["kind"]): Promise<void> {
  const task = await operator.post<TaskDetail>("/api/v1/tasks", {
    kind,
    delivery: "pull",
    package: "large",
    version,
    targets: { all: true },
  });
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  const startedMs = performance.now();
  let row: ActionRow | undefined;
  for (; row?.endedMs === undefined; await sleep(500)) {
    assert.ok(performance.now() - startedMs < 900_000, `no end: ${JSON.stringify(row)}`);
    row = (await operator.get<{ items: ActionRow[] }>(`/api/v1/tasks/${task.id}/actions`)).items[0];
  }
  assert.equal(row.state, kind === "install" ? "succeeded" : "cached", JSON.stringify(row.reason));
}

function mib(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
