import assert from "node:assert/strict";
import { test } from "node:test";
import { type BootSigns, createBootId } from "./boot-id.ts";

const NOTHING: BootSigns = {
  platform: "win32",
  read: () => Promise.reject(new Error("no such file")),
  ask: () => Promise.reject(new Error("exit code 1")),
  nowMs: () => 1_800_000_000_000,
  uptimeS: () => 1000,
};

test("Windows counts its starts", async () => {
  const counted = (count: string): BootSigns => ({
    ...NOTHING,
    ask: async () => `\r\nHKEY_LOCAL_MACHINE\\SYSTEM\r\n    BootId    REG_DWORD    ${count}\r\n\r\n`,
  });
  assert.equal(await createBootId(counted("0x1f"))(), "start-31");
  assert.notEqual(await createBootId(counted("0x20"))(), "start-31");
});

test("without a counter it is the moment of the start, and a clock that is set does not move it", async () => {
  let nowMs = 1_800_000_000_000;
  let uptimeS = 1000;
  const signs = { ...NOTHING, nowMs: () => nowMs, uptimeS: () => uptimeS };
  const read = createBootId(signs);
  const first = await read();
  nowMs += 3_600_000;
  assert.equal(await read(), first);
  // Of another process, after a restart of the machine.
  uptimeS = 5;
  assert.notEqual(await createBootId(signs)(), first);
});

test("Linux and macOS say it themselves", async () => {
  assert.equal(await createBootId({ ...NOTHING, platform: "linux", read: async () => "a-b\n" })(), "a-b");
  assert.equal(await createBootId({ ...NOTHING, platform: "darwin", ask: async () => "C-D\n" })(), "C-D");
  await assert.rejects(createBootId({ ...NOTHING, platform: "linux" })());
});

test("what could not be read is asked again", async () => {
  let there = false;
  const read = createBootId({
    ...NOTHING,
    platform: "linux",
    read: async () => (there ? "a" : Promise.reject(new Error("not yet"))),
  });
  await assert.rejects(read());
  there = true;
  assert.equal(await read(), "a");
});
