import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Agent, createAgent } from "@shoal/agent/agent";
import { followHere } from "@shoal/agent/trust/follow";
import { PIECE_BYTES, pieceCount, pieceSpan } from "@shoal/protocol/content/piece";
import type { Release } from "@shoal/protocol/package/release";
import { MIXED_FLEET } from "../fleet/model.ts";
import { FakeServer } from "./fake-server.ts";
import { HeldHost, releaseOf, someBytes } from "./fault-scene.ts";

const LINUX = MIXED_FLEET.find((each) => each.platform.os === "linux")!;
/** Its file is linked, not copied, for the installer: nothing on the disk comes and goes with it. */
const DEB: Partial<Release["variants"][number]> = {
  id: "linux",
  match: { os: ["linux"] },
  installer: { kind: "deb" },
  detect: { deb: { name: "reader" } },
};
const DISK_BYTES = 24 * 1024 * 1024;

/** Mounts a small disk of its own; undefined where this user may not. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "shoal-disk-"));
  const options = `size=${DISK_BYTES},mode=700`;
  if (process.platform === "linux" && spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status === 0)
    return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

/** Takes all of the room, and what is given back meanwhile, until it is told to give all of it back. */
function fill(folder: string): () => void {
  const file = join(folder, "filler");
  const handle = openSync(file, "w");
  const block = Buffer.alloc(4096, 1);
  const more = () => {
    try {
      for (;;) writeSync(handle, block);
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, "ENOSPC");
    }
  };
  more();
  const timer = setInterval(more, 5);
  return () => {
    clearInterval(timer);
    closeSync(handle);
    rmSync(file, { force: true });
  };
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

/** An agent whose state is on a small disk; undefined where there can be none. */
async function scene(t: TestContext) {
  const folder = smallDisk();
  if (folder === undefined) return t.skip("mounting a small disk needs root on Linux");
  const server = new FakeServer();
  await server.start();
  const stateDir = join(folder, "state");
  server.enrol(stateDir);
  const host = new SmallHost({ ...LINUX, behaviour: { installMs: 1 } });
  const said: string[] = [];
  const log = { info: (text: string) => void said.push(text), warn: (text: string) => void said.push(text) };
  const agent: Agent = await createAgent({ stateDir, host, seed: 1, follow: followHere, log });
  await agent.start();
  t.after(async () => {
    await agent.stop();
    await server.stop();
    assert.equal(spawnSync("umount", [folder]).status, 0, `${folder} is still mounted`);
    rmSync(folder, { recursive: true });
  });
  const until = async (what: string, holds: () => boolean) => {
    for (const endMs = performance.now() + 40_000; !holds(); await sleep(20))
      assert.ok(performance.now() < endMs, `${what} did not come: ${said.join("\n")}`);
  };
  const order = (sizeBytes: number) =>
    server.send(
      server.assignment(server.publish(releaseOf([server.file("reader.deb", someBytes(sizeBytes, "reader"))], DEB))),
    );
  const last = (actionId: string) => server.steps(actionId).at(-1);
  return { folder, agent, server, host, said, until, order, last };
}

test("content that does not fit: said before anything is fetched, with what is needed and what is free", async (t) => {
  const made = await scene(t);
  if (!made) return;
  const { folder, server, host, until, order, last } = made;
  host.honest = folder;
  const actionId = order(2 * DISK_BYTES);
  await until("the end", () => last(actionId)?.state === "failed");
  const { reason } = last(actionId)!;
  assert.equal(reason?.code, "disk-full");
  assert.match(reason?.detail ?? "", new RegExp(`^${2 * DISK_BYTES} bytes more are needed in .*, \\d+ are free$`));
  assert.equal(server.asked.filter((each) => each.kind === "blob").length, 0);
});

