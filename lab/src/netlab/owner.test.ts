import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { isOrphaned, ownedId } from "./owner.ts";

const skip = process.platform === "linux" ? false : "only Linux tells when a process began by /proc";

test("each lab of a process has its own id, and none is an orphan while the process lives", { skip }, () => {
  const ids = [ownedId(), ownedId()];
  assert.equal(new Set(ids).size, 2);
  assert.deepEqual(ids.map(isOrphaned), [false, false]);
});

test("who has the pid of one that is gone does not own its labs", { skip }, async () => {
  const [, ticks] = ownedId().split("-");
  assert.ok(isOrphaned(`${process.pid}-${Number(ticks) - 1}-1`));
  const child = spawn("sleep", ["1000"]);
  const { stdout } = spawnSync("cat", [`/proc/${child.pid}/stat`], { encoding: "utf8" });
  const id = `${child.pid}-${stdout.split(" ")[21]}-1`;
  assert.ok(!isOrphaned(id));
  child.kill("SIGKILL");
  await once(child, "exit");
  assert.ok(isOrphaned(id));
});

test("a lab with a chosen id has no owner", () => {
  assert.deepEqual(["mine", "chosen-1", ""].map(isOrphaned), [false, false, false]);
});
