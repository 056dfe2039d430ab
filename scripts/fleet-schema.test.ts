/** `docs/how-to/fleet-as-files.md`, the example and the published schema say what the code does. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { toObject } from "@shoal/cli/fleet/to-object";
import { FLEET_KINDS } from "@shoal/protocol/fleet/managed";
import { FleetObject } from "@shoal/protocol/fleet/object";
import { parseFleetFile } from "@shoal/protocol/fleet/parse";
import { formatPlacedProblem } from "@shoal/protocol/package/parse";
import { checkSchema } from "@shoal/protocol/schema/check";
import type { JsonSchema } from "@shoal/protocol/schema/json-schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import { publishedSchema, writtenSchema } from "./generate-schema.ts";

const page = readFileSync(new URL("../docs/how-to/fleet-as-files.md", import.meta.url), "utf8");
const folder = new URL("../examples/fleet/", import.meta.url);
const texts = [
  ...[...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map((match) => match[1]!),
  ...readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readFileSync(new URL(name, folder), "utf8")),
];
const documents = texts.flatMap(parseFleetFile).map((parsed) => {
  if (parsed.ok) return parsed.file;
  throw new Error(parsed.problems.map((problem) => formatPlacedProblem("example", problem)).join("\n"));
});

test("the published schema is that of the code: npm run schema", () => {
  assert.equal(writtenSchema("fleet"), publishedSchema("fleet"));
});

test("an independent validator takes the schema, accepts the examples of every kind, and refuses slips in each", () => {
  const validate = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(
    JSON.parse(writtenSchema("fleet")),
  );
  assert.deepEqual([...new Set(documents.map((each) => each.kind))].sort(), [...FLEET_KINDS].sort());
  for (const document of documents) {
    assert.ok(validate(document), `${document.name}: ${JSON.stringify(validate.errors)}`);
    assert.ok(!validate({ ...document, kind: "grup" }));
    assert.ok(!validate({ ...document, nam: "x" }));
    assert.ok(!validate({ ...document, name: undefined }));
  }
});

test("each example is an object that the server takes", () => {
  for (const document of documents) {
    const converted = toObject(document);
    assert.deepEqual(converted.problems, []);
    assert.deepEqual(checkSchema(FleetObject as unknown as JsonSchema, converted.object), []);
  }
});
