import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActionRow, Explanation, Preview, TaskDetail, TaskRow } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { startProxy } from "./proxy.ts";
import { FAILS, FLEET, NOT_FOR_IT, published, SUCCEEDS } from "./scenes.ts";

const lines = <T>(stdout: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);

test("a task is previewed, made, started and watched to a table; one failure is exit 3; retry and explain follow", async (t) => {
  const { shoal, play } = await published(t);
  await play(FLEET.linux, SUCCEEDS);
  await play(FLEET.windows, FAILS);
  await play(FLEET.mac, NOT_FOR_IT);

  const preview = await shoal("task", "preview", "--package", "tool", "--all");
  assert.match(preview.stdout, /desk-berlin-01 +windows +yes +8\.00 kB +the system is windows/);
  assert.match(preview.stdout, /lap-carla +none +yes +- +.*not linux/);
  assert.match(
    preview.stderr,
    /newest release of tool is 1\.0\.0[\s\S]*would reach 2 devices; no variant is for one device[\s\S]*14\.0 kB if each fetched its own/,
  );

  const later = ["--package", "tool@1.0.0", "--all", "--deadline"];
  const offer = await shoal("task", "preview", ...later, "3d", "--urgency", "available");
  assert.match(offer.stderr, /Devices do it when a person at the device asks for it; required from 20/);
  const past = await shoal("task", "create", ...later, "2026-01-01");
  assert.equal(past.code, 1);
  assert.match(past.stderr, /error: The task cannot be done by this time[\s\S]*why: +its deadline was \d+ days/);
  assert.equal((await shoal("task", "create", ...later, "soon")).code, 2);
  assert.match(
    (await shoal("task", "create", ...later, "3d", "--urgency", "now")).stderr,
    /available, required, immediate/,
  );

  const run = await shoal(
    "task",
    "create",
    "--package",
    "tool@1.0.0",
    "--all",
    "--start",
    "--watch",
    "--timeout",
    "1m",
  );
  assert.equal(run.code, 3, run.stderr);
  assert.match(run.stdout, /^DEVICE +VARIANT +SOURCE OF BYTES +STATE +REASON\n/);
  assert.match(run.stdout, /srv-web-01 +linux +origin 6\.00 kB +succeeded +installed/);
  assert.match(run.stdout, /lap-carla +- +- +not-applicable/);
  assert.match(run.stdout, /desk-berlin-01 +windows +- +failed +exit code 1603: fatal error\n$/);
  assert.match(
    run.stderr,
    /Task 1 is started on 3 devices\.[\s\S]*1 succeeded, 1 not-applicable, 1 failed[\s\S]*shoal task explain 1 desk-berlin-01/,
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  assert.doesNotMatch(run.stdout + run.stderr, /[\u001b\r]/, "off a terminal nothing moves a cursor");

  const explained = await shoal("task", "explain", "1", "DESK-BERLIN-01");
  assert.match(
    explained.stdout,
    /desk-berlin-01 ended failed[\s\S]*installing[\s\S]*✓ windows[\s\S]*│ Return value 3\.\n {2}│ red\n\nNext: Close the program/,
  );
  const story = await shoal.json<Explanation>("task", "explain", "1", "lap-carla");
  assert.deepEqual([story.action?.state, story.variants.some((variant) => variant.chosen)], ["not-applicable", false]);

  const retried = await shoal("task", "retry", "1", "--device", "desk-berlin-01", "--watch");
  assert.equal(retried.code, 3);
  assert.equal(retried.stdout.match(/desk-berlin-01/g)?.length, 1, "a device that was tried twice has one line");
  const failed = await shoal.json<{ items: ActionRow[] }>("task", "actions", "1", "--state", "failed");
  assert.equal(failed.items.length, 2);
  assert.match((await shoal("task", "actions", "1", "--device", "srv-web-01")).stdout, /srv-web-01/);
  assert.match(
    (await shoal("task", "get", "1")).stdout,
    /does +install tool@1\.0\.0 by pull\nfor +every device\nstate +finished/,
  );

  const good = await shoal("task", "create", "--package", "tool@1.0.0", "--os", "linux", "--start", "--watch");
  assert.equal(good.code, 0, good.stderr);

  const rate = await shoal.json<{ items: { group: string; failed: number }[] }>("history", "success-rate");
  assert.deepEqual(
    rate.items.map((row) => [row.group, row.failed]),
    [["tool 1.0.0", 2]],
  );
  assert.match(
    (await shoal("history", "success-rate", "--by", "platform", "--since", "1h")).stdout,
    /linux\/x64\/server +100 %/,
  );
  assert.match((await shoal("history", "failing")).stdout, /desk-berlin-01 +2 of 2/);
  const why = await shoal("history", "failures", "--by", "variant", "--task", "1", "--since", "1h");
  assert.match(
    why.stdout,
    /^FAILED .*\n +2 +1 +exit code 1603: fatal error +tool windows +windows +- .* desk-berlin-01 +Close the program and try again\.\n$/,
  );
  assert.match(why.stderr, /shoal task explain 1 desk-berlin-01/);
  assert.match((await shoal("history", "failures", "--task", "2")).stderr, /Nothing has failed/);
  assert.match((await shoal("history", "slowest", "--limit", "1")).stdout, /^DEVICE .*\n.*\n$/);
  assert.match((await shoal("history", "tasks")).stdout, /tool@1\.0\.0/);
  assert.match((await shoal("device", "history", "srv-web-01")).stdout, /action\.succeeded[\s\S]*device\.enrolled/);
});

test("with --json a watch is one document a line: the task, each step, the end", async (t) => {
  const { shoal, play } = await published(t);
  await play(FLEET.linux, SUCCEEDS);
  const ran = await shoal(
    "task",
    "create",
    "--package",
    "tool@1.0.0",
    "--all",
    "--push",
    "--set",
    "fetchParallel=4",
    "--life",
    "2h",
    "--start",
    "--watch",
    "--json",
  );
  assert.equal(ran.code, 0, ran.stderr);
  const said = lines<{
    type: string;
    action?: ActionRow;
    task?: TaskDetail;
    counts?: object;
    exit?: number;
    actions?: ActionRow[];
  }>(ran.stdout);
  assert.equal(said[0]!.type, "task");
  assert.ok(said.slice(1, -1).every((line) => line.type === "action" && line.action?.device === "srv-web-01"));
  const end = said.at(-1)!;
  assert.deepEqual([end.type, end.exit, end.counts], ["end", 0, { succeeded: 1 }]);
  assert.deepEqual(
    [end.task?.delivery, end.task?.settings, end.task?.lifeMs],
    ["push", { fetchParallel: 4 }, 7_200_000],
  );
});

test("a draft is listed, started, waited for in vain (4), left by Ctrl-C (130), and cancelled", async (t) => {
  const { shoal, enrol } = await published(t);
  await enrol(FLEET.linux); // Its agent never comes.
  const made = await shoal("task", "create", "--package", "tool@1.0.0", "--device", "srv-web-01", "--name", "Later");
  assert.deepEqual([made.code, made.stdout], [0, "1\n"]);
  const early = await shoal("task", "watch", "1");
  assert.equal(early.code, 1);
  assert.match(early.stderr, /has not been started[\s\S]*shoal task start 1 --watch/);
  assert.equal((await shoal.json<Preview>("task", "preview", "1")).devices, 1);
  assert.equal((await shoal("task", "start", "1")).stdout, "1\n");
  assert.match((await shoal("task", "start", "1")).stderr, /only a draft can be started/);

  const waited = await shoal("task", "watch", "1", "--timeout", "500ms");
  assert.equal(waited.code, 4);
  assert.match(waited.stdout, /srv-web-01 +- +- +assigned/);
  assert.match(waited.stderr, /The time was over before the task was/);
  assert.match(
    (await shoal("task", "explain", "1", "srv-web-01")).stdout,
    /not connected[\s\S]*Next: Nothing needs to be done/,
  );

  const watching = shoal.start(["task", "watch", "1", "--json"]);
  await new Promise((resolve) => watching.child.stdout!.once("data", resolve));
  watching.child.kill("SIGINT");
  const left = await watching.ended;
  assert.equal(left.code, 130);
  assert.match(left.stderr, /The task goes on/);

  const list = await shoal.json<{ items: TaskRow[] }>("task", "list", "--state", "running");
  assert.deepEqual(
    list.items.map((task) => [task.id, task.name]),
    [["1", "Later"]],
  );
  assert.match((await shoal("task", "cancel", "1")).stderr, /cancelled on one device/);
  assert.equal((await shoal("task", "watch", "1")).code, 3, "what was cancelled was not done");
});

test("a watch goes on where it was after the stream was cut", async (t) => {
  const { shoal, server, enrol } = await published(t);
  await enrol(FLEET.linux); // Its agent never comes, so the task is open until it is cancelled.
  await shoal("task", "create", "--package", "tool@1.0.0", "--all", "--start");
  const proxy = await startProxy(t, server.url);
  const watching = shoal.start(["task", "watch", "1"], { SHOAL_SERVER: proxy.url });
  await proxy.heard("event: hello");
  proxy.cut();
  await shoal("task", "cancel", "1");
  const ran = await watching.ended;
  assert.equal(ran.code, 3, ran.stderr);
  assert.match(ran.stderr, /was cut; it is being taken up again[\s\S]*is back; nothing was missed/);
  assert.match(ran.stdout, /srv-web-01 .* cancelled/);
});

test("the audit trail is read, filtered, followed and exported", async (t) => {
  const { shoal, operator } = await published(t);
  const all = await shoal.json<{ items: AuditEvent[] }>("audit");
  assert.deepEqual(
    all.items.map((event) => event.id),
    all.items.map((event) => event.id).toSorted((a, b) => a - b),
    "the newest is last",
  );
  assert.match(
    (await shoal("audit", "--what", "release.published")).stdout,
    /token:admin +release\.published +release:tool@1\.0\.0/,
  );
  assert.match((await shoal("audit", "--subject", "nothing")).stderr, /Nothing of the kind/);
  assert.equal((await shoal("audit", "--since", "2099-01-01")).stdout, "");
  const csv = await shoal("audit", "--export", "csv");
  assert.match(csv.stdout, /^id,atMs,actor,what,subject/);
  assert.equal(lines<AuditEvent>((await shoal("audit", "--export", "json")).stdout).length, all.items.length);

  const following = shoal.start(["audit", "--follow", "--json", "--what", "enrolment-token.made"]);
  const first = new Promise<string>((resolve) =>
    following.child.stdout!.once("data", (chunk: Buffer) => resolve(chunk.toString())),
  );
  await operator.post("/api/v1/enrolment-tokens");
  assert.equal((JSON.parse(await first) as AuditEvent).what, "enrolment-token.made");
  following.child.kill("SIGINT");
  assert.equal((await following.ended).code, 130);
});
