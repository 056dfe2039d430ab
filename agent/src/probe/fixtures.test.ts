import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Inventory, type Platform } from "@shoal/protocol/device/platform";
import { checkSchema } from "@shoal/protocol/schema/check";
import { formatProblem, type JsonSchema } from "@shoal/protocol/schema/json-schema";
import fc from "fast-check";
import { type RecordedMachine, recordedReader } from "./fixture-reader.ts";
import { probe } from "./inventory.ts";

interface Fixture extends RecordedMachine {
  about: string;
  expect: {
    platform: Platform;
    facts: Record<string, [value: string | number | boolean, source: string]>;
    absent?: string[];
  };
}

const folder = new URL("./fixtures/", import.meta.url);
const fixtures = readdirSync(folder).map((name): [string, Fixture] => [
  name.replace(".json", ""),
  JSON.parse(readFileSync(new URL(name, folder), "utf8")),
]);
const problems = (inventory: Inventory) =>
  checkSchema(Inventory as unknown as JsonSchema, inventory).map(formatProblem);
const read = (machine: RecordedMachine) => probe({ reader: recordedReader(machine), agentVersion: "0.1.0" });

for (const [name, fixture] of fixtures)
  test(`${name}: ${fixture.about}`, async () => {
    const { inventory, absent } = await read(fixture);
    assert.deepEqual(inventory.platform, fixture.expect.platform);
    for (const [fact, [value, source]] of Object.entries(fixture.expect.facts))
      assert.deepEqual(inventory.facts[fact], { value, source }, fact);
    for (const fact of fixture.expect.absent ?? []) {
      assert.equal(inventory.facts[fact], undefined, fact);
      assert.ok(absent.find((each) => each.name === fact)!.why.length > 3, fact);
    }
    for (const each of absent) assert.equal(inventory.facts[each.name], undefined, `${each.name} is absent and there`);
    assert.deepEqual(problems(inventory), []);
    assert.deepEqual(
      [inventory.memoryBytes, inventory.cpuCount, inventory.diskFreeBytes],
      [fixture.memoryBytes, fixture.cpuCount, fixture.diskFreeBytes],
    );
  });

test("the machines of the field are there", () => {
  assert.ok(fixtures.length >= 20);
  const seen = (key: keyof Platform) => new Set(fixtures.map(([, fixture]) => fixture.expect.platform[key]));
  assert.deepEqual([...seen("os")].sort(), ["linux", "macos", "windows"]);
  assert.deepEqual([...seen("arch")].sort(), ["arm64", "armv7", "x64", "x86"]);
  assert.deepEqual([...seen("formFactor")].sort(), ["desktop", "iot", "laptop", "pos", "server", "tablet", "unknown"]);
});

test("without any one file, command or variable there is still an inventory", async () => {
  for (const [name, fixture] of fixtures)
    for (const part of ["files", "folders", "commands", "env"] as const)
      for (const key of Object.keys(fixture[part])) {
        const poorer = structuredClone(fixture);
        delete poorer[part][key];
        const { inventory } = await read(poorer);
        assert.deepEqual(problems(inventory), [], `${name} without ${key}`);
        assert.equal(inventory.platform.os, fixture.os);
      }
});

test("a machine that tells nothing, or anything, is still described", async () => {
  for (const [, fixture] of fixtures) {
    const { inventory, absent } = await read({ ...fixture, env: {}, files: {}, folders: {}, commands: {} });
    assert.deepEqual(problems(inventory), []);
    assert.ok(absent.length > 3 && absent.every((each) => each.why !== ""));
  }
  const pieces = fc.constantFrom(
    "=",
    '"',
    "'",
    "\n",
    "\\",
    "\0",
    ": ",
    "0x41",
    "    ",
    "REG_DWORD",
    "{",
    "}",
    "[",
    "null",
    "    UBR    REG_DWORD    none\r\n",
    "ID",
    "VERSION_ID",
    "é",
    "x".repeat(2000),
    "999999999999999999999",
    "[]",
    '{"SPHardwareDataType":[]}',
    '{"chassis":[3]}',
  );
  const garbage = fc.array(pieces, { maxLength: 12 }).map((each) => each.join(""));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...fixtures), garbage, fc.nat(), async ([, fixture], text, at) => {
      const broken = structuredClone(fixture);
      const answers = [
        ...Object.keys(broken.files).map((key) => ["files", key] as const),
        ...Object.keys(broken.commands).map((key) => ["commands", key] as const),
      ];
      const [part, key] = answers[at % answers.length]!;
      broken[part][key] = text;
      const { inventory } = await read(broken);
      assert.deepEqual(problems(inventory), []);
      assert.deepEqual(JSON.parse(JSON.stringify(inventory)), inventory);
    }),
    { numRuns: 2000 },
  );
});
