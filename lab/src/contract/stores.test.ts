import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { openDatabase } from "@shoal/server/db/open";
import { storeContract } from "./stores.ts";

const folder = mkdtempSync(join(tmpdir(), "shoal-contract-"));
after(() => rmSync(folder, { recursive: true }));
let files = 0;

storeContract("SQLite in memory", () => openDatabase(":memory:"));
storeContract("SQLite in a file", () => openDatabase(join(folder, `${files++}.db`)));
