import assert from "node:assert/strict";
import { test } from "node:test";
import { Inventory } from "@shoal/protocol/device/platform";
import { checkSchema } from "@shoal/protocol/schema/check";
import type { JsonSchema } from "@shoal/protocol/schema/json-schema";
import { recordedReader } from "./fixture-reader.ts";
import laptop from "./fixtures/debian-laptop.json" with { type: "json" };
import { formatProbe } from "./format.ts";
import { probe, probeInventory } from "./inventory.ts";

const reader = recordedReader(laptop as unknown as Parameters<typeof recordedReader>[0]);

test("what the operator says of the device is believed first", async () => {
  const inventory = await probeInventory({ reader, agentVersion: "0.1.0", overrides: { formFactor: "pos" } });
  assert.equal(inventory.platform.formFactor, "pos");
  assert.deepEqual(inventory.facts["platform.formFactor"], { value: "pos", source: "the agent's configuration" });
});

test("a system that does not say how much disk is free has none that one could count on", async () => {
  const { inventory, absent } = await probe({
    reader: { ...reader, diskFreeBytes: async () => undefined },
    agentVersion: "0.1.0",
  });
  assert.equal(inventory.diskFreeBytes, 0);
  assert.ok(absent.some((each) => each.name === "disk.free"));
});

test("the table has every fact with its source, in columns, and what is not known", async () => {
  const { inventory, absent } = await probe({ reader, agentVersion: "0.1.0" });
  const lines = formatProbe(inventory, absent).split("\n");
  const column = lines[0]!.indexOf("FROM");
  assert.ok(
    lines.includes(
      `${"platform.formFactor".padEnd(lines[0]!.indexOf("VALUE"))}${"laptop".padEnd(column - lines[0]!.indexOf("VALUE"))}/sys/class/dmi/id/chassis_type (10)`,
    ),
  );
  const known = lines.slice(1, lines.indexOf(""));
  assert.equal(known.length, Object.keys(inventory.facts).length + 5);
  for (const line of known) assert.match(line.slice(column - 2), /^ {2}\S/, line);
  assert.deepEqual(
    lines
      .slice(lines.indexOf("NOT KNOWN") + 1)
      .filter(Boolean)
      .map((line) => line.split(" ")[0]),
    absent.map((each) => each.name),
  );
});

test("this machine is described, from its own files and programs", async () => {
  const { inventory } = await probe({ agentVersion: "0.1.0" });
  assert.deepEqual(checkSchema(Inventory as unknown as JsonSchema, inventory), []);
  assert.ok(
    inventory.memoryBytes > 0 && inventory.cpuCount > 0 && inventory.diskFreeBytes > 0 && inventory.hostname !== "",
  );
  assert.equal(
    inventory.platform.os,
    process.platform === "win32" ? "windows" : process.platform === "darwin" ? "macos" : "linux",
  );
  assert.ok(inventory.facts["platform.arch"] !== undefined);
});
