#!/usr/bin/env node
// Plain JavaScript, so that what follows can come from Node's compile cache: without it, the TypeScript stripper and what it
// has read stay in memory for as long as the agent runs, about 20 MB.
import { spawnSync } from "node:child_process";
import { flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { isFilled, openCache } from "./code-cache.mjs";

// Whoever starts it may let everybody write what it makes: the cache is code that runs next time.
process.umask(0o022);
/** What an installation begins with, and what goes on for months. */
const FILLING = ["enrol", "run"];
// Once for each version of the code. Where that fails, the agent runs all the same, with what it needs read by itself.
if (openCache() && FILLING.includes(process.argv[2]) && !isFilled())
  spawnSync(process.execPath, [fileURLToPath(new URL("fill-cache.mjs", import.meta.url))], {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 60_000,
  });
await import("../src/main.ts");
// Written while it runs, because an agent that is killed would never write it: what it began with, and from time to time what was
// loaded since, as the first action of a kind does. Where nothing was, this takes microseconds.
setTimeout(flushCompileCache, 5000).unref();
setInterval(flushCompileCache, 20_000).unref();
