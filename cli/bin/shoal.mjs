#!/usr/bin/env node
// Plain JavaScript, because it has to run on whatever Node the machine has: `shoal` itself is TypeScript that Node runs
// directly, which needs 22.18 or newer. Where this Node is older, the one that npm installed beside us takes over.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { keepCompiledCode } from "./code-cache.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const main = join(here, "..", "src", "main.ts");
const [major, minor] = process.versions.node.split(".").map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  keepCompiledCode();
  await import(main);
} else {
  const pinned = join(here, "..", "..", "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
  if (!existsSync(pinned)) {
    console.error(
      `shoal needs Node 22.18 or newer, and this is ${process.versions.node}.\nRun npm ci in its folder, or install a newer Node.`,
    );
    process.exit(1);
  }
  const child = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  // Ctrl-C reaches the whole group by itself; what is sent to this process alone is handed on.
  process.on("SIGINT", () => {
    if (!process.stdin.isTTY) child.kill("SIGINT");
  });
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}
