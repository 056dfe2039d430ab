import assert from "node:assert/strict";
import { test } from "node:test";
import type { Match } from "@shoal/protocol/package/match";
import type { Variant } from "@shoal/protocol/package/release";
import { matrixOf } from "./matrix.ts";

const variant = (id: string, match: Match) => ({ id, match }) as Variant;

test("a cell is what an agent of that kind would choose: its own variant, what is for all, or nothing", () => {
  const { columns, rows } = matrixOf([
    variant("win", { os: ["windows"], arch: ["x64"] }),
    variant("win-pos", { os: ["windows"], arch: ["x64"], formFactor: ["pos"] }),
    variant("mac", { os: ["macos"] }),
    variant("mac-arm", { os: ["macos"], arch: ["arm64"] }),
  ]);
  const at = (os: string, arch: string, form: string) => {
    const found = rows.find((row) => row.os === os && row.arch === arch)!.cells[columns.indexOf(form as never)]!;
    return [found.variant, found.fallback];
  };
  assert.deepEqual(at("windows", "x64", "pos"), ["win-pos", false]);
  assert.deepEqual(at("windows", "x64", "laptop"), ["win", true]);
  assert.deepEqual(at("windows", "arm64", "laptop"), [undefined, false]);
  assert.deepEqual(at("macos", "arm64", "laptop"), ["mac-arm", false]);
  assert.deepEqual(at("macos", "x64", "laptop"), ["mac", true]);
  assert.deepEqual(at("linux", "x64", "server"), [undefined, false]);
});
