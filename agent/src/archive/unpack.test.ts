import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { LIMITS } from "@shoal/protocol/limits";
import { type Header, pack } from "tar-stream";
import { Allowance } from "./allowance.ts";
import { makeZip, type ZipPart } from "./fixtures/make-zip.ts";
import { readTar } from "./read-tar.ts";
import { readZip } from "./read-zip.ts";
import { type ArchiveFormat, formatOf, unpack } from "./unpack.ts";

let folder: string;
let counter = 0;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "shoal-archive-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

type TarPart = Partial<Header> & { name: string; content?: string | Buffer };

async function tarOf(parts: readonly TarPart[]): Promise<Buffer> {
  const packer = pack();
  for (const { content, ...header } of parts) packer.entry(header, content ?? "");
  packer.finalize();
  return await buffer(packer as unknown as Readable);
}

/** Unpacks into `outer/into`, beside which a neighbour's file lies. */
async function unpackBytes(bytes: Buffer, format: ArchiveFormat, strip = 0, honestBytes?: number) {
  const outer = join(folder, String(counter++));
  const into = join(outer, "into");
  mkdirSync(into, { recursive: true });
  writeFileSync(join(outer, "neighbour"), "untouched");
  const file = join(outer, "archive");
  writeFileSync(file, bytes);
  const result = await unpack(file, into, {
    format,
    strip,
    ...(honestBytes === undefined ? {} : { honestBytes }),
  });
  assert.equal(readFileSync(join(outer, "neighbour"), "utf8"), "untouched");
  assert.deepEqual(readdirSync(outer).sort(), ["archive", "into", "neighbour"]);
  return { result, into };
}

async function refusesTar(parts: readonly TarPart[], words: RegExp): Promise<void> {
  const { result } = await unpackBytes(await tarOf(parts), "tar");
  assert.equal(result.ok, false, words.source);
  assert.match(result.ok ? "" : result.detail, words);
}

async function refusesZip(parts: readonly ZipPart[], words: RegExp): Promise<void> {
  const { result } = await unpackBytes(makeZip(parts), "zip");
  assert.equal(result.ok, false, words.source);
  assert.match(result.ok ? "" : result.detail, words);
}

test("files, folders, links and modes come out as they went in", async () => {
  const tar = await tarOf([
    { name: "app/", type: "directory", mode: 0o755 },
    { name: "app/bin/run", mode: 0o4777, content: "#!/bin/sh\n", mtime: new Date(1_600_000_000_000) },
    { name: "app/secret", mode: 0o600, content: "s" },
    { name: "app/sealed", type: "directory", mode: 0o555 },
    { name: "app/sealed/inside", content: "i" },
    { name: "app/current", type: "symlink", linkname: "bin/../bin/run" },
    { name: "app/copy", type: "link", linkname: "app/bin/run" },
    { name: "./app/ünï code", content: "u" },
  ]);
  for (const [format, bytes] of [
    ["tar", tar],
    ["tar.gz", gzipSync(tar)],
    ["tar.zst", zstdCompressSync(tar)],
  ] as const) {
    const { result, into } = await unpackBytes(bytes, format, 1);
    assert.deepEqual(result, { ok: true, fileCount: 5, sizeBytes: 13 }, format);
    const mode = (name: string) => (statSync(join(into, name)).mode & 0o7777).toString(8);
    assert.deepEqual(["bin", "bin/run", "secret", "sealed"].map(mode), ["755", "755", "600", "755"]);
    assert.equal(readlinkSync(join(into, "current")), "bin/../bin/run");
    assert.equal(readFileSync(join(into, "copy"), "utf8"), "#!/bin/sh\n");
    assert.equal(readFileSync(join(into, "ünï code"), "utf8"), "u");
    assert.equal(statSync(join(into, "bin/run")).mtimeMs, 1_600_000_000_000);
  }
});

test("what the system's tar packs is unpacked the same", async () => {
  const tree = join(folder, "tree");
  const long = `${"folder-with-a-long-name/".repeat(12)}file`;
  mkdirSync(join(tree, long, ".."), { recursive: true });
  writeFileSync(join(tree, long), "long");
  writeFileSync(join(tree, "large"), Buffer.alloc(3_000_000, "x"));
  chmodSync(join(tree, "large"), 0o640);
  symlinkSync("large", join(tree, "alias"));
  for (const format of ["gnu", "pax", "ustar", "v7"]) {
    const archive = join(folder, `system-${format}.tar.gz`);
    const names = format === "ustar" || format === "v7" ? ["large", "alias"] : ["."];
    const made = spawnSync("tar", [`--format=${format}`, "-czf", archive, "-C", tree, ...names], { encoding: "utf8" });
    assert.equal(made.status, 0, made.stderr);
    const { result, into } = await unpackBytes(readFileSync(archive), "tar.gz");
    assert.equal(result.ok, true, format);
    assert.equal(readFileSync(join(into, "alias")).length, 3_000_000);
    assert.equal(statSync(join(into, "large")).mode & 0o777, 0o640);
    if (names[0] === ".") assert.equal(readFileSync(join(into, long), "utf8"), "long");
  }
});

