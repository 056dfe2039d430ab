import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FLEET, published, SUCCEEDS, YAML } from "./scenes.ts";

test("a release is recalled with a reason that everybody reads, and the recall is lifted", async (t) => {
  const { shoal } = await published(t);
  const why = ["--reason", "it eats documents"];
  assert.match((await shoal("package", "recall", "tool")).stderr, /Which version\?\n {2}next: {4}Say tool VERSION/);
  assert.match((await shoal("package", "recall", "tool", "1.0.0")).stderr, /Why\?\n {2}next: {4}Say --reason TEXT/);
  const absent = await shoal("package", "recall", "tool", "9", ...why);
  assert.deepEqual([absent.code, absent.stdout], [1, ""]);
  assert.match(absent.stderr, /There is no such thing\n {2}why: .*release tool 9/);

  const done = await shoal("package", "recall", "tool@1.0.0", ...why);
  assert.deepEqual([done.code, done.stdout], [0, "tool@1.0.0\n"]);
  assert.match(
    done.stderr,
    /tool@1\.0\.0 is recalled: nothing of it was under way, and it is given to no device any more/,
  );
  assert.match((await shoal("package", "get", "tool")).stdout, /1\.0\.0 +recalled/);
  assert.match(
    (await shoal("package", "get", "tool@1.0.0")).stdout,
    /^recalled +.* by token:admin: it eats documents$/m,
  );
  const task = await shoal("task", "create", "--package", "tool", "--all");
  assert.equal(task.code, 1);
  assert.match(
    task.stderr,
    /The release was recalled\n {2}why: .*tool 1\.0\.0 was recalled: it eats documents\n {2}next: .*unrecall/,
  );
  const twice = await shoal("package", "recall", "tool", "1.0.0", ...why);
  assert.match(twice.stderr, /was recalled before, by token:admin: it eats documents/);

  assert.equal((await shoal("package", "unrecall", "tool", "1.0.0", "--reason", "it was the disk")).code, 0);
  assert.equal((await shoal("task", "create", "--package", "tool", "--all")).code, 0);
});

test("channels are set, promoted, listed and deleted", async (t) => {
  const { shoal } = await published(t);
  writeFileSync(join(shoal.cwd, "tool", "shoal.yaml"), YAML.replace("1.0.0", "1.1.0"));
  await shoal("package", "publish", "tool");
  assert.match((await shoal("channel", "list")).stderr, /There is no channel yet/);
  assert.match(
    (await shoal("channel", "set", "pilot", "tool", "1.0.0")).stderr,
    /pilot is made, and points to tool@1\.0\.0/,
  );
  assert.match(
    (await shoal("channel", "set", "pilot", "tool@1.1.0")).stderr,
    /points to tool@1\.1\.0 now; before, to 1\.0\.0/,
  );
  assert.match(
    (await shoal("channel", "set", "pilot", "tool@1.1.0")).stderr,
    /points to tool@1\.1\.0, as it did before/,
  );
  assert.equal((await shoal("channel", "promote", "all", "--from", "pilot")).stdout, "all\n");
  await shoal("channel", "set", "old", "tool", "1.0.0");
  const recalled = await shoal("package", "recall", "tool", "1.0.0", "--reason", "old");
  assert.match(recalled.stderr, /Channel old points to it: shoal channel set old tool VERSION/);
  const refused = await shoal("channel", "set", "pilot", "tool", "1.0.0");
  assert.deepEqual([refused.code, refused.stdout], [1, ""]);
  assert.match(refused.stderr, /The release was recalled\n {2}why: .*tool 1\.0\.0 was recalled: old/);
  assert.equal((await shoal("channel", "promote", "all")).code, 2);
  assert.match((await shoal("channel", "delete", "all")).stderr, /Channel all is deleted; the release .* stays/);
});

test("a task follows a channel, and is moved with it", async (t) => {
  const { shoal, play } = await published(t);
  await play(FLEET.linux, SUCCEEDS);
  writeFileSync(join(shoal.cwd, "tool", "shoal.yaml"), YAML.replace("1.0.0", "1.1.0"));
  await shoal("package", "publish", "tool");
  await shoal("channel", "set", "pilot", "tool@1.0.0");
  assert.match(
    (await shoal("task", "preview", "--channel", "pilot", "--all")).stderr,
    /Channel pilot points to tool@1\.0\.0/,
  );
  assert.match(
    (await shoal("task", "create", "--channel", "pilot", "--package", "tool", "--all")).stderr,
    /A channel says which release it is/,
  );
  const run = await shoal("task", "create", "--channel", "pilot", "--all", "--start", "--watch", "--timeout", "1m");
  assert.equal(run.code, 0, run.stderr);
  const moved = await shoal("channel", "set", "pilot", "tool@1.1.0");
  assert.match(
    moved.stderr,
    /points to tool@1\.1\.0 now; before, to 1\.0\.0\.\nTask 2 gives it to its devices: shoal task watch 2/,
  );
  assert.equal((await shoal("task", "watch", "2", "--timeout", "1m")).code, 0);
  assert.match(
    (await shoal("task", "get", "2")).stdout,
    /^channel +pilot\nafter +task 1, when the channel was moved$/m,
  );
  assert.match((await shoal("channel", "list")).stdout, /^pilot +tool@1\.1\.0 +1\.0\.0 +2 /m);
  assert.equal((await shoal("task", "cancel", "2")).code, 0);
  assert.doesNotMatch((await shoal("channel", "set", "pilot", "tool@1.0.0")).stderr, /Task/);
});

test("a task says that it keeps what it has installed", async (t) => {
  const { shoal } = await published(t);
  assert.equal((await shoal("task", "create", "--package", "tool@1.0.0", "--all", "--keep")).code, 0);
  assert.match(
    (await shoal("task", "get", "1")).stdout,
    /^keeps +what it has installed: where it disappears it is put back$/m,
  );
  const remove = await shoal("task", "create", "--package", "tool@1.0.0", "--all", "--keep", "--kind", "remove");
  assert.match(remove.stderr, /only what is installed can be kept, and this is a remove/);
});