/** @param taken what the journal keeps for itself is used up when content begins to come */
async function filledByContent(t: TestContext, { taken }: { taken: boolean }): Promise<void> {
  const made = await scene(t);
  if (!made) return;
  const { folder, server, host, until, order, last } = made;
  const sizeBytes = 60 * PIECE_BYTES;
  const leave = Buffer.alloc(DISK_BYTES - 40 * PIECE_BYTES, 1);
  const other = openSync(join(folder, "other"), "w");
  writeSync(other, leave);
  closeSync(other);
  server.fault = ({ kind }) => {
    if (taken && kind === "blob") rmSync(join(folder, "state", "reserve"), { force: true });
    return undefined;
  };
  const first = order(sizeBytes);
  await until("the end", () => last(first)?.state === "failed");
  assert.equal(last(first)?.reason?.code, "disk-full");
  assert.match(last(first)?.reason?.detail ?? "", /^\d+ bytes more are needed in .*, \d+ are free$/);
  const kept = piecesIn(folder, someBytes(sizeBytes, "reader"));
  // Of 40: the journal has its part, a piece that was under way is not whole.
  assert.ok(kept.size > 25, `${kept.size} pieces were kept`);
  server.fault = () => undefined;
  const before = server.asked.length;
  rmSync(join(folder, "other"));
  const second = order(sizeBytes);
  await until("the end", () => last(second)?.state === "succeeded");
  const asked = server.asked.slice(before).filter((each) => each.kind === "blob");
  const again = asked.map(({ range }) => [range!.first / PIECE_BYTES, Math.floor(range!.last / PIECE_BYTES)] as const);
  for (const piece of kept)
    assert.ok(!again.some(([first, end]) => first <= piece && piece <= end), `piece ${piece} was fetched again`);
  assert.equal(host.runs.length, 1);
}

test("a disk that fills up while content comes: what is here is kept, and a retry fetches just the rest", async (t) => {
  await filledByContent(t, { taken: false });
});

test("the same where the journal has used its own room up: some of the content makes way for what became of it", async (t) => {
  await filledByContent(t, { taken: true });
});

/** Which pieces of a blob lie in the part that is being fetched. */
function piecesIn(folder: string, blob: Buffer): Set<number> {
  const cache = join(folder, "state", "cache");
  const part = readFileSync(join(cache, readdirSync(cache).find((name) => name.endsWith(".part"))!));
  const pieces = Array.from({ length: pieceCount(blob.length) }, (_, index) => index);
  return new Set(
    pieces.filter((index) => {
      const { offset, length } = pieceSpan(index, blob.length);
      return part.subarray(offset, offset + length).equals(blob.subarray(offset, offset + length));
    }),
  );
}

async function installing(t: TestContext) {
  const made = await scene(t);
  if (!made) return undefined;
  let release = () => {};
  made.host.during = () =>
    new Promise((resolve) => {
      release = resolve;
    });
  const actionId = made.order(2 * PIECE_BYTES);
  await made.until("installing", () => made.host.installing === 1);
  await made.until("its report", () => made.last(actionId)?.state === "installing");
  return { ...made, actionId, release: () => release() };
}

test("a disk that is full while an installer runs: its end is stored all the same, in the room that is kept for it", async (t) => {
  const made = await installing(t);
  if (!made) return;
  const { folder, host, until, last, actionId, release } = made;
  const handle = openSync(join(folder, "filler"), "w");
  assert.throws(() => {
    for (;;) writeSync(handle, Buffer.alloc(4096, 1));
  }, /ENOSPC/);
  closeSync(handle);
  release();
  await until("the end", () => last(actionId)?.state === "succeeded");
  assert.deepEqual(host.runs, ["install reader 2.0.0"]);
});

test("a journal that cannot be written at all: nothing is done that was not stored, it says so, and goes on when there is room", async (t) => {
  const made = await installing(t);
  if (!made) return;
  const { folder, host, said, until, last, actionId, release } = made;
  rmSync(join(folder, "state", "reserve"));
  const giveBack = fill(folder);
  try {
    release();
    const still = /action-1 stands still: step \d+ \((checking|succeeded)\).*disk is full/;
    await until("that it stands still", () => said.some((text) => still.test(text)));
    assert.notEqual(last(actionId)?.state, "succeeded", "what is not stored is not reported");
  } finally {
    giveBack();
  }
  await until("the end", () => last(actionId)?.state === "succeeded");
  assert.deepEqual(host.runs, ["install reader 2.0.0"]);
});

test("an agent that cannot store an assignment does not take it, and takes it when there is room", async (t) => {
  const made = await scene(t);
  if (!made) return;
  const { folder, agent, said, until, order, last } = made;
  // The first one makes a key that secrets are sealed for, and would fail at that.
  await agent.checkNow();
  rmSync(join(folder, "state", "reserve"), { force: true });
  const giveBack = fill(folder);
  let next = "";
  try {
    next = order(PIECE_BYTES);
    for (let times = 0; times < 50 && !said.some((text) => /check-in failed: .*full/.test(text)); times++) {
      await agent.checkNow();
      await sleep(50);
    }
    await until("that it was not taken", () => said.some((text) => /check-in failed: .*full|stands still/.test(text)));
    assert.notEqual(last(next)?.state, "succeeded");
  } finally {
    giveBack();
  }
  await until("the end", () => last(next)?.state === "succeeded");
});
