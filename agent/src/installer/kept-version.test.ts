import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { detectReceipt } from "../detect/receipt.ts";
import { type TestContext, type TestContextOptions, testContext } from "./fixtures/test-context.ts";
import { placeVersion, removeVersions, whatIsInTheWay } from "./kept-version.ts";
import { readReceipt, writeReceipt } from "./receipt.ts";

const installer: TestContextOptions["installer"] = { kind: "archive", into: "/nowhere" };

function world(t: { after(fn: () => void): void }) {
  const first = testContext({ installer, version: "1" });
  t.after(first.clear);
  const into = join(first.folder, "into");
  const link = join(into, "current");
  const place = async (version: string, keepVersions = 2): Promise<TestContext> => {
    const context = testContext({ installer, version, after: first });
    const ready = join(into, `.ready-${version}`);
    mkdirSync(ready, { recursive: true });
    writeFileSync(join(ready, "says"), version);
    await placeVersion({ kind: "archive", ready, path: join(into, version), link, keepVersions }, context);
    return context;
  };
  return { first, into, link, place, says: () => readFileSync(join(link, "says"), "utf8") };
}

test("the link leads to the newest, as many are kept as was said, and removal leaves nothing", async (t) => {
  const { first, into, link, place, says } = world(t);
  for (const version of ["1", "2", "3"]) {
    const context = await place(version);
    assert.equal(says(), version);
    assert.equal((await detectReceipt(context)).found, true);
  }
  assert.deepEqual(readdirSync(into).sort(), ["2", "3", "current"]);
  // Relative, so that the folder can be moved or mounted elsewhere.
  assert.equal(readlinkSync(link), "3");
  await place("4", 3);
  assert.deepEqual(readdirSync(into).sort(), ["2", "3", "4", "current"]);
  assert.equal(await removeVersions(first), undefined);
  assert.match(first.log.tail().text, /^removed .*4$/m);
  assert.equal(existsSync(into), false);
  assert.equal((await detectReceipt(first)).found, false);
  assert.equal(await removeVersions(first), undefined);
});

test("the same version again takes the place of a spoilt one", async (t) => {
  const { into, place, says } = world(t);
  await place("1");
  writeFileSync(join(into, "1", "says"), "spoilt");
  await place("1");
  assert.equal(says(), "1");
  assert.deepEqual(readdirSync(into).sort(), ["1", "current"]);
});

test("back to an earlier version: the one in between is the one that is kept", async (t) => {
  const { into, place, says } = world(t);
  for (const version of ["1", "2", "1"]) await place(version);
  assert.equal(says(), "1");
  assert.deepEqual(readdirSync(into).sort(), ["1", "2", "current"]);
});

test("cut after the receipt and before the link: not installed, the old version in use, and the next try goes through", async (t) => {
  const { first, into, link, place, says } = world(t);
  await place("1");
  const second = testContext({ installer, version: "2", after: first });
  writeReceipt(second.receiptDir, {
    packageName: "reader",
    version: "2",
    kind: "archive",
    path: join(into, "2"),
    link,
    installedAt: "",
    earlier: [join(into, "1")],
  });
  assert.equal((await detectReceipt(second)).found, false);
  assert.equal(says(), "1");
  // One step further: the folder is in its place, the link is not.
  mkdirSync(join(into, "2"));
  assert.equal((await detectReceipt(second)).found, false);
  assert.equal(await whatIsInTheWay(second, join(into, "2"), link), undefined);
  await place("2");
  assert.equal(says(), "2");
  assert.deepEqual(readdirSync(into).sort(), ["1", "2", "current"]);
});

test("an old version that cannot be taken away yet does not undo the new one, and goes later", async (t) => {
  const { into, place, says } = world(t);
  await place("1");
  await place("2");
  // A file system of its own cannot be removed, like the files of a running program on Windows.
  const busy = join(into, "1", "busy");
  mkdirSync(busy);
  if (spawnSync("mount", ["-t", "tmpfs", "tmpfs", busy]).status !== 0) return t.skip("mounting is not allowed here");
  try {
    const third = await place("3");
    assert.equal(says(), "3");
    assert.equal((await detectReceipt(third)).found, true);
    assert.match(third.log.tail().text, /stays until the next installation/);
  } finally {
    spawnSync("umount", [busy]);
  }
  await place("4");
  assert.deepEqual(readdirSync(into).sort(), ["3", "4", "current"]);
});

test("what somebody else put there is neither replaced nor removed", async (t) => {
  const { first, into, link } = world(t);
  mkdirSync(join(into, "1"), { recursive: true });
  assert.match((await whatIsInTheWay(first, join(into, "1"), link)) ?? "", /was not installed by this agent/);
  mkdirSync(link);
  assert.match((await whatIsInTheWay(first, join(into, "2"), link)) ?? "", /it is not a link/);
  assert.match((await whatIsInTheWay(first, link, link)) ?? "", /cannot have the name of the link/);

  const other = world(t);
  await other.place("1");
  await other.place("2");
  writeFileSync(join(other.into, "notes"), "a person's");
  const elsewhere = join(other.first.folder, "elsewhere");
  mkdirSync(elsewhere);
  rmSync(other.link);
  symlinkSync(elsewhere, other.link);
  await removeVersions(other.first);
  assert.deepEqual(readdirSync(other.into).sort(), ["current", "notes"]);
  assert.equal(existsSync(elsewhere), true);
});

test("what is kept stands in the receipt, so that it can be told from what is not ours", async (t) => {
  const { first, into, place } = world(t);
  await place("1");
  await place("2");
  assert.deepEqual(readReceipt(first.receiptDir, "reader")?.earlier, [join(into, "1")]);
});
