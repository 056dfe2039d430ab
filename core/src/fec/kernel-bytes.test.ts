import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import wabt from "wabt";
import { KERNEL_BYTES } from "./kernel-bytes.ts";

test("the bytes are the assembled source", async () => {
  const source = readFileSync(new URL("kernel.wat", import.meta.url), "utf8");
  const assembled = (await wabt()).parseWat("kernel.wat", source, { simd: true }).toBinary({});
  assert.equal(Buffer.from(KERNEL_BYTES).toString("hex"), Buffer.from(assembled.buffer).toString("hex"));
});