test("names that lead elsewhere are refused", async () => {
  await refusesTar([{ name: "../neighbour", content: "x" }], /leads out/);
  await refusesTar([{ name: "a/../../neighbour", content: "x" }], /leads out/);
  await refusesTar([{ name: "..", type: "directory" }], /leads out/);
  await refusesTar([{ name: "/etc/shoal-test", content: "x" }], /absolute/);
  await refusesTar([{ name: "C:/evil", content: "x" }], /absolute/);
  await refusesTar([{ name: "\\\\server\\share", content: "x" }], /absolute/);
  await refusesTar([{ name: `a/${"b".repeat(LIMITS.archivePathBytes)}`, content: "x" }], /longer than/);
  await refusesZip([{ name: "../neighbour", content: Buffer.from("x") }], /refused.*\.\./);
  await refusesZip([{ name: "..\\neighbour", content: Buffer.from("x") }], /refused.*\.\./);
  await refusesZip([{ name: "/etc/shoal-test", content: Buffer.from("x") }], /refused.*absolute/);
});

test("links that lead elsewhere are refused, also by way of each other", async () => {
  const symlink = (name: string, linkname: string): TarPart => ({ name, type: "symlink", linkname });
  await refusesTar([symlink("a", "../neighbour")], /leads out/);
  await refusesTar([symlink("a/b", "../../neighbour")], /leads out/);
  await refusesTar([symlink("a", "/etc/passwd")], /leads out/);
  await refusesTar([symlink("a", "x/../../neighbour")], /leads out/);
  await refusesTar([symlink("a/b/up", "../.."), symlink("evil", "a/b/up/../neighbour")], /leads out/);
  await refusesTar([symlink("evil", "a/b/up/../neighbour"), symlink("a/b/up", "../..")], /leads out/);
  await refusesTar([symlink("a", "b"), symlink("b", "a")], /circles/);
  await refusesZip([{ name: "a", unixMode: 0o120777, content: Buffer.from("../neighbour") }], /leads out/);
  await refusesTar([{ name: "a", type: "link", linkname: "../neighbour" }], /leads out/);
  await refusesTar([{ name: "a", type: "link", linkname: "/etc/passwd" }], /absolute/);
  await refusesTar([{ name: "a", type: "link", linkname: "absent" }], /no file before/);
});

test("nothing is written through a link", async () => {
  await refusesTar(
    [
      { name: "a", type: "symlink", linkname: "b" },
      { name: "a/x", content: "x" },
    ],
    /through the link/,
  );
  await refusesTar(
    [
      { name: "a/x", content: "x" },
      { name: "a", type: "symlink", linkname: "b" },
    ],
    /something else/,
  );
  await refusesTar(
    [
      { name: "a", type: "symlink", linkname: "b" },
      { name: "a", content: "x" },
    ],
    /something else/,
  );
  await refusesTar(
    [
      { name: "l", type: "symlink", linkname: "f" },
      { name: "f", content: "x" },
      { name: "h", type: "link", linkname: "l" },
    ],
    /no file before/,
  );
});

test("a later file of the same name takes the place of the earlier one, not of what is linked with it", async () => {
  const { result, into } = await unpackBytes(
    await tarOf([
      { name: "a", content: "first" },
      { name: "b", type: "link", linkname: "a" },
      { name: "a", content: "second" },
    ]),
    "tar",
  );
  assert.equal(result.ok, true);
  assert.equal(readFileSync(join(into, "a"), "utf8"), "second");
  assert.equal(readFileSync(join(into, "b"), "utf8"), "first");
});

test("devices, pipes and sparse files are refused", async () => {
  await refusesTar([{ name: "null", type: "character-device", devmajor: 1, devminor: 3 }], /character-device/);
  await refusesTar([{ name: "disk", type: "block-device", devmajor: 8, devminor: 0 }], /block-device/);
  await refusesTar([{ name: "pipe", type: "fifo" }], /fifo/);
  await refusesTar([{ name: "holes", content: "x", pax: { "GNU.sparse.major": "1" } }], /sparse/);
  await refusesZip([{ name: "null", unixMode: 0o020666 }], /device/);
  await refusesZip([{ name: "secret", content: Buffer.from("x"), encrypted: true }], /password/);
});

