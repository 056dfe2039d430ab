import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { RolledBack } from "@shoal/protocol/api/rollback";
import { FLEET, published, YAML } from "./scenes.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

test("a task is taken back: looked at first, confirmed by the count, watched to its end", async (t) => {
  const { shoal, enrol } = await published(t);
  writeFileSync(join(shoal.cwd, "tool", "shoal.yaml"), YAML.replace("1.0.0", "1.1.0"));
  await shoal("package", "publish", "tool");
  for (const index of [FLEET.windows, FLEET.linux])
    await new ScriptedAgent(await enrol(index), ({ rollback }) => [
      { state: "accepted" },
      { state: "resolving" },
      { state: rollback ? "rolled-back" : "succeeded" },
    ]).start();
  const create = ["task", "create", "--start", "--watch", "--timeout", "1m", "--package"];
  assert.equal((await shoal(...create, "tool@1.0.0", "--os", "linux")).code, 0);
  assert.equal((await shoal(...create, "tool@1.1.0", "--all")).code, 0);

  const look = await shoal("task", "rollback", "2", "--dry-run");
  assert.equal(look.code, 0);
  assert.match(look.stdout, /^DEVICE +WOULD +ONLINE +WHY\n/);
  assert.match(look.stdout, /desk-berlin-01 +lose 1\.1\.0 +yes +nothing was there before/);
  assert.match(look.stdout, /srv-web-01 +get 1\.0\.0 +yes +1\.0\.0 was there before/);
  assert.match(
    look.stderr,
    /Taking back tool@1\.1\.0 of task 2: one device gets what was there before; one device loses 1\.1\.0, where nothing was before\.[\s\S]*shoal task rollback 2 --yes/,
  );
  const unsure = await shoal("task", "rollback", "2");
  assert.deepEqual([unsure.code, unsure.stdout], [1, ""]);
  assert.match(
    unsure.stderr,
    /The rollback was not confirmed\n {2}why: .*concerns 2 devices\n {2}next: .*--dry-run.*--yes/,
  );

  const done = await shoal("task", "rollback", "2", "--yes", "--watch", "--timeout", "1m");
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stdout, /^DEVICE +DOES +VARIANT/);
  assert.match(done.stdout, /desk-berlin-01 +remove tool 1\.1\.0 .*rolled-back/);
  assert.match(done.stdout, /srv-web-01 +install tool 1\.0\.0 .*rolled-back/);
  assert.match(done.stderr, /Task 2 is taken back by task 3: one device gets/);
  assert.match((await shoal("task", "get", "3")).stdout, /^does +takes back task 2, which had given tool@1\.1\.0/m);
  assert.match((await shoal("task", "list")).stdout, /^3 +rollback +tool@1\.1\.0/m);
  assert.match((await shoal("task", "preview", "3")).stderr, /Task 3 takes back task 2/);
  const twice = await shoal("task", "rollback", "2", "--yes");
  assert.match(twice.stderr, /no device has tool 1\.1\.0 by task 2/);
  const json = await shoal.json<RolledBack>("task", "rollback", "1", "--yes");
  assert.deepEqual([json.task.rollbackOf, json.rollback.remove], ["1", 1]);
});
