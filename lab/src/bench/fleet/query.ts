import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseQuery } from "@shoal/core/query/parse";
import { openDatabase } from "@shoal/server/db/open";
import type { Db } from "@shoal/server/db/schema";
import { deviceStore } from "@shoal/server/device/store";
import { compileQuery } from "@shoal/server/query/compile";
import { median } from "../median.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";
import { fillFleet, NOW_MS } from "./fill.ts";

const ROUNDS = 7;
const BAR_MS = 50;

/** One of each kind of term, and what people put together of them. */
const QUERIES = [
  "all",
  "os:windows",
  "os:windows arch:arm64 form:laptop",
  "version:>=10.0.22631",
  "till-07",
  "name:*-4999",
  "tag:till",
  "tag:site-1*",
  "not tag:old",
  "attr.floor:>=30",
  'attr.city:"city 1*"',
  "fact.hardware.model:surface*",
  "memory:>=16GiB",
  "subnet:10.20.0.0/16",
  "seen:<7d",
  "is:online",
  "is:stale",
  "installed:reader",
  "installed:reader>=24.20",
  "failed:*",
  "group:berlin",
  "os:windows arch:arm64 tag:till seen:<7d not installed:reader>=24.2",
  "(tag:till or form:server) not (is:online or attr.floor:<3) group:tills,berlin",
] as const;

/** How long a fleet is looked through: counted whole, as a task's targets are, and the first page of the list. */
export const query: Bench = async ({ quick }) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-bench-"));
  const db = await openDatabase(join(folder, "shoal.db"));
  try {
    const count = quick ? 5000 : 50_000;
    await fillFleet(db, count);
    const ids = (await db.selectFrom("devices").select("id").execute()).map(({ id }) => id);
    const online = ids.filter((_, at) => at % 10 < 8);
    const rows: BenchRow[] = [];
    for (const text of QUERIES) {
      const { found, countMs, pageMs } = await measure(db, text, online);
      const note = `${found.toLocaleString("en")} of ${count.toLocaleString("en")} devices; the first 100 of them ${pageMs.toFixed(1)} ms`;
      rows.push(judged({ name: text, value: countMs, unit: "ms", bar: BAR_MS, note }, "lower"));
    }
    return rows;
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true });
  }
};

/** Medians, with everything from the text to the answer. */
async function measure(
  db: Db,
  text: string,
  online: readonly string[],
): Promise<{ found: number; countMs: number; pageMs: number }> {
  const condition = async () => {
    const parsed = parseQuery(text);
    if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
    const compiled = await compileQuery(db, parsed.query, { nowMs: NOW_MS, online: () => online });
    if (!compiled.ok) throw new Error(`${text}: ${compiled.error.message}`);
    return compiled.condition;
  };
  const store = deviceStore(db, () => false);
  const [counts, pages]: [number[], number[]] = [[], []];
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const row = await db
      .selectFrom("devices")
      .select((eb) => eb.fn.countAll().as("count"))
      .where(await condition())
      .executeTakeFirst();
    found = Number(row?.count ?? 0);
    const counted = performance.now();
    await store.page({}, { limit: 100 }, await condition());
    counts.push(counted - began);
    pages.push(performance.now() - counted);
  }
  return { found, countMs: median(counts), pageMs: median(pages) };
}
