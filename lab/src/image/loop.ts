import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** Why there are no loop devices here; false where there are. */
export const skip: string | false = whyNone();

/** A block device of this test, gone when it ends: a loop device over a file. @param fill each of its bytes; 0 takes no disk */
export function loopDevice(t: TestContext, sizeBytes: number, fill = 0, ...options: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "shoal-loop-"));
  const file = join(folder, "disk");
  writeFileSync(file, fill === 0 ? "" : Buffer.alloc(sizeBytes, fill));
  truncateSync(file, sizeBytes);
  const path = run("losetup", "--find", "--show", ...options, file).trim();
  t.after(() => {
    run("losetup", "--detach", path);
    rmSync(folder, { recursive: true, force: true });
  });
  return path;
}

export function run(program: string, ...words: string[]): string {
  return execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

export function readDevice(path: string, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  const file = openSync(path, "r");
  try {
    for (let at = 0; at < sizeBytes; ) at += readSync(file, bytes, at, sizeBytes - at, at);
    return bytes;
  } finally {
    closeSync(file);
  }
}

function whyNone(): string | false {
  if (process.platform !== "linux") return "images are written on Linux only";
  if (process.getuid?.() !== 0) return "loop devices need root";
  try {
    run("losetup", "--find");
    return false;
  } catch {
    return "this kernel gives no loop devices";
  }
}
