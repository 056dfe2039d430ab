import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { seededRandom } from "@shoal/core/random/seeded";
import { type ActionState, isEnd } from "@shoal/protocol/action/state";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import type { Installer } from "@shoal/protocol/package/installer";
import { FakeServer } from "./fake-server.ts";
import { releaseOf, someBytes } from "./fault-scene.ts";
import { type KilledAgentOptions, type Moment, readWorld, type World } from "./killed-agent.ts";

const CHILD = fileURLToPath(new URL("./killed-agent.ts", import.meta.url));
const bytes = someBytes(3 * PIECE_BYTES, "reader");
const ONCE: Installer = { kind: "exec" };
const REPEATABLE: Installer = { kind: "exec", repeatable: true };

interface Ended {
  state: ActionState | undefined;
  reason: string | undefined;
  world: World;
}

/** A device whose agent is killed at each of the moments in turn, and then left alone. */
async function live(
  t: TestContext,
  installer: Installer,
  moments: Moment[],
  known: Partial<KilledAgentOptions> = {},
): Promise<Ended> {
  const server = new FakeServer();
  await server.start();
  const folder = mkdtempSync(join(tmpdir(), "shoal-kill-"));
  const [stateDir, worldFile] = [join(folder, "state"), join(folder, "world")];
  server.enrol(stateDir);
  let child: ReturnType<typeof spawn> | undefined;
  t.after(async () => {
    child?.kill("SIGKILL");
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const release = releaseOf([server.file("setup.exe", bytes)], { installer });
  const actionId = server.send(server.assignment(server.publish(release)));
  for (const [boot, moment] of [...moments, { never: true } as const].entries()) {
    const options: KilledAgentOptions = { stateDir, worldFile, bootId: "boot-1", moment, ...known };
    if (known.exitCode === 3010 && boot > 0) options.bootId = "boot-2";
    child = spawn(process.execPath, [CHILD, JSON.stringify(options)], { stdio: ["ignore", "pipe", "inherit"] });
    const exit = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
    if (!("never" in moment)) {
      const [, signal] = await exit;
      assert.equal(signal, "SIGKILL", `the agent came to ${JSON.stringify(moment)}`);
      continue;
    }
    for (const endMs = performance.now() + 30_000; !isEnd(server.steps(actionId).at(-1)?.state ?? "assigned"); ) {
      assert.ok(performance.now() < endMs, `no end: ${JSON.stringify(server.steps(actionId))}`);
      await sleep(20);
    }
    child.kill("SIGTERM");
    assert.equal((await exit)[0], 0);
  }
  const steps = server.steps(actionId);
  assert.deepEqual(
    steps.map((each) => each.step),
    steps.map((_, index) => index + 1),
    "the server knows every step",
  );
  return { state: steps.at(-1)?.state, reason: steps.at(-1)?.reason?.code, world: readWorld(worldFile) };
}

const BEFORE_INSTALLING = ["accepted", "resolving", "fetching", "verifying", "waiting"] as const;

describe("killed at every state", { concurrency: 2 }, () => {
  for (const state of BEFORE_INSTALLING)
    for (const when of ["before", "after"] as const)
      test(`${when} ${state} is stored: goes on, and installs once`, async (t) => {
        const { state: end, world } = await live(t, ONCE, [{ state, when }]);
        assert.deepEqual([end, world.runs, world.installed], ["succeeded", 1, { reader: "2.0.0" }]);
      });

  test("before installing is stored: nothing was run, so it is run", async (t) => {
    const { state, world } = await live(t, ONCE, [{ state: "installing", when: "before" }]);
    assert.deepEqual([state, world.runs], ["succeeded", 1]);
  });

  for (const [moment, runs] of [
    [{ state: "installing", when: "after" }, 0],
    [{ installer: "begun" }, 1],
  ] as const) {
    const name = "state" in moment ? "after installing is stored" : "while the installer runs";
    test(`${name}: not found afterwards, and not run a second time`, async (t) => {
      const { state, reason, world } = await live(t, ONCE, [moment]);
      assert.deepEqual([state, reason, world.runs], ["failed", "installer-interrupted", runs]);
    });
    test(`${name}: run again where that is allowed`, async (t) => {
      const { state, world } = await live(t, REPEATABLE, [moment]);
      assert.deepEqual([state, world.runs], ["succeeded", runs + 1]);
    });
  }

  for (const moment of [{ installer: "done" }, { state: "checking", when: "before" }] as const)
    test(`${"installer" in moment ? "after the installer is done" : "before checking is stored"}: found, and not run again`, async (t) => {
      const { state, reason, world } = await live(t, ONCE, [moment]);
      assert.deepEqual([state, reason, world.runs], ["succeeded", "installed-before-interruption", 1]);
    });

  for (const moment of [
    { state: "checking", when: "after" },
    { state: "succeeded", when: "before" },
  ] as const)
    test(`${moment.when} ${moment.state} is stored: checked again, and proved`, async (t) => {
      const { state, reason, world } = await live(t, ONCE, [moment]);
      assert.deepEqual([state, reason, world.runs], ["succeeded", "installed", 1]);
    });

  test("after the end is stored: nothing is done again, and the end is reported", async (t) => {
    const { state, world } = await live(t, ONCE, [{ state: "succeeded", when: "after" }]);
    assert.deepEqual([state, world.runs], ["succeeded", 1]);
  });

  for (const when of ["before", "after"] as const)
    test(`${when} rebooting is stored: after the restart it is proved`, async (t) => {
      const { state, world } = await live(t, { kind: "msi" }, [{ state: "rebooting", when }], { exitCode: 3010 });
      assert.deepEqual([state, world.runs], ["succeeded", 1]);
    });

  test("killed again and again, wherever: it ends, and an installer that must not be repeated ran at most once", async (t) => {
    for (const seed of [1, 2, 3]) {
      const random = seededRandom(seed);
      // In the order of the states, so that each moment comes.
      const moments: Moment[] = [...BEFORE_INSTALLING]
        .filter(() => random() < 0.7)
        .map((state) => ({ state, when: random() < 0.5 ? "before" : "after" }));
      const { state, world } = await live(t, ONCE, [...moments, { installer: random() < 0.5 ? "begun" : "done" }]);
      assert.equal(world.runs, 1, `seed ${seed}`);
      assert.equal(state, "reader" in world.installed ? "succeeded" : "failed", `seed ${seed}`);
    }
  });
});
