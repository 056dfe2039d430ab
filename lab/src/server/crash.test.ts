import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { TaskDetail } from "@shoal/protocol/api/task";
import { createServer } from "@shoal/server/server";
import { Operator } from "../fleet/operator.ts";
import { Publisher } from "../trust/publisher.ts";
import { scriptRelease } from "./booted.ts";
import { firstAdmin } from "./first-admin.ts";

const MAIN = fileURLToPath(import.meta.resolve("@shoal/server/main"));

async function start(dataDir: string): Promise<{ child: ChildProcess; url: string; agentUrl: string }> {
  const child = spawn(process.execPath, [MAIN, "--data", dataDir, "--port", "0", "--log-level", "silent"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [chunk] = (await once(child.stdout!, "data")) as [Buffer];
  const [url, agentUrl] = chunk.toString().match(/https?:\/\/[\d.:]+/g)!;
  return { child, url: url!, agentUrl: agentUrl! };
}

test("kill -9 under load: nothing that was acknowledged is lost, and what was half written is not there", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-crash-"));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const published: string[] = [];
  const publisher = new Publisher();
  const started: string[] = [];
  for (let round = 0; round < 6; round++) {
    const { child, url, agentUrl } = await start(dataDir);
    const operator = new Operator(url, await firstAdmin(url, dataDir), publisher);
    await (round === 0 ? operator.trust() : operator.catchUp());
    if (round === 0) await enrolSome(operator, agentUrl);
    const before = started.length;
    const load = (async () => {
      for (let at = 0; ; at++) {
        const version = `${round}.${at}`;
        await operator.publish(scriptRelease(version));
        published.push(version);
        const { id } = await operator.post<TaskDetail>("/api/v1/tasks", {
          kind: "precache",
          delivery: "pull",
          package: "tool",
          version,
          targets: { all: true },
        });
        await operator.post(`/api/v1/tasks/${id}/start`);
        started.push(id);
      }
    })().catch(() => undefined);
    // In the middle of things, at another moment each time: on a slow machine that is later.
    let broken = false;
    void load.then(() => {
      broken = true;
    });
    while (started.length < before + 2 && !broken) await sleep(5);
    await sleep(round * 7);
    assert.ok(!broken, "the load ended before the server was killed");
    child.kill("SIGKILL");
    await once(child, "exit");
    await load;
  }
  const server = await createServer({ dataDir, port: 0, logLevel: "silent" });
  try {
    const operator = new Operator(server.url, await firstAdmin(server.url, dataDir));
    for (const version of published) await operator.get(`/api/v1/packages/tool/releases/${version}`);
    const { items } = await operator.get<{ items: TaskDetail[] }>("/api/v1/tasks?limit=500");
    for (const id of started) assert.equal(items.find((task) => task.id === id)?.state, "running", `task ${id}`);
    for (const task of items)
      assert.equal(
        Object.values(task.counts).reduce((sum, count) => sum + count, 0),
        task.state === "draft" ? 0 : 3,
        `task ${task.id} is started whole or not at all`,
      );
  } finally {
    await server.close();
  }
});

async function enrolSome(operator: Operator, agentUrl: string): Promise<void> {
  const { WireAgent } = await import("../fleet/wire-agent.ts");
  const { SimHost } = await import("../fleet/sim-host.ts");
  const { MIXED_FLEET } = await import("../fleet/model.ts");
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: 3 });
  for (const model of MIXED_FLEET.slice(0, 3))
    (await WireAgent.enrol(agentUrl, token, model.name, await new SimHost(model).inventory())).close();
}

test("a second server on the same folder is refused, and says so", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-two-"));
  const first = await createServer({ dataDir, port: 0, logLevel: "silent" });
  t.after(async () => {
    await first.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await assert.rejects(createServer({ dataDir, port: 0, logLevel: "silent" }), /in use by another Shoal server/);
});
