import { test } from "node:test";
import { assertUploadMemory } from "./upload-memory.ts";

const MIB = 1024 ** 2;

test("2 GiB are published with less than 200 MiB of memory above idle", async (t) => {
  await assertUploadMemory(t, 2048 * MIB, 200 * MIB);
});
