import { test } from "node:test";
import { loopDevice, skip } from "../image/loop.ts";
import { assertFetchMemory } from "./fetch-memory.ts";

const MIB = 1024 ** 2;

test("4 GiB come into the cache, and 120 MiB of the agent are never resident", async (t) => {
  await assertFetchMemory(t, {
    sizeBytes: 4096 * MIB,
    limitBytes: 120 * MIB,
    kind: "precache",
    installer: { kind: "exec" },
  });
});

test("4 GiB come onto a block device, and 120 MiB of the agent are never resident", { skip }, async (t) => {
  const sizeBytes = 4096 * MIB;
  await assertFetchMemory(t, {
    sizeBytes,
    limitBytes: 120 * MIB,
    kind: "install",
    installer: { kind: "image", device: loopDevice(t, sizeBytes) },
  });
});
