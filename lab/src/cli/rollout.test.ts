import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { RolloutDetail } from "@shoal/protocol/api/rollout";
import { startProxy } from "./proxy.ts";
import { FAILS, FLEET, published, SUCCEEDS } from "./scenes.ts";
import { shoalFor } from "./shoal.ts";

const EXAMPLE = fileURLToPath(new URL("../../../examples/rollout/plan.yaml", import.meta.url));

test("a rollout is previewed, made, watched, shown, and ordered about", async (t) => {
  const { shoal, play } = await published(t);
  await play(FLEET.linux, SUCCEEDS);
  await play(FLEET.linux + 1, SUCCEEDS);
  await play(FLEET.windows, FAILS);
  const plan = join(shoal.cwd, "plan.yaml");
  writeFileSync(
    plan,
    "rings:\n  - { name: first, count: 1, approvals: 1 }\n  - { name: rest, rest: true, errors: { count: 1 } }\n",
  );
  const create = ["task", "create", "--package", "tool@1.0.0", "--all", "--rings", "plan.yaml", "--priority", "3"];
  const preview = await shoal("task", "preview", ...create.slice(2));
  assert.match(preview.stderr, /In rings: first 1, rest 2\./);
  const made = await shoal(...create, "--retry", "2,first=1h", "--start");
  assert.match(made.stderr, /is started on one device, the first ring; how far it is: shoal rollout show 1/);

  const got = await shoal("task", "get", "1");
  assert.match(
    got.stdout,
    /priority +3\nretry +2 more attempts, the first after 1 h\n[\s\S]*rings +first \(one device\), rest \(the rest\)/,
  );
  const shown = await shoal("rollout", "show", "1");
  assert.match(shown.stdout, /^Task 1, install tool@1\.0\.0: (running|waiting|paused) since /);
  assert.match(shown.stdout, /RING +WHO +STATE +DEVICES +ENDED +GOOD +FAILED/);
  assert.match(shown.stdout, /rest +the rest +pending +2 +- +0 +0 +0 +2 ended, one failure is too many/);

  const approve = await shoal("rollout", "approve", "1");
  assert.equal(approve.code, 1);
  assert.match(approve.stderr, /token:admin started the rollout; others have to agree|is paused/);
  await shoal("rollout", "pause", "1");
  const twice = await shoal("rollout", "pause", "1");
  assert.match(twice.stderr, /Not in this state\n +why: +the rollout is paused already/);
  const watched = await shoal("task", "watch", "1", "--timeout", "1s");
  assert.equal(watched.code, 4);
  // Which device comes first is chance; where it fails, the next attempt is shown.
  assert.match(watched.stdout, /DEVICE +RING +(ATTEMPT +)?VARIANT/);
  const aborted = await shoal("rollout", "abort", "1");
  assert.equal(aborted.stdout, "aborted\n");
  const { state, rings } = await shoal.json<RolloutDetail>("rollout", "show", "1");
  assert.deepEqual([state, rings.map((ring) => ring.plan.name)], ["aborted", ["first", "rest"]]);
  assert.match((await shoal("rollout", "next", "1")).stderr, /nothing follows that/);
  assert.match((await shoal("rollout", "show", "2")).stderr, /task 2 has no rollout/);
});

test("what a rollout decides is told while its task is watched", async (t) => {
  const { shoal, play } = await published(t);
  await play(FLEET.windows, FAILS);
  writeFileSync(
    join(shoal.cwd, "plan.yaml"),
    "rings: [{ name: all, rest: true, errors: { count: 1 }, onErrors: stop }]\n",
  );
  const run = ["task", "create", "--package", "tool@1.0.0", "--all", "--rings", "plan.yaml", "--start", "--watch"];
  const told = await shoal(...run, "--timeout", "1m");
  assert.equal(told.code, 3, told.stderr);
  assert.match(told.stderr, /Task 1: ring "all" halted: 1 of 1 that ended failed \(100 %\), one failure is too many/);
});

