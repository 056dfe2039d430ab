import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Compile } from "typebox/compile";
import { PackageFile } from "../package/package-file.ts";
import { checkSchema } from "./check.ts";
import { formatPath, formatProblem, type JsonSchema, type Path } from "./json-schema.ts";

const schema = PackageFile as unknown as JsonSchema;
const validator = Compile(PackageFile);
const VALID = {
  name: "reader",
  version: "24.2.0",
  publisher: "Example",
  variants: [
    {
      id: "debian",
      match: {
        os: "linux",
        distribution: ["debian", "ubuntu"],
        osVersion: ">=11",
        bitness: 64,
        arch: ["x64"],
        formFactor: "laptop",
      },
      files: ["reader.deb", { path: "more/extra.txt", name: "extra.txt" }],
      installer: { kind: "deb", via: "apt", lockWaitSeconds: 10, arguments: ["-v"] },
      detect: {
        all: [
          { deb: { name: "reader", range: ">=24" } },
          { not: { any: [{ file: { path: "/x" } }, { receipt: true }] } },
        ],
      },
      requires: { disk: "500 MB", memory: 1024, facts: { "hardware.virtual": false } },
      exitCodes: { success: [0, 7], reasons: { "7": "was there" } },
      remove: { purge: true, timeout: "5m" },
      before: "true",
      after: { run: "true", interpreter: "sh" },
      timeout: "30m",
    },
    {
      id: "windows",
      match: {},
      files: ["a.msi"],
      installer: { kind: "msi", properties: { LEVEL: "3" } },
      detect: { msi: { productCode: "{01234567-89AB-CDEF-0123-456789ABCDEF}" } },
    },
  ],
};

type Mutable = Record<string, unknown> | unknown[];
/** Every place in the document that can be replaced, removed or renamed. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, each]) =>
      places(each, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}
function mutate(path: Path, change: "replace" | "remove" | "rename" | "add", other: unknown, key: string): unknown {
  const copy = structuredClone(VALID) as unknown as Mutable;
  if (path.length === 0) return change === "replace" ? other : copy;
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((node, step) => (node as Record<string | number, unknown>)[step], copy) as Record<
    string | number,
    unknown
  >;
  const last = path.at(-1)!;
  if (change === "add") parent[Array.isArray(parent) ? parent.length : key] = other;
  else if (change === "replace") parent[last] = other;
  else {
    const value = parent[last];
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
    if (change === "rename" && !Array.isArray(parent)) parent[key] = value;
  }
  return copy;
}

const PLACES = places(VALID);
const scalar = fc.constantFrom<unknown>(
  null,
  true,
  0,
  1.5,
  -1,
  32,
  64,
  Number.POSITIVE_INFINITY,
  "",
  "x",
  "linux",
  "deb",
  "5m",
  "2 GiB",
  ">=1",
  "😀",
  {},
  [],
  ["linux"],
  [64, 64],
  { kind: "zip" },
  { run: "x" },
  { any: [] },
);
const key = fc.constantFrom(
  "kind",
  "run",
  "name",
  "detct",
  "path",
  "__proto__x",
  "toString",
  "1603",
  "all",
  "file",
  "",
);
const mutated = fc
  .tuple(
    fc.constantFrom(...PLACES),
    fc.constantFrom("replace" as const, "remove" as const, "rename" as const, "add" as const),
    scalar,
    key,
  )
  .map((args) => mutate(...args));

test("finds a problem exactly where the library that everybody else uses does", () => {
  assert.deepEqual(checkSchema(schema, VALID), []);
  let wrong = 0;
  fc.assert(
    fc.property(mutated, (value) => {
      const problems = checkSchema(schema, value);
      if (problems.length > 0) wrong++;
      assert.equal(problems.length === 0, validator.Check(value), problems.map(formatProblem).join("; "));
    }),
    { numRuns: 5000 },
  );
  assert.ok(wrong > 1000, "the mutations break documents");
});

test("any value at all is judged, and its problems are about something that is there", () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), mutated), (value) => {
      for (const problem of checkSchema(schema, value)) {
        assert.ok(problem.message.length > 0);
        const step = (node: unknown, at: string | number) => (node as Record<string | number, unknown>)[at];
        assert.notEqual(problem.path.reduce(step, value as unknown), undefined, formatPath(problem.path));
      }
    }),
    { numRuns: 2000 },
  );
});

test("at most fifty problems are told", () => {
  assert.equal(
    checkSchema(schema, { ...VALID, variants: Array.from({ length: 60 }, () => ({ x1: 1, x2: 2 })) }).length,
    50,
  );
});