test("bombs are refused before the disk is full", async () => {
  const zeros = await tarOf([{ name: "zeros", content: Buffer.alloc(10 * 1024 ** 2) }]);
  const honestBytes = 1024 ** 2;
  const { result, into } = await unpackBytes(gzipSync(zeros), "tar.gz", 0, honestBytes);
  const most = Math.max(honestBytes, gzipSync(zeros).length * LIMITS.archiveRatio);
  assert.match(result.ok ? "it was taken" : result.detail, new RegExp(`more than ${most} bytes come out of it`));
  assert.ok(statSync(join(into, "zeros")).size <= most);
  const honest = new Allowance(1);
  honest.addBytes(64 * 1024 ** 2);
  assert.throws(() => honest.addBytes(1), /more than 67108864 bytes come out of it/);

  const claims = makeZip([{ name: "zeros", content: Buffer.from("x"), claimedBytes: 0x7fff_ffff }]);
  assert.match(JSON.stringify((await unpackBytes(claims, "zip")).result), /come out of it/);
  const lies = makeZip([{ name: "zeros", content: Buffer.alloc(100_000), claimedBytes: 10 }]);
  assert.match(JSON.stringify((await unpackBytes(lies, "zip")).result), /damaged.*too many bytes/);
});

test("content that fails before it is read fails when it is read", async () => {
  const lies = join(folder, "lies.zip");
  writeFileSync(lies, makeZip([{ name: "zeros", content: Buffer.alloc(100_000), claimedBytes: 10 }]));
  const cut = join(folder, "cut.tar.gz");
  const tar = await tarOf([{ name: "zeros", content: Buffer.alloc(1_000_000) }]);
  writeFileSync(cut, gzipSync(tar).subarray(0, 900));
  const each = [
    { entries: readZip(lies, new Allowance(1)), words: /too many bytes/ },
    { entries: readTar(cut, "tar.gz", new Allowance(1)), words: /unexpected end|premature|closed/i },
  ];
  for (const { entries, words } of each)
    await assert.rejects(async () => {
      for await (const { content } of entries) {
        const stream = await content!();
        // As long as a file takes to open on a slow disk.
        await sleep(50);
        await buffer(stream);
      }
    }, words);
});

test("too many entries are refused", async () => {
  const one = (await tarOf([{ name: "d", type: "directory" }])).subarray(0, 512);
  const many = gzipSync(Buffer.concat([...Array(LIMITS.archiveEntries + 1).fill(one), Buffer.alloc(1024)]));
  const { result } = await unpackBytes(many, "tar.gz");
  assert.match(result.ok ? "" : result.detail, /entries|come out/);
});

test("what is cut short or is no archive at all says so", async () => {
  const tar = await tarOf([{ name: "file", content: Buffer.alloc(100_000, "abc") }]);
  const packed = gzipSync(tar);
  const cases: [Buffer, ArchiveFormat][] = [
    [packed.subarray(0, packed.length - 20), "tar.gz"],
    [tar.subarray(0, 50_000), "tar"],
    [Buffer.from("this is no archive, but long enough to look at".repeat(50)), "tar"],
    [Buffer.from("nor is this"), "tar.gz"],
    [Buffer.from("nor is this"), "tar.zst"],
    [Buffer.from("nor is this"), "zip"],
    [makeZip([{ name: "a", content: Buffer.from("hello") }]).subarray(0, 60), "zip"],
  ];
  for (const [bytes, format] of cases) {
    const { result } = await unpackBytes(bytes, format);
    assert.match(result.ok ? "" : result.detail, /damaged or of another kind/, format);
  }
});

test("zip: modes from Unix, defaults from elsewhere, folders that are only implied", async () => {
  const { result, into } = await unpackBytes(
    makeZip([
      { name: "app/bin/run", content: Buffer.from("#!/bin/sh\n"), unixMode: 0o104777 },
      { name: "app/plain", content: Buffer.from("p"), unixMode: 0 },
      { name: "app/link", unixMode: 0o120777, content: Buffer.from("plain") },
      { name: "app/empty/", unixMode: 0o040700 },
      { name: "app\\windows\\file", content: Buffer.from("w") },
    ]),
    "zip",
    1,
  );
  assert.deepEqual(result, { ok: true, fileCount: 3, sizeBytes: 12 });
  assert.equal(statSync(join(into, "bin/run")).mode & 0o7777, 0o755);
  assert.equal(statSync(join(into, "plain")).mode & 0o7777, 0o644);
  assert.equal(readlinkSync(join(into, "link")), "plain");
  assert.ok(lstatSync(join(into, "empty")).isDirectory());
  assert.ok(existsSync(join(into, "windows/file")));
});

test("a stop ends it", async () => {
  const file = join(folder, "stop.tar");
  writeFileSync(file, await tarOf([{ name: "a", content: "x" }]));
  const into = mkdtempSync(join(folder, "stop-"));
  const result = await unpack(file, into, { format: "tar", signal: AbortSignal.abort() });
  assert.match(result.ok ? "" : result.detail, /stopped/);
  assert.deepEqual(readdirSync(into), []);
});

test("formats by name", () => {
  assert.deepEqual(["a.tar.gz", "A.TGZ", "a.tzst", "a.tar", "a.zip", "a.gz", "tar"].map(formatOf), [
    "tar.gz",
    "tar.gz",
    "tar.zst",
    "tar",
    "zip",
    undefined,
    undefined,
  ]);
});