test("what a rollout decided before its task was first looked at is told too", async (t) => {
  const { shoal, play, server, operator } = await published(t);
  await play(FLEET.windows, FAILS);
  writeFileSync(
    join(shoal.cwd, "plan.yaml"),
    "rings: [{ name: all, rest: true, errors: { count: 1 }, onErrors: stop }]\n",
  );
  const over = async () => {
    while ((await operator.get<{ state: string }>("/api/v1/tasks/1")).state === "running") await sleep(20);
  };
  const proxy = await startProxy(t, server.url, { request: "GET /api/v1/tasks/1 ", until: over });
  const run = ["task", "create", "--package", "tool@1.0.0", "--all", "--rings", "plan.yaml", "--start", "--watch"];
  const told = await shoal.start([...run, "--timeout", "1m"], { SHOAL_SERVER: proxy.url }).ended;
  assert.equal(told.code, 3, told.stderr);
  assert.match(told.stderr, /Task 1: ring "all" halted: 1 of 1 that ended failed/);
});

test("a plan's file is judged with its places, before a server is asked", async (t) => {
  const shoal = shoalFor(t, { SHOAL_SERVER: "http://127.0.0.1:1" });
  const judge = async (text: string) => {
    writeFileSync(join(shoal.cwd, "plan.yaml"), text);
    const ran = await shoal("rollout", "simulate", "-f", "plan.yaml", "--devices", "100", "--seeds", "1");
    return ran.code === 0 ? "" : (ran.stderr.split("\n")[0] ?? "");
  };
  assert.equal(await judge(readFileSync(EXAMPLE, "utf8")), "", "the example is a plan");
  assert.equal(await judge("rings: [{{{"), "plan.yaml:1:12: the indentation does not fit, or a bracket is not closed");
  assert.match(
    await judge("rings:\n  - name: a\n    count: 0\n  - { name: b, rest: true }\n"),
    /^plan\.yaml:3:12: ring "a" has no devices: count is 0/,
  );
  assert.match(
    await judge("rings:\n  - name: a\n    count: 2\n    soak: 2d\n    timeout: 24h\n  - { name: b, rest: true }\n"),
    /^plan\.yaml:4:11: ring "a": soak \(2 d\) is not shorter than timeout \(1 d\)/,
  );
  assert.match(
    await judge("rings:\n  - { name: a, count: 2, soak: 200d }\n  - { name: b, rest: true }\n"),
    /^plan\.yaml:2:32: ring "a": soak is 200d, at most 92 d is allowed/,
  );
  assert.match(
    await judge("rings: [{ name: a, rest: true, soak: 24 }]"),
    /soak must be text, not the number 24: .*24h/,
  );
  assert.match(
    await judge("rings: [{ name: p, group: g }, { name: b, rest: true }]"),
    /How many devices has ring "p"\?/,
  );
});

test("a simulation prints a line a ring, and the same for the same seed", async (t) => {
  const shoal = shoalFor(t, { SHOAL_SERVER: "http://127.0.0.1:1" });
  const simulate = (...more: string[]) =>
    shoal("rollout", "simulate", "-f", EXAMPLE, "--devices", "2000", "--seeds", "4", ...more);
  const good = await simulate("--offline", "20");
  assert.equal(good.code, 0, good.stderr);
  assert.match(good.stdout, /canary +20 +at once +\d+ h .* never +0\.0 /);
  assert.match(good.stderr, /It was finished in 4 of 4 runs, after \d+ d/);
  assert.equal((await simulate("--offline", "20")).stdout, good.stdout);
  const bad = await simulate("--fail", "40");
  assert.match(bad.stdout, /canary +20 +at once +- +4 of 4 runs/);
  assert.match(bad.stderr, /In 4 of 4 runs it stood in ring "canary": ring "canary" halted.*\n.*finished in no run/);
});
