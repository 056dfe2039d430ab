import assert from "node:assert/strict";
import { test } from "node:test";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { parsePackageFile } from "@shoal/protocol/package/parse";
import { writePackageFile } from "@shoal/protocol/package/write";
import { asWritten, ICON_PATH } from "./as-written.ts";
import { normalise, packagePaths } from "./normalise.ts";

const ICON = "iVBORw0KGgoAAAA=";
const TEXT = `
name: reader
version: "24.10"
publisher: Example
description: "Reads: <b>documents</b>"
localized: { de: { name: Vorleser } }
icon: art/icon.png
dependencies: [{ package: runtime, versions: ">=2", match: { os: linux } }, { package: vpn, versions: ">=5", install: false }]
supersedes: [{ package: old-reader, remove: true }]
variants:
  - id: linux
    match: { os: linux, distribution: [ubuntu, debian], arch: [x64, arm64], bitness: 64, osVersion: ">=11 <13" }
    files: [dist/setup.tar.gz, { path: dist/notes.txt, name: read-me.txt }]
    installer: { kind: archive, into: /opt/reader, strip: 1 }
    requires: { disk: 500 MB, memory: 2 GiB, cpus: 2, facts: { hardware.virtual: false } }
    exitCodes: { softReboot: [3010], reasons: { "7": "No: licence" } }
    secrets: { LICENCE_KEY: acme }
    before: "echo one\\necho two\\n"
    after: { run: echo two, timeout: 90s, runAs: nobody }
    remove: { run: rm -r /opt/reader, timeout: 1m }
    timeout: 2h
    expectedDuration: 45m
  - id: linux-arm
    match: { os: linux, arch: armv7 }
    files: [arm/setup.tar.gz]
    installer: { kind: archive, into: /opt/reader }
    detect: { all: [{ receipt: true }, { not: { file: { path: /opt/reader/broken } } }] }
`;

const blobs = (paths: readonly string[]) =>
  new Map(
    paths.map((path, at): [string, BlobRef] => [
      path,
      { digest: String(at).repeat(64), sizeBytes: at, manifestDigest: "b".repeat(64) },
    ]),
  );

test("a release that is written down, and read again by the reader of files, is the same release", () => {
  const parsed = parsePackageFile(TEXT);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  const first = normalise(parsed.file, blobs(packagePaths(parsed.file)), ICON);
  assert.ok(first.ok, JSON.stringify(first));
  const { file, files } = asWritten(first.release);
  assert.equal(file.icon, ICON_PATH);
  assert.deepEqual([...files.keys()], ["setup.tar.gz", "read-me.txt", "linux-arm/setup.tar.gz"]);
  const text = writePackageFile(file);
  const again = parsePackageFile(text);
  assert.ok(again.ok, text);
  assert.deepEqual(normalise(again.file, files, ICON), first);
  assert.match(text, /^name: reader\nversion: "24.10"\npublisher: Example\n/);
});
