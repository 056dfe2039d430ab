import assert from "node:assert/strict";
import { normalise, packagePaths } from "@shoal/core/package/normalise";
import { validateRelease } from "@shoal/core/package/validate";
import { formatQuery } from "@shoal/core/query/format";
import { parseQuery } from "@shoal/core/query/parse";
import { takesEvent, whyNoFilter } from "@shoal/core/webhook/filter";
import { decodeCbor, encodeCbor } from "@shoal/protocol/codec/cbor";
import { parseFleetFile } from "@shoal/protocol/fleet/parse";
import { LIMITS } from "@shoal/protocol/limits";
import { parsePackageFile } from "@shoal/protocol/package/parse";
import { wantedOf } from "@shoal/server/blob/range";
import { pageOf } from "@shoal/server/http/cursor";
import { Refusal } from "@shoal/server/http/refusal";
import { reachOf, whyNoUrl } from "@shoal/server/webhook/address";
import { CBOR_GRAMMAR } from "../structure.ts";
import { type FuzzTarget, textOf, utf8 } from "../target.ts";

const PACKAGE = `name: reader
version: "24.2.0"
publisher: Example
dependencies: [{ package: fonts, versions: ">=3 <4" }]
variants:
  - id: debian
    match: { os: linux, distribution: [debian, ubuntu], arch: x64, osVersion: ">=11" }
    files: [reader.deb, { path: a/b, name: c }]
    installer: { kind: deb, via: apt }
    detect: { any: [{ deb: { name: reader, range: ">=24.2" } }, { not: { script: { run: x, runAs: nobody } } }] }
    secrets: { LICENCE_KEY: acme-licence }
    requires: { disk: 2 GiB, facts: { a: true } }
    exitCodes: { success: [0, 17], reasons: { 21: no } }
    before: &x systemctl stop reader
    after: { run: "x", timeout: 30s }
    timeout: 90s
`;
const FLEET = `kind: group\nname: tills\nquery: os = windows and tag = till\n---\nkind: setting-set\nname: tills\nvalues: { pollIntervalMs: 60000 }\n`;
const PACKAGE_WORDS = [
  "windows",
  "macos",
  "arm64",
  "32",
  "script",
  "archive",
  "exec",
  "image",
  "msi",
  "system",
  "<1 >2",
  "receipt",
];
const YAML_WORDS = [
  "&a",
  "*a",
  "<<: *a",
  "!!binary ",
  "? ",
  "- ",
  "--- ",
  "|\n",
  "{",
  "[",
  ": ",
  "\t",
  "%YAML 1.1\n",
  "0x",
  "1e999",
  "~",
  "\u2028",
  "__proto__: ",
];
const FILE = { digest: "a".repeat(64), sizeBytes: 1, manifestDigest: "b".repeat(64) };
const QUERY_WORDS = [
  "and",
  "or",
  "not",
  "(",
  ")",
  "!=",
  ">=",
  "in",
  "os",
  "tag",
  "has",
  '"',
  "\\",
  "*",
  "10.0.0.0/8",
  "installed(",
  "ago",
  "7d",
];

export const TEXT_TARGETS: readonly FuzzTarget[] = [
  {
    name: "package file",
    maxBytes: 16_384,
    seeds: () => [utf8(PACKAGE)],
    words: [...YAML_WORDS, ...PACKAGE_WORDS],
    decode(bytes) {
      const parsed = parsePackageFile(textOf(bytes));
      if (!parsed.ok) return void assert.ok(parsed.problems.every((each) => each.message !== "" && each.line > 0));
      const paths = packagePaths(parsed.file);
      const made = normalise(parsed.file, new Map(paths.map((path) => [path, FILE])));
      // What may be signed is valid, and comes back from its own bytes.
      if (made.ok) assert.deepEqual(validateRelease(decodeCbor(encodeCbor(made.release))), []);
    },
  },
  {
    name: "release document",
    maxBytes: 16_384,
    grammar: CBOR_GRAMMAR,
    seeds: () => {
      const parsed = parsePackageFile(PACKAGE);
      const made = parsed.ok && normalise(parsed.file, new Map(packagePaths(parsed.file).map((path) => [path, FILE])));
      if (made === false || !made.ok) throw new Error("the package above is in order");
      return [encodeCbor(made.release)];
    },
    decode(bytes) {
      let value: unknown;
      try {
        value = decodeCbor(bytes);
      } catch {
        return;
      }
      validateRelease(value);
    },
  },
  {
    name: "fleet file",
    maxBytes: 16_384,
    seeds: () => [utf8(FLEET)],
    words: YAML_WORDS,
    decode: (bytes) => parseFleetFile(textOf(bytes)),
  },
  {
    name: "query",
    maxBytes: 4096,
    seeds: () =>
      [
        'os = windows and (tag = till or not name = "a*")',
        "memory >= 8GiB and lastSeen < 7d ago",
        "ip in 10.0.0.0/8",
      ].map(utf8),
    words: QUERY_WORDS,
    decode(bytes) {
      const parsed = parseQuery(textOf(bytes));
      if (!parsed.ok) return;
      const written = formatQuery(parsed.query);
      // Quoting makes it longer.
      if (written.length <= LIMITS.queryChars) assert.ok(parseQuery(written).ok, "what was read can be written");
    },
  },
  {
    name: "range header",
    maxBytes: 512,
    seeds: () => ["bytes=0-9", "bytes=-5", "bytes=7-", "bytes=0-1,3-4"].map(utf8),
    words: ["bytes=", "-", ",", "W/", '"', "*", "9007199254740993"],
    decode(bytes) {
      const text = textOf(bytes);
      for (const sizeBytes of [0, 1, 10, LIMITS.blobBytes]) {
        const wanted = wantedOf({ range: text, "if-none-match": text, "if-range": undefined }, '"a"', sizeBytes);
        if (wanted.status === 206)
          assert.ok(wanted.first >= 0 && wanted.first <= wanted.last && wanted.last < sizeBytes);
      }
    },
  },
  {
    name: "cursor",
    maxBytes: 512,
    seeds: () => [utf8(Buffer.from("desc:17").toString("base64url"))],
    words: ["ZGVzYzo", ":", "=", "9007199254740993"],
    async decode(bytes) {
      try {
        await pageOf(
          10,
          textOf(bytes),
          "desc",
          async (after) => {
            assert.ok(Number.isFinite(after));
            return [];
          },
          Number,
          String,
        );
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    },
  },
  {
    name: "webhook address",
    maxBytes: LIMITS.webhookUrlChars,
    seeds: () =>
      ["https://receiver.example/path?x=1", "http://[::ffff:127.0.0.1]:80/", "https://user:word@0x7f.1/"].map(utf8),
    words: ["https://", "http:", "@", "[", "]", "0x7f", "2130706433", "%2e", "localhost", "#", "\\", "::ffff:"],
    decode(bytes) {
      const text = textOf(bytes);
      if (whyNoUrl(text, reachOf({})) !== undefined) return;
      const { hostname, protocol, username } = new URL(text);
      assert.deepEqual([protocol, username], ["https:", ""]);
      assert.doesNotMatch(hostname, /^(?:127\.|10\.|192\.168\.|\[::1\]|\[f[cd]|\[fe80)/);
    },
  },
  {
    name: "event filter",
    maxBytes: 100,
    seeds: () => ["task.finished", "rollout.*", "action.step:failed", "*"].map(utf8),
    words: ["*", ".", ":", "action.step"],
    decode(bytes) {
      const filter = textOf(bytes);
      if (whyNoFilter(filter) === undefined) takesEvent([filter], { kind: "task.finished", data: {} });
    },
  },
];
