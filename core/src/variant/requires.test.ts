import assert from "node:assert/strict";
import { test } from "node:test";
import type { Inventory } from "@shoal/protocol/device/platform";
import { checkRequires } from "./requires.ts";

const GIB = 1024 ** 3;
const INVENTORY: Inventory = {
  platform: { os: "linux", osVersion: "12", distribution: "debian", arch: "x64", bitness: 64, formFactor: "server" },
  hostname: "one",
  agentVersion: "0.1.0",
  memoryBytes: 4 * GIB,
  cpuCount: 2,
  diskFreeBytes: 10 * GIB,
  facts: { "hardware.virtual": { value: true, source: "/proc/cpuinfo" } },
};

test("exactly enough is enough", () => {
  assert.deepEqual(checkRequires(undefined, INVENTORY), { ok: true });
  assert.deepEqual(
    checkRequires(
      { memoryBytes: 4 * GIB, cpuCount: 2, diskFreeBytes: 10 * GIB, facts: { "hardware.virtual": true } },
      INVENTORY,
    ),
    { ok: true },
  );
});

test("what is short is named with both figures", () => {
  assert.deepEqual(checkRequires({ diskFreeBytes: 10 * GIB + 1, memoryBytes: GIB }, INVENTORY), {
    ok: false,
    kind: "disk",
    detail: "needs 10.0 GiB of free disk, has 10 GiB",
  });
  assert.deepEqual(checkRequires({ memoryBytes: 8 * GIB }, INVENTORY), {
    ok: false,
    kind: "other",
    detail: "needs 8 GiB of memory, has 4 GiB",
  });
  assert.deepEqual(checkRequires({ cpuCount: 4 }, INVENTORY), {
    ok: false,
    kind: "other",
    detail: "needs 4 processors, has 2",
  });
  assert.deepEqual(checkRequires({ facts: { "hardware.virtual": false } }, INVENTORY), {
    ok: false,
    kind: "other",
    detail: "needs hardware.virtual to be false, but it is true (/proc/cpuinfo)",
  });
  assert.deepEqual(checkRequires({ facts: { toString: "x" } }, INVENTORY), {
    ok: false,
    kind: "other",
    detail: "needs toString to be x, but the device does not report it",
  });
});

test("a short disk is not named where freeing it would not help", () => {
  const check = checkRequires({ diskFreeBytes: 11 * GIB, cpuCount: 4 }, INVENTORY);
  assert.equal(!check.ok && check.kind, "other");
});
