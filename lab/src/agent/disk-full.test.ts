import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Agent, createAgent } from "@shoal/agent/agent";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { MIXED_FLEET } from "../fleet/model.ts";
import { FakeServer } from "./fake-server.ts";
import { HeldHost, releaseOf, someBytes } from "./fault-scene.ts";

const DISK_BYTES = 24 * 1024 * 1024;

/** A small disk of its own; undefined where this user may not mount one. */
function smallDisk(t: TestContext): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "shoal-disk-"));
  const mounted =
    process.platform === "linux" &&
    spawnSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_BYTES},mode=700`, "tmpfs", folder]).status === 0;
  t.after(() => {
    if (mounted) assert.equal(spawnSync("umount", [folder]).status, 0, `${folder} is still mounted`);
    rmSync(folder, { recursive: true });
  });
  return mounted ? folder : undefined;
}

/** Takes all of the room. @returns what gives it back */
function fill(folder: string): () => void {
  const file = join(folder, "filler");
  const handle = openSync(file, "w");
  const block = Buffer.alloc(4096, 1);
  try {
    for (;;) writeSync(handle, block);
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, "ENOSPC");
  }
  closeSync(handle);
  return () => rmSync(file);
}

class SmallHost extends HeldHost {
  /** Of the real disk; undefined: plenty, and it turns out not to be so. */
  honest: string | undefined;

  override async diskFreeBytes(): Promise<number> {
    if (this.honest === undefined) return 1e12;
    const { bavail, bsize } = await statfs(this.honest);
    return bavail * bsize;
  }
}

async function scene(t: TestContext, folder: string) {
  const server = new FakeServer();
  await server.start();
  const stateDir = join(folder, "state");
  server.enrol(stateDir);
  const host = new SmallHost({ ...MIXED_FLEET[0]!, behaviour: { installMs: 1 } });
  const said: string[] = [];
  const log = { info: (text: string) => void said.push(text), warn: (text: string) => void said.push(text) };
  const agent: Agent = await createAgent({ stateDir, host, seed: 1, log });
  await agent.start();
  t.after(async () => {
    await agent.stop();
    await server.stop();
  });
  const until = async (what: string, holds: () => boolean) => {
    for (const endMs = performance.now() + 40_000; !holds(); await sleep(20))
      assert.ok(performance.now() < endMs, `${what} did not come: ${said.join("\n")}`);
  };
  const order = (sizeBytes: number) =>
    server.send(
      server.assignment(server.publish(releaseOf([server.file("reader.msi", someBytes(sizeBytes, "reader"))]))),
    );
  const last = (actionId: string) => server.steps(actionId).at(-1);
  return { server, host, agent, said, until, order, last };
}

const NEEDS = "mounting a small disk needs root on Linux";

test("content that does not fit: said before anything is fetched, with what is needed and what is free", async (t) => {
  const folder = smallDisk(t);
  if (!folder) return t.skip(NEEDS);
  const { server, host, until, order, last } = await scene(t, folder);
  host.honest = folder;
  const actionId = order(2 * DISK_BYTES);
  await until("the end", () => last(actionId)?.state === "failed");
  const { reason } = last(actionId)!;
  assert.equal(reason?.code, "disk-full");
  assert.match(reason?.detail ?? "", new RegExp(`^${2 * DISK_BYTES} bytes more are needed in .*, \\d+ are free$`));
  assert.equal(server.asked.filter((each) => each.kind === "blob").length, 0);
});

test("a disk that fills up while content comes: what is here is kept, and a retry fetches just the rest", async (t) => {
  const folder = smallDisk(t);
  if (!folder) return t.skip(NEEDS);
  const { server, host, until, order, last } = await scene(t, folder);
  const sizeBytes = 60 * PIECE_BYTES;
  const leave = Buffer.alloc(DISK_BYTES - 40 * PIECE_BYTES, 1);
  const other = openSync(join(folder, "other"), "w");
  writeSync(other, leave);
  closeSync(other);
  const first = order(sizeBytes);
  await until("the end", () => last(first)?.state === "failed");
  assert.equal(last(first)?.reason?.code, "disk-full");
  assert.match(last(first)?.reason?.detail ?? "", /^\d+ bytes more are needed in .*, \d+ are free$/);
  const before = server.asked.length;
  rmSync(join(folder, "other"));
  const second = order(sizeBytes);
  await until("the end", () => last(second)?.state === "succeeded");
  const asked = server.asked.slice(before).filter((each) => each.kind === "blob");
  const again = asked.reduce((sum, { range }) => sum + range!.last - range!.first + 1, 0);
  assert.ok(again < 30 * PIECE_BYTES, `${again} bytes were fetched again`);
  assert.equal(host.runs.length, 1);
});

test("a journal that cannot be written: nothing is done that was not stored, it says so, and goes on when there is room", async (t) => {
  const folder = smallDisk(t);
  if (!folder) return t.skip(NEEDS);
  const { host, said, until, order, last } = await scene(t, folder);
  let release = () => {};
  host.during = () =>
    new Promise((resolve) => {
      release = resolve;
    });
  const actionId = order(2 * PIECE_BYTES);
  await until("installing", () => host.installing === 1);
  await until("its report", () => last(actionId)?.state === "installing");
  const giveBack = fill(folder);
  const next = order(PIECE_BYTES);
  await until("that it cannot take another", () => said.some((text) => /check-in failed: .*full/.test(text)));
  release();
  await until("that it stands still", () =>
    said.some((text) => /stands still: step \d+ \(checking\).*disk is full/.test(text)),
  );
  assert.equal(last(actionId)?.state, "installing", "what is not stored is not reported");
  assert.deepEqual(host.runs, ["install reader 2.0.0"]);
  giveBack();
  await until("the end", () => last(actionId)?.state === "succeeded");
  await until("the end of the next", () => last(next)?.state === "succeeded");
  assert.equal(last(next)?.reason?.code, "already-installed");
});
