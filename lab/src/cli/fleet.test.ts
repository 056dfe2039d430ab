/** `shoal apply`, `diff` and `fleet export` as people run them, on a real server. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { FleetPlan } from "@shoal/protocol/api/fleet-plan";
import type { GroupDetail } from "@shoal/protocol/api/group";
import { published } from "./scenes.ts";

const HELLO = fileURLToPath(new URL("../../../examples/hello", import.meta.url));
const EXAMPLE = fileURLToPath(new URL("../../../examples/fleet", import.meta.url));

async function scene(t: TestContext) {
  const { shoal, enrol, operator } = await published(t);
  for (const index of [0, 1, 5, 10, 20, 21]) await enrol(index);
  const write = (path: string, text: string) => {
    const file = join(shoal.cwd, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  return { shoal, operator, write };
}

test("the example is applied as it stands, and afterwards there is no difference", async (t) => {
  const { shoal, operator } = await scene(t);
  assert.equal((await shoal("package", "publish", HELLO)).code, 0);
  cpSync(EXAMPLE, join(shoal.cwd, "fleet"), { recursive: true });
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: join(shoal.cwd, "fleet"), stdio: "pipe" })
      .toString()
      .trim();
  git("init", "--quiet");
  git("remote", "add", "origin", "https://me:secret@git.example.org/it/fleet.git");
  git("add", "--all");
  git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "--message", "first");
  const commit = git("rev-parse", "HEAD");

  const before = await shoal("diff", "-f", "fleet");
  assert.equal(before.code, 6, before.stderr);
  assert.match(before.stdout, /^\+ group office fleet\/groups\.yaml:\d+\n {4}description: /m);
  const dry = await shoal("apply", "-f", "fleet", "--dry-run");
  assert.equal(dry.code, 0, dry.stderr);
  assert.equal(dry.stdout, before.stdout);
  assert.match(dry.stderr, /^git\.example\.org\/it\/fleet: \d+ to create.*Nothing was changed\.\n$/);
  assert.deepEqual((await operator.get<{ items: unknown[] }>("/api/v1/groups")).items, []);

  const unasked = await shoal("apply", "-f", "fleet");
  assert.equal(unasked.code, 1);
  assert.match(unasked.stderr, /error: It needs a yes, and there is nobody to ask\n.* devices? would be another way\./);
  const applied = await shoal("apply", "-f", "fleet", "--yes");
  assert.equal(applied.code, 0, applied.stderr);
  assert.match(applied.stderr, / created.* Applied as [0-9a-f]{16}: shoal audit/);
  const after = await shoal("diff", "-f", "fleet");
  assert.deepEqual([after.code, after.stdout, after.stderr], [0, "", "No difference.\n"]);

  assert.match((await shoal("group", "list")).stdout, /MANAGED BY.*\n.*git\.example\.org\/it\/fleet/);
  assert.match(
    (await shoal("group", "get", "tills")).stdout,
    new RegExp(`managed +git\\.example\\.org/it/fleet at ${commit.slice(0, 12)}, applied`),
  );
  assert.match(
    (await shoal("fleet", "managed")).stdout,
    new RegExp(`\ngroup +tills +git\\.example\\.org/it/fleet +${commit.slice(0, 12)} `),
  );
  const refused = await shoal("group", "set", "tills", "--query", "os:linux");
  assert.match(
    refused.stderr,
    /why: +group tills is managed in git by git\.example\.org\/it\/fleet .*; change the file and apply, or --override/,
  );
  assert.equal((await shoal("group", "set", "tills", "--query", "os:windows", "--override")).code, 0);
  const drift = await shoal("diff", "-f", "fleet");
  assert.equal(drift.code, 6);
  assert.match(
    drift.stdout,
    /~ group tills .*\n {4}somebody changed it on the server since it was applied \([0-9a-f]{12}\)\n {4}query: os:windows → form:pos/,
  );
});

test("every slip is told with its place, and nothing is sent before all files can be read", async (t) => {
  const { shoal, operator, write } = await scene(t);
  write(
    "fleet/a.yaml",
    `kind: grup
name: tills
---
kind: group
name: twice
query: os:linux
---
kind: group
name: both
query: os:linux
devices: [till-10]
---
kind: setting-set
name: Night
values:
  polInterval: 5m
---
kind: setting-set
name: Never
values:
  maintenanceWindows: [{ days: [], from: "22:00", to: "23:00" }]
---
kind: task
name: bad rings
package: tool
version: "1.0.0"
targets: { all: true }
rings:
  - { name: none, count: 0 }
  - { name: all, rest: true, success: 99, errors: { percent: 50 } }
`,
  );
  write("fleet/inside/b.yml", "kind: group\nname: twice\nquery: os:windows\n---\nkind: [\n");
  write("fleet/.hidden.yaml", "nonsense: true\n");
  write("fleet/large.yaml", `# ${"x".repeat(1024 * 1024)}\n`);
  const { code, stdout, stderr } = await shoal("apply", "-f", "fleet", "--yes");
  assert.deepEqual([code, stdout], [1, ""]);
  for (const wanted of [
    /^fleet\/a\.yaml:1:7: kind cannot be "grup": did you mean "group"\?$/m,
    /^fleet\/a\.yaml:8:1: a group has a query or devices, exactly one of both: devices: \[\] is an empty list$/m,
    /^fleet\/a\.yaml:16:3: unknown key "polInterval": did you mean "pollIntervalMs"\?$/m,
    /^fleet\/a\.yaml:21:\d+: maintenanceWindows cannot have .*it would never open: it names no day$/m,
    /^fleet\/a\.yaml:29:\d+: ring "none".*0/m,
    /^fleet\/inside\/b\.yml:2:7: group twice is declared twice: the first one is at fleet\/a\.yaml:5$/m,
    /^fleet\/inside\/b\.yml:6:1: the indentation does not fit/m,
    /^fleet\/large\.yaml:1:1: the file has more than 1048576 bytes: split it/m,
    /^error: What the files declare cannot be\n {2}why: +fleet has \d+ problems; they are above\.$/m,
  ])
    assert.match(stderr, wanted);
  assert.doesNotMatch(stderr, /hidden/);

  write(
    "good/all.yaml",
    "kind: group\nname: near\nquery: oss:linux\n---\nkind: group\nname: slip\ndescription: x\nquery: not os:linux or not os:windows\n",
  );
  const dry = await shoal("apply", "-f", "good", "--dry-run");
  const real = await shoal("apply", "-f", "good", "--yes");
  assert.equal(dry.code, 1);
  assert.match(
    real.stderr,
    /^good\/all\.yaml:3:8: group near: at character 1: .*\ngood\/all\.yaml:8:8: group slip: "not os:linux or not os:windows" matches every device there is, 6 of 6: where that is meant, say everyDevice: true$/m,
  );
  assert.equal(
    dry.stderr.replace(/request: .*/, ""),
    real.stderr.replace(/request: .*/, ""),
    "a dry run says the same",
  );
  assert.deepEqual((await operator.get<{ items: unknown[] }>("/api/v1/groups")).items, []);

  mkdirSync(join(shoal.cwd, "empty"));
  assert.match((await shoal("apply", "-f", "empty", "--yes")).stderr, /error: empty declares nothing\n/);
  assert.match(
    (await shoal("apply", "-f", "empty", "--yes", "--prune")).stderr,
    /everything that was applied from there before would be deleted\.\n.*--prune --empty/,
  );
  assert.match((await shoal("apply", "-f", "nowhere")).stderr, /error: nowhere is not there\n/);
});

