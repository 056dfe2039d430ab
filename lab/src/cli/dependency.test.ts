import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FLEET, published, SUCCEEDS, writePackage, YAML } from "./scenes.ts";

test("what a task would install before it is looked at, and named while it is watched", async (t) => {
  const { shoal, play } = await published(t);
  const needs = (install: boolean) => `dependencies:\n  - { package: tool, versions: ">=1", install: ${install} }\n`;
  const app = writePackage(join(shoal.cwd, "app"), `${YAML.replace("tool", "app")}${needs(true)}`);
  await shoal("package", "publish", app);
  await play(FLEET.linux, SUCCEEDS);
  const preview = await shoal("task", "preview", "--package", "app@1.0.0", "--all");
  assert.match(preview.stdout, /^DEVICE +VARIANT +ONLINE +BYTES +BEFORE IT +WHY\n/, preview.stderr);
  assert.match(preview.stdout, /srv-web-01 +linux +yes +12\.0 kB +tool 1\.0\.0 /);

  writeFileSync(join(app, "shoal.yaml"), `${YAML.replace("tool", "app").replace("1.0.0", "1.1.0")}${needs(false)}`);
  await shoal("package", "publish", app);
  const unmet = await shoal("task", "preview", "--package", "app@1.1.0", "--all");
  assert.match(unmet.stdout, /srv-web-01 +linux +yes +- +app 1\.1\.0 needs tool >=1, which is not installed/);
  assert.match(unmet.stderr, /would reach 0 devices; one device cannot get what it needs/);

  const create = ["task", "create", "--package", "app@1.0.0", "--all", "--start", "--watch", "--timeout", "1m"];
  const run = await shoal(...create);
  assert.equal(run.code, 0, run.stderr);
  assert.match(run.stdout, /srv-web-01 +install tool 1\.0\.0 /);
  assert.match(run.stdout, /srv-web-01 +install app 1\.0\.0 /);
  assert.match(run.stderr, /Task 1 is started on one device[\s\S]*Task 1: 1 succeeded/);
  assert.match((await shoal("task", "list")).stdout, /app@1\.0\.0 .*1 succeeded/);
});
