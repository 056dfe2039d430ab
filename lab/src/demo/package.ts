import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Variants of the demo's package: id, file and its size in bytes. */
const FILES = [
  ["reader-x64.msi", 3_000_000],
  ["reader-x86-setup.exe", 2_500_000],
  ["reader-arm64.msi", 3_200_000],
  ["reader-pos-setup.exe", 1_200_000],
  ["reader.pkg", 4_000_000],
  ["reader-armv7.sh", 0],
] as const;

/**
 * Writes a package folder: `shoal.yaml` and its files. The archives are real ones, which a real agent unpacks; the
 * Windows and macOS installers stand in for what only those systems can run, with content of their size.
 * @param into where the archive variants are to be installed
 * @returns the path of `shoal.yaml`
 */
export function writeDemoPackage(folder: string, version: string, into: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, sizeBytes] of FILES)
    writeFileSync(
      join(folder, name),
      sizeBytes === 0 ? `#!/bin/sh\necho "reader ${version}"\n` : noise(`${name} of the reader`, version, sizeBytes),
    );
  for (const arch of ["x64", "arm64"]) {
    const tree = join(folder, `tree-${arch}`);
    mkdirSync(join(tree, "bin"), { recursive: true });
    writeFileSync(join(tree, "bin", "reader"), `#!/bin/sh\necho "reader ${version} for ${arch}"\n`, { mode: 0o755 });
    writeFileSync(join(tree, "data"), noise(`data for ${arch}`, version, 2_000_000));
    const packed = spawnSync("tar", ["-czf", join(folder, `reader-linux-${arch}.tar.gz`), "-C", tree, "bin", "data"], {
      encoding: "utf8",
    });
    if (packed.status !== 0)
      throw new Error(`tar could not pack the demo's archive: ${packed.stderr ?? packed.error?.message}`);
    rmSync(tree, { recursive: true });
  }
  const file = join(folder, "shoal.yaml");
  writeFileSync(file, yaml(version, into));
  return file;
}

/** Bytes that do not compress, alike but for a tenth between versions, so that patches have something to save. */
function noise(name: string, version: string, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  const block = 4096;
  for (let offset = 0, index = 0; offset < sizeBytes; offset += block, index++) {
    const seed = index % 10 === 0 ? `${name} ${version} ${index}` : `${name} ${index}`;
    for (let at = offset, part = 0; at < Math.min(offset + block, sizeBytes); at += 32, part++)
      createHash("sha256").update(`${seed} ${part}`).digest().copy(bytes, at);
  }
  return bytes;
}

function yaml(version: string, into: string): string {
  return `name: reader
version: "${version}"
publisher: Shoal Demo
description: A document reader with a build for every kind of machine
variants:
  - id: windows-x64
    match: { os: windows, osVersion: ">=10.0.17763", arch: x64 }
    files: [reader-x64.msi]
    installer: { kind: msi, properties: { CHANNEL: stable } }
    detect: { msi: { productCode: "{6F1B9C52-2B5B-4C7B-9C59-1D2E3F405162}", range: ">=${version}" } }
    requires: { disk: 500 MB, memory: 2 GiB }
  - id: windows-pos
    match: { os: windows, osVersion: ">=10.0.17763", arch: x64, formFactor: pos }
    files: [reader-pos-setup.exe]
    installer: { kind: exe, family: nsis }
    detect: { registry: { key: 'HKLM\\Software\\Reader', value: Version, range: ">=${version}" } }
    exitCodes: { reasons: { "1603": fatal error during installation } }
    remove: { command: ['%ProgramFiles%\\Reader\\uninstall.exe', /S] }
  - id: windows-x86
    match: { os: windows, osVersion: ">=10.0.17763", arch: x86 }
    files: [reader-x86-setup.exe]
    installer: { kind: exe, family: inno }
    detect: { registry: { key: 'HKLM\\Software\\Reader', value: Version, range: ">=${version}", view: 32 } }
    remove: { command: ['%ProgramFiles%\\Reader\\unins000.exe', /VERYSILENT] }
  - id: windows-arm64
    match: { os: windows, osVersion: ">=10.0.17763", arch: arm64 }
    files: [reader-arm64.msi]
    installer: { kind: msi }
    detect: { msi: { productCode: "{6F1B9C52-2B5B-4C7B-9C59-1D2E3F405163}", range: ">=${version}" } }
  - id: macos
    match: { os: macos, osVersion: ">=13", arch: [x64, arm64] }
    files: [reader.pkg]
    installer: { kind: pkg, identifier: com.example.reader }
    detect: { file: { path: /Applications/Reader.app/Contents/Info.plist } }
  - id: linux-x64
    match: { os: linux, arch: x64 }
    files: [reader-linux-x64.tar.gz]
    installer: { kind: archive, into: ${into} }
  - id: linux-arm64
    match: { os: linux, arch: arm64 }
    files: [reader-linux-arm64.tar.gz]
    installer: { kind: archive, into: ${into} }
  - id: linux-armv7
    match: { os: linux, arch: armv7, formFactor: iot }
    files: [reader-armv7.sh]
    installer: { kind: script, repeatable: true }
    detect: { version: { command: [/usr/local/bin/reader, --version], range: ">=${version}" } }
    remove: { run: rm -f /usr/local/bin/reader }
`;
}
