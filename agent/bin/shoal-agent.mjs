#!/usr/bin/env node
// Plain JavaScript, so that what follows can come from Node's compile cache: without it, the TypeScript stripper and what it
// has read stay in memory for as long as the agent runs, about 25 MB. The cache is beside the code, where only who may
// change the code may write.
import { enableCompileCache, flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

// An agent is idle nearly all the time: a small nursery is collected sooner, and costs nothing that is noticed. How large it may
// become is decided before this line runs; by what factor it grows is not.
setFlagsFromString("--semi-space-growth-factor=1");
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/shoal-agent", import.meta.url)));
await import("../src/main.ts");
// Written while it runs, because an agent that is killed would never write it: what it began with, and from time to time what was
// loaded since, as the first action of a kind does. Where nothing was, this takes microseconds.
setTimeout(flushCompileCache, 5000).unref();
setInterval(flushCompileCache, 20_000).unref();
