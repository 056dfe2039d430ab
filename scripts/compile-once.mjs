// Hundreds of test files load the same code, each in a process of its own: it is compiled once. Not by the environment, which what
// tests start would have too: an agent goes by a cache of its own.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/tests", import.meta.url)));
