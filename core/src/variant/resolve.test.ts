import assert from "node:assert/strict";
import { test } from "node:test";
import type { Platform } from "@shoal/protocol/device/platform";
import type { Match } from "@shoal/protocol/package/match";
import { resolveVariant } from "./resolve.ts";

const LAPTOP: Platform = {
  os: "windows",
  osVersion: "10.0.22631",
  distribution: "",
  arch: "x64",
  bitness: 64,
  formFactor: "laptop",
};
const SERVER: Platform = {
  os: "linux",
  osVersion: "12",
  distribution: "debian",
  arch: "x64",
  bitness: 64,
  formFactor: "server",
};
const variant = (id: string, match: Match) => ({ id, match });

function chosen(matches: Record<string, Match>, platform: Platform): string {
  const resolved = resolveVariant(
    Object.entries(matches).map(([id, match]) => variant(id, match)),
    platform,
  );
  return resolved.ok ? resolved.variant.id : resolved.reason;
}

test("the most specific match wins, per dimension by inclusion", () => {
  assert.equal(
    chosen({ any: {}, windows: { os: ["windows"] }, x64: { os: ["windows"], arch: ["x64"] } }, LAPTOP),
    "x64",
  );
  assert.equal(chosen({ both: { os: ["linux", "windows"] }, one: { os: ["windows"] } }, LAPTOP), "one");
  assert.equal(chosen({ all: { osVersion: ">=10" }, newer: { osVersion: ">=10.0.22000 <11" } }, LAPTOP), "newer");
  assert.equal(
    chosen({ point: { osVersion: "=10.0.22631" }, newer: { osVersion: ">=10.0.22000 <11" } }, LAPTOP),
    "point",
  );
  assert.equal(chosen({ debian: { distribution: ["debian"] }, linux: { os: ["linux"] } }, SERVER), "debian");
  assert.equal(
    chosen({ old: { arch: ["x86"] }, narrow: { bitness: [32] } }, { ...LAPTOP, arch: "x86", bitness: 32 }),
    "old",
  );
});

test("a condition of any kind is more specific than none", () => {
  const one: Match[] = [
    { os: ["linux"] },
    { osVersion: ">=11" },
    { distribution: ["debian"] },
    { arch: ["x64"] },
    { bitness: [64] },
    { formFactor: ["server"] },
  ];
  for (const match of one) assert.equal(chosen({ any: {}, one: match }, SERVER), "one", JSON.stringify(match));
  assert.equal(chosen({ any: {}, narrow: { bitness: [32] } }, { ...SERVER, bitness: 32 }), "narrow");
});

test("neither is more specific: a tie, until a third settles it", () => {
  const two: Record<string, Match> = { x64: { arch: ["x64"] }, laptop: { formFactor: ["laptop"] } };
  assert.equal(chosen(two, LAPTOP), "tie");
  assert.equal(chosen({ ...two, both: { arch: ["x64"], formFactor: ["laptop"] } }, LAPTOP), "both");
  assert.equal(chosen({ low: { osVersion: "<11" }, high: { osVersion: ">10" } }, LAPTOP), "tie");
  assert.equal(chosen({ one: {}, two: {} }, LAPTOP), "tie");
  assert.equal(chosen({ listed: { os: ["windows", "macos", "linux"] }, any: {} }, LAPTOP), "tie");
  assert.equal(chosen({ one: { osVersion: ">=10" }, two: { osVersion: ">=10.0" } }, LAPTOP), "tie");
});

test("no variant: the first condition of each that failed, in words", () => {
  const variants = [
    variant("deb", { os: ["linux"], distribution: ["debian", "ubuntu"] }),
    variant("arm", { os: ["windows"], arch: ["arm64"] }),
    variant("old", { osVersion: "<10" }),
    variant("till", { formFactor: ["pos"] }),
    variant("odd", { osVersion: ">2 <1" }),
  ];
  assert.deepEqual(resolveVariant(variants, LAPTOP), {
    ok: false,
    reason: "none",
    why: [
      { variant: "arm", because: "the architecture is x64, not arm64" },
      { variant: "deb", because: "the system is windows, not linux" },
      { variant: "odd", because: "its version range cannot be met: no version is in >2 <1" },
      { variant: "old", because: "version 10.0.22631 is not in <10" },
      { variant: "till", because: "the form factor is laptop, not pos" },
    ],
  });
});

test("the choice is explained", () => {
  const variants = [
    variant("linux", { os: ["linux"] }),
    variant("debian", { os: ["linux"], distribution: ["debian"], osVersion: ">=11" }),
  ];
  const resolved = resolveVariant(variants, SERVER);
  assert.deepEqual(resolved.ok && resolved.because, [
    "the system is linux",
    "version 12 is in >=11",
    "the distribution is debian",
    "more specific than linux",
  ]);
});

test("a system without a version meets no condition on one", () => {
  assert.equal(chosen({ any: { osVersion: "<9999" } }, { ...SERVER, osVersion: "", distribution: "arch" }), "none");
  assert.equal(
    chosen({ any: { osVersion: "<9999" }, rolling: {} }, { ...SERVER, osVersion: "", distribution: "arch" }),
    "rolling",
  );
});

test("a range that cannot be read matches nothing", () => {
  assert.equal(chosen({ bad: { osVersion: "newest" } }, LAPTOP), "none");
});
