import { test } from "node:test";
import { assertUploadMemory } from "./upload-memory.ts";

const MIB = 1024 ** 2;

test("an upload passes through the server's memory, and does not fill it", async (t) => {
  await assertUploadMemory(t, 300 * MIB, 150 * MIB);
});
