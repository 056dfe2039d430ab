import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import { type ArchiveFormat, unpack } from "@shoal/agent/archive/unpack";
import { applyPatch } from "@shoal/agent/patch/apply";
import { PieceHasher } from "@shoal/protocol/node/piece-hasher";
import { type Pack, pack } from "tar-stream";
import { fuzzFolder } from "../folder.ts";
import type { FuzzTarget } from "../target.ts";
import { storedZip } from "./stored-zip.ts";

const WORDS = [
  "../",
  "/etc/passwd",
  "a/../..",
  "ustar\0",
  "GNU.sparse.map",
  "00000000000",
  "7777777777777",
  "PK\x03\x04",
  "PK\x01\x02",
  "PK\x05\x06",
  "con",
  "a:b",
];

type Entry = [header: Parameters<Pack["entry"]>[0], content?: string];

/** What people pack, and what only an attacker would. */
const ARCHIVES: readonly Entry[][] = [
  [
    [{ name: "folder", type: "directory", mode: 0o755 }],
    [{ name: "folder/file", mode: 0o4777 }, "content"],
    [{ name: "folder/link", type: "symlink", linkname: "file" }],
    [{ name: "hard", type: "link", linkname: "folder/file" }],
    [{ name: "ü".repeat(120), pax: { comment: "x" } }, "long"],
  ],
  [[{ name: "../beside" }, "x"]],
  [[{ name: "a/../../beside" }, "x"]],
  [[{ name: "link", type: "symlink", linkname: "../.." }], [{ name: "link/beside" }, "x"]],
  [[{ name: "a/b", type: "symlink", linkname: "../.." }], [{ name: "c", type: "symlink", linkname: "a/b/.." }]],
  [
    [{ name: "file" }, "x"],
    [{ name: "file/below" }, "x"],
  ],
  [[{ name: "pipe", type: "fifo" }]],
];

async function tarOf(entries: readonly Entry[]): Promise<Buffer> {
  const packing = pack();
  for (const [header, content] of entries)
    content === undefined ? packing.entry(header) : packing.entry(header, content);
  packing.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packing) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** As a tar file is: packed, unless it is already. */
function packed(bytes: Uint8Array, format: ArchiveFormat): Uint8Array {
  if (format === "tar.gz" && bytes[0] !== 0x1f) return gzipSync(bytes);
  return format === "tar.zst" && bytes[0] !== 0x28 ? zstdCompressSync(bytes) : bytes;
}

/** With the checksums of its headers made right (POSIX pax, ustar), in two of three: without them nothing behind would ever be read. */
function summed(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  if (copy.length % 3 === 0) return copy;
  for (let at = 0; at + 512 <= copy.length; ) {
    const head = copy.subarray(at, at + 512);
    if (head.every((byte) => byte === 0)) break;
    head.fill(" ", 148, 156);
    head.write(
      `${head
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
      148,
    );
    const size = Number.parseInt(head.toString("latin1", 124, 136), 8) || 0;
    at += 512 * (1 + Math.ceil(Math.min(size, copy.length) / 512));
  }
  return copy;
}

let runs = 0;

/** Whatever an archive holds, nothing lands outside of its folder, and no link in it leads out. */
async function unpacked(bytes: Uint8Array, format: ArchiveFormat): Promise<void> {
  const folder = fuzzFolder(`archive-${runs++}`);
  const [file, into] = [join(folder, "file"), join(folder, "into")];
  writeFileSync(file, bytes);
  mkdirSync(into);
  try {
    const found = await unpack(file, into, { format, honestBytes: 1024 ** 2 });
    assert.deepEqual(readdirSync(folder).sort(), ["file", "into"], "beside the folder");
    if (!found.ok) return void assert.notEqual(found.detail, "");
    for (const name of readdirSync(into, { recursive: true }) as string[]) {
      const at = join(into, name);
      const { mode } = lstatSync(at);
      if (lstatSync(at).isSymbolicLink())
        assert.ok(`${resolve(dirname(at), readlinkSync(at))}/`.startsWith(`${into}/`), name);
      else assert.equal(mode & 0o7022, 0, `${name} has mode ${mode.toString(8)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const OLD = Buffer.from("what the device has had before, and is like what comes ".repeat(50));
const NEW = Buffer.from(`${OLD}and more`);
function refOf(bytes: Uint8Array) {
  const hasher = new PieceHasher();
  hasher.update(bytes);
  return hasher.finish().ref;
}
const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

export const CONTENT_TARGETS: readonly FuzzTarget[] = [
  ...(["tar", "tar.gz", "tar.zst", "zip"] as const).map(
    (format): FuzzTarget => ({
      name: format,
      isSlow: true,
      maxBytes: 65_536,
      words: WORDS,
      seeds: async () => {
        const tars = await Promise.all(ARCHIVES.map(tarOf));
        if (format === "tar") return tars;
        // What is packed is packed anew after each change: a changed bit in it would only be a damaged file.
        if (format === "zip")
          return [
            storedZip([
              ["folder/", ""],
              ["folder/file", "content"],
              ["a", "b".repeat(300)],
            ]),
          ];
        return [...tars, packed(tars[0]!, format)];
      },
      decode: (bytes) => unpacked(format === "zip" ? bytes : packed(summed(bytes), format), format),
    }),
  ),
  {
    name: "patch",
    isSlow: true,
    maxBytes: 65_536,
    seeds: () => [
      zstdCompressSync(NEW, { dictionary: OLD, params: { [constants.ZSTD_c_windowLog]: 20 } } as never),
      // As large as what is wanted, and something else.
      zstdCompressSync(Buffer.from(NEW).fill("x", 9, 12), { dictionary: OLD } as never),
      zstdCompressSync(Buffer.alloc(1024 ** 2)),
    ],
    async decode(bytes) {
      const folder = fuzzFolder("patch");
      const [oldPath, patchPath, outPath] = ["old", "patch", "out"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      writeFileSync(oldPath, OLD);
      writeFileSync(patchPath, bytes);
      const target = { digest: digestOf(NEW), sizeBytes: NEW.length, manifestDigest: refOf(NEW).manifestDigest };
      const found = await applyPatch({ oldPath, oldSizeBytes: OLD.length, patchPath, outPath, target, windowLog: 20 });
      if (found.ok) return void assert.equal(digestOf(readFileSync(outPath)), target.digest);
      assert.equal(found.why, "refused", `${found.why}: ${found.detail}`);
    },
  },
];
