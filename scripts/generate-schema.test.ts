/** `docs/package-file.md` and the published schema say what the code does. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { normalise, packagePaths } from "@shoal/core/package/normalise";
import { EXE_FAMILIES } from "@shoal/protocol/package/installer";
import type { PackageFile } from "@shoal/protocol/package/package-file";
import { formatPlacedProblem, type ParsedPackageFile, parsePackageFile } from "@shoal/protocol/package/parse";
import { formatProblem } from "@shoal/protocol/schema/json-schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import { publishedSchema, writtenSchema } from "./generate-schema.ts";

const page = readFileSync(new URL("../docs/package-file.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map((match) => match[1]!);
/** Blocks that show one variant stand in a file around them. */
const examples = blocks.map((block) =>
  block.startsWith("- id:")
    ? `name: example\nversion: "1.0"\npublisher: Example\nvariants:\n${block.replace(/^/gm, "  ")}`
    : block,
);

function read(text: string): PackageFile {
  const parsed: ParsedPackageFile = parsePackageFile(text);
  if (parsed.ok) return parsed.file;
  throw new Error(parsed.problems.map((problem) => formatPlacedProblem("example", problem)).join("\n") + text);
}

interface Schema {
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  $defs?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  const?: unknown;
  description?: string;
}

function walk(schema: Schema, visit: (schema: Schema) => void): void {
  visit(schema);
  const { properties, patternProperties, $defs, items, anyOf } = schema;
  for (const each of [properties, patternProperties, $defs].flatMap((map) => Object.values(map ?? {})))
    walk(each, visit);
  for (const each of [items ?? [], anyOf ?? []].flat()) walk(each, visit);
}

test("the published schema is that of the code: npm run schema", () => {
  assert.equal(writtenSchema(), publishedSchema());
});

test("an independent validator takes the schema, accepts the examples, and refuses slips in each", () => {
  const validate = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile<PackageFile>(
    JSON.parse(writtenSchema()),
  );
  assert.ok(examples.length > 15, `${examples.length} examples`);
  for (const text of examples) {
    const file = read(text);
    assert.ok(validate(file), JSON.stringify(validate.errors));
    const [variant] = file.variants;
    assert.ok(!validate({ ...file, variants: [{ ...variant, instaler: {} }] }));
    assert.ok(!validate({ ...file, variants: [{ ...variant, installer: { ...variant!.installer, kind: "zip" } }] }));
    assert.ok(!validate({ ...file, variants: [{ ...variant, detect: { not: { fil: {} } } }] }));
  }
});

test("every example can be published as it stands", () => {
  const blob = { digest: "a".repeat(64), sizeBytes: 1, manifestDigest: "b".repeat(64) };
  for (const text of examples) {
    const file = read(text);
    const result = normalise(file, new Map(packagePaths(file).map((path) => [path, blob])));
    assert.ok(result.ok, result.ok ? "" : `${result.problems.map(formatProblem).join("\n")}\n${text}`);
  }
});

test("the page has every key, every kind and every condition, and most of them in an example", () => {
  const keys = new Set<string>();
  const kinds = new Set<string>();
  walk(JSON.parse(writtenSchema()), (schema) => {
    for (const key of Object.keys(schema.properties ?? {})) keys.add(key);
    if (typeof schema.properties?.kind?.const === "string") kinds.add(schema.properties.kind.const);
  });
  assert.ok(keys.size > 60 && kinds.size === 12, `${keys.size} keys, ${kinds.size} kinds`);
  const inExamples = examples.join("\n");
  assert.deepEqual(
    [...keys].filter((key) => !page.includes(`\`${key}\``) && !new RegExp(`\\b${key}:`).test(inExamples)),
    [],
  );
  assert.deepEqual(
    [...kinds].filter((kind) => !page.includes(`### \`${kind}\``) || !inExamples.includes(`kind: ${kind}`)),
    [],
  );
  assert.deepEqual(
    EXE_FAMILIES.filter((family) => !page.includes(`\`${family}\``)),
    [],
  );
});

test("editors can explain every key", () => {
  const silent = new Set<string>();
  walk(JSON.parse(writtenSchema()), (schema) => {
    for (const [key, each] of Object.entries(schema.properties ?? {}))
      if (each.description === undefined && each.const === undefined) silent.add(key);
  });
  assert.deepEqual([...silent], []);
});
