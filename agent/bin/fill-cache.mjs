// Loads all of the agent's code once, in a process of its own, so that the compile cache has it.
import { flushCompileCache } from "node:module";
import { pathToFileURL } from "node:url";
import { codeNow, markFilled, modulesOf, openCache } from "./code-cache.mjs";

if (!openCache()) process.exit(1);
const code = codeNow();
// The command line acts as soon as it is loaded: it is given something harmless to do. The child that patches acts too.
process.argv.splice(2, Number.POSITIVE_INFINITY, "--version");
for (const path of modulesOf("agent")) if (!path.endsWith("-child.ts")) await import(pathToFileURL(path).href);
flushCompileCache();
markFilled(code);
