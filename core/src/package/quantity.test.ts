import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDurationMs, parseSizeBytes } from "./quantity.ts";

test("durations", () => {
  assert.deepEqual(["90s", "30m", "2h", "0s"].map(parseDurationMs), [90_000, 1_800_000, 7_200_000, 0]);
  for (const text of ["", "5", "5 m", "5d", "-5s", "1.5h", "1234567890s"])
    assert.equal(parseDurationMs(text), undefined, text);
});

test("sizes: SI units are decimal, IEC units are binary", () => {
  assert.deepEqual(
    ["500 MB", "2 GiB", "1.5 KiB", "1KB", "7 B", 42].map(parseSizeBytes),
    [500_000_000, 2_147_483_648, 1536, 1000, 7, 42],
  );
  assert.equal(parseSizeBytes("0.0001 KB"), 1);
  for (const size of ["", "5 mb", "5", "MB", "1.5.2 MB", "9999999999 TiB", -1, Number.NaN, Number.POSITIVE_INFINITY])
    assert.equal(parseSizeBytes(size), undefined, String(size));
});
