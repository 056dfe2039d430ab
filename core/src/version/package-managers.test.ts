import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { compareDeb } from "./deb.ts";
import { compareRpm, compareSegments } from "./rpm.ts";

const has = (program: string) => spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;

test("Debian's order, by its own examples", () => {
  const rising = [
    "1.0~beta1~svn1245",
    "1.0~beta1",
    "1.0",
    "1.0-1",
    "1.0-1+b1",
    "1.0-1.1",
    "1.0-2",
    "1.0a",
    "1.0.1",
    "1.10",
    "1:0.1",
  ];
  for (const [at, version] of rising.entries())
    for (const [other, than] of rising.entries())
      assert.equal(compareDeb(version, than), Math.sign(at - other), `${version} and ${than}`);
  assert.equal(compareDeb("1.0", "1.0-0"), 0);
  assert.equal(compareDeb("0:1.0", "1.0"), 0);
});

test("rpm's order, by its own examples", () => {
  const rising = ["1.0~rc1", "1.0", "1.0^git1", "1.0.1", "1.1", "2.0a", "2.0.1", "10"];
  for (const [at, version] of rising.entries())
    for (const [other, than] of rising.entries())
      assert.equal(compareSegments(version, than), Math.sign(at - other), `${version} and ${than}`);
  assert.equal(compareRpm("1.0-5", "1.0"), 0);
  assert.equal(compareRpm("1:1.0-1", "2.0-1"), 1);
});

/** Versions as they are written, and some that nobody writes. */
const upstream = fc
  .tuple(
    fc.constantFrom("0", "1", "2", "10", "007"),
    fc.string({ unit: fc.constantFrom("0", "1", "9", ".", "a", "z", "~", "+"), maxLength: 8 }),
  )
  .map((parts) => parts.join(""));

test("the order of dpkg", (t) => {
  if (!has("dpkg")) return t.skip("dpkg is not on this system");
  fc.assert(
    fc.property(upstream, upstream, (a, b) => {
      const expected =
        ["lt", "eq", "gt"].findIndex(
          (relation) => spawnSync("dpkg", ["--compare-versions", a, relation, b]).status === 0,
        ) - 1;
      assert.equal(compareDeb(a, b), expected, `${a} and ${b}`);
    }),
    { numRuns: 60 },
  );
});

test("the order of rpm", (t) => {
  if (!has("rpm")) return t.skip("rpm is not on this system");
  const version = fc.string({
    unit: fc.constantFrom("0", "1", "9", ".", "a", "z", "~", "^", "_"),
    minLength: 1,
    maxLength: 8,
  });
  const pairs = fc.sample(fc.tuple(version, version), 300);
  const lua = pairs.map(([a, b]) => `t[#t + 1] = rpm.vercmp("${a}", "${b}")`).join(" ");
  const { stdout } = spawnSync("rpm", ["--eval", `%{lua:local t = {} ${lua} print(table.concat(t, " "))}`], {
    encoding: "utf8",
  });
  const said = stdout.trim().split(/\s+/).map(Number);
  assert.equal(said.length, pairs.length);
  for (const [at, [a, b]] of pairs.entries()) assert.equal(compareSegments(a, b), said[at], `${a} and ${b}`);
});
