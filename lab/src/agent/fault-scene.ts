import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Agent, type AgentOptions, createAgent } from "@shoal/agent/agent";
import type { InstallContext } from "@shoal/agent/installer/installer";
import type { ProcessOutcome } from "@shoal/agent/process/run";
import { followHere } from "@shoal/agent/trust/follow";
import type { ActionReport } from "@shoal/protocol/action/report";
import { isEnd } from "@shoal/protocol/action/state";
import type { Release, ReleaseFile } from "@shoal/protocol/package/release";
import { MIXED_FLEET } from "../fleet/model.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { FakeServer } from "./fake-server.ts";

/** A machine whose installers wait for the test where it says so. */
export class HeldHost extends SimHost {
  during: (context: InstallContext) => Promise<void> = async () => {};
  installing = 0;
  mostAtOnce = 0;

  override async install(context: InstallContext): Promise<ProcessOutcome> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.installing);
    try {
      await this.during(context);
      return await super.install(context);
    } finally {
      this.installing--;
    }
  }
}

export interface FaultScene {
  server: FakeServer;
  host: HeldHost;
  stateDir: string;
  agent: Agent;
  /** Ends the agent and starts another on the same folder. */
  restart(options?: Partial<AgentOptions>): Promise<void>;
  /** The end of an action, once the server knows it. */
  ended(actionId: string): Promise<ActionReport>;
  until(what: string, holds: () => boolean): Promise<void>;
}

/** A fake server and one real agent on a machine in memory. */
export async function faultScene(t: TestContext, options: Partial<AgentOptions> = {}): Promise<FaultScene> {
  const server = new FakeServer();
  await server.start();
  const stateDir = mkdtempSync(join(tmpdir(), "shoal-fault-"));
  server.enrol(stateDir);
  const host = new HeldHost({ ...MIXED_FLEET[0]!, behaviour: { installMs: 1 } });
  const start = async (more: Partial<AgentOptions>) => {
    const agent = await createAgent({ stateDir, host, seed: 1, follow: followHere, ...options, ...more });
    await agent.start();
    return agent;
  };
  const until = async (what: string, holds: () => boolean) => {
    // By the clock: the machine may be busy with other tests.
    for (const endMs = performance.now() + 30_000; !holds(); ) {
      assert.ok(performance.now() < endMs, `${what} did not come; reports: ${JSON.stringify(server.reports)}`);
      await sleep(20);
    }
  };
  const scene: FaultScene = {
    server,
    host,
    stateDir,
    agent: await start({}),
    until,
    async restart(more = {}) {
      await scene.agent.stop();
      scene.agent = await start(more);
    },
    async ended(actionId) {
      await until(`the end of ${actionId}`, () => isEnd(server.steps(actionId).at(-1)?.state ?? "assigned"));
      const steps = server.steps(actionId);
      assert.deepEqual(
        steps.map((each) => each.step),
        steps.map((_, index) => index + 1),
        "every step is reported",
      );
      return steps.at(-1)!;
    },
  };
  t.after(async () => {
    await scene.agent.stop();
    await server.stop();
    rmSync(stateDir, { recursive: true, force: true });
  });
  return scene;
}

/** Bytes that differ from place to place, the same for a seed. */
export function someBytes(sizeBytes: number, seed: string): Buffer {
  const bytes = Buffer.allocUnsafe(sizeBytes);
  let block = createHash("sha256").update(seed).digest();
  for (let at = 0; at < sizeBytes; at += block.length) {
    block = createHash("sha256").update(block).digest();
    block.copy(bytes, at);
  }
  return bytes;
}

export function releaseOf(files: ReleaseFile[], known: Partial<Release["variants"][number]> = {}): Release {
  return {
    format: 1,
    name: "reader",
    version: "2.0.0",
    publisher: "Lab",
    description: "",
    variants: [
      {
        id: "windows",
        match: { os: ["windows"] },
        files,
        installer: { kind: "msi" },
        detect: { msi: { productCode: "{6F1B9C52-2B5B-4C7B-9C59-1D2E3F405162}" } },
        timeoutMs: 60_000,
        ...known,
      },
    ],
  };
}
