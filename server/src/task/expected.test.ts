import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../db/open.ts";
import type { Db } from "../db/schema.ts";
import { ExpectedDurations, type Like } from "./expected.ts";

const like: Like = { releaseId: 2, package: "reader", kind: "install", os: "linux", arch: "x64" };

let endedMs = 0;
/** Installations that took so many seconds, the later ones after the earlier ones. */
async function took(db: Db, seconds: readonly number[], of: Partial<Like> & { state?: "succeeded" | "failed" } = {}) {
  const { state = "succeeded", releaseId, ...rest } = { ...like, ...of };
  for (const each of seconds)
    await db
      .insertInto("actions")
      .values({
        ...rest,
        ...{ task_id: 1, device_id: "d", version: "1", delivery: "pull", form_factor: "server" },
        release_id: releaseId,
        state,
        created_ms: 0,
        updated_ms: 0,
        ended_ms: ++endedMs,
        install_ms: each * 1000,
      })
      .execute();
}

test("what nine of ten took: of the release, else of the package, on that platform; where too few are known, nothing", async () => {
  const db = await openDatabase(":memory:");
  try {
    const expected = async (of: Like = like) => await new ExpectedDurations(() => 0).of(db, of);
    await took(db, [10, 10, 10, 10]);
    assert.equal(await expected(), undefined, "four are chance");
    await took(db, [900, 900, 900], { state: "failed" });
    await took(db, [900, 900, 900, 900, 900], { os: "windows" });
    await took(db, [900, 900, 900, 900, 900], { kind: "remove" });
    await took(db, [900, 900, 900, 900, 900], { package: "writer" });
    assert.equal(await expected(), undefined, "nor what failed, was removed, is of another package or platform");
    await took(db, [20, 20, 20, 20, 20, 60], { releaseId: 1 });
    assert.equal(await expected(), 20_000, "of ten of the package");
    assert.equal(await expected({ ...like, releaseId: 1 }), 60_000, "of six of the release");
    await took(db, [10]);
    assert.equal(await expected(), 10_000, "of the release, now that five are known");
    assert.equal(await expected({ ...like, os: "windows" }), 900_000);
    for (const seconds of [500, 30]) await took(db, Array(100).fill(seconds));
    assert.equal(await expected(), 30_000, "the newest hundred");
  } finally {
    await db.destroy();
  }
});

test("it is asked for once a minute", async () => {
  const db = await openDatabase(":memory:");
  try {
    let nowMs = 0;
    const expected = new ExpectedDurations(() => nowMs);
    await took(db, [10, 10, 10, 10, 10]);
    assert.equal(await expected.of(db, like), 10_000);
    await took(db, [50, 50, 50, 50, 50]);
    nowMs = 59_000;
    assert.equal(await expected.of(db, like), 10_000);
    nowMs = 60_000;
    assert.equal(await expected.of(db, like), 50_000);
  } finally {
    await db.destroy();
  }
});