test("what is exported is no difference, and is applied and pruned again", async (t) => {
  const { shoal, operator, write } = await scene(t);
  const done = async (...args: string[]) => {
    const ran = await shoal(...args);
    assert.equal(ran.code, 0, `${args.join(" ")}: ${ran.stderr}`);
    return ran.stdout;
  };
  await done("group", "create", "desks", "desk-berlin-01", "--description", "In Berlin: 2");
  await done("group", "create", "macs", "--query", "os:macos");
  await done(
    "setting",
    "set",
    "Night",
    "maintenanceWindows=weekdays 22:00-06:00; second tue +3d 20:00 for 4h",
    "wanRateBytesPerSecond=20Mbit/s",
    "pollIntervalMs=61001",
  );
  await done("setting", "assign", "Night", "--os", "windows");
  await done("device", "tag", "--os", "windows", "+office", "+yes");
  await done("device", "set", "lap-carla", "floor=3", "room=a, b");
  await done("channel", "set", "pilot", "tool", "1.0.0");
  await done("fleet", "rules", "staleAfterMs=36h", "retireAfterMs=never");
  write("plan.yaml", "rings:\n  - { name: pilot, count: 1, soak: 90m }\n  - { name: rest, rest: true }\n");
  await done(
    "task",
    "create",
    "--package",
    "tool@1.0.0",
    "--os",
    "windows",
    "--name",
    "tool 1",
    "--rings",
    "plan.yaml",
    "--retry",
    "3,first=10m",
    "--life",
    "7d",
  );
  assert.deepEqual((await done("fleet", "export", "out")).trim().split("\n"), [
    "out/fleet-rules.yaml",
    "out/channel.yaml",
    "out/group.yaml",
    "out/labels.yaml",
    "out/setting-set.yaml",
    "out/task.yaml",
  ]);
  const diff = await shoal("diff", "-f", "out");
  assert.deepEqual([diff.code, diff.stdout], [0, ""], diff.stderr);
  assert.match((await shoal("fleet", "export", "out")).stderr, /error: out\/fleet-rules\.yaml is there already/);

  await done("apply", "-f", "out", "--source", "mine", "--yes");
  assert.equal((await shoal("diff", "-f", "out", "--source", "mine")).code, 0);
  assert.equal((await operator.get<GroupDetail>("/api/v1/groups/macs")).managed?.source, "mine");
  for (const name of readdirSync(join(shoal.cwd, "out"))) if (name !== "group.yaml") write(`out/${name}`, "");
  const plan = await shoal.json<FleetPlan>("apply", "-f", "out", "--source", "mine", "--prune", "--yes");
  assert.deepEqual(plan.counts, { create: 0, change: 0, same: 2, delete: 6, forget: 0 });
  assert.equal((await shoal.json<{ items: unknown[] }>("fleet", "managed")).items.length, 2);
});
