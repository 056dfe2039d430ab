/** `npm run bench -- NAME [PART …] [--quick] [--json FILE]`: exit 1 when a bar is missed. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CONSOLE } from "./console/index.ts";
import { FLEET } from "./fleet/index.ts";
import { MULTICAST } from "./multicast/index.ts";
import { PIPELINE } from "./pipeline/index.ts";
import type { Bench, BenchRow } from "./row.ts";
import { TRUST } from "./trust/index.ts";

const SUITES: Record<string, Record<string, Bench>> = {
  pipeline: PIPELINE,
  multicast: MULTICAST,
  fleet: FLEET,
  trust: TRUST,
  console: CONSOLE,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const [name, ...parts] = positionals;
const suite = name === undefined ? undefined : SUITES[name];
if (values.help || suite === undefined || parts.some((part) => !(part in suite))) {
  console.error(
    `usage: npm run bench -- NAME [PART …] [--quick] [--json FILE]\n${Object.entries(SUITES)
      .map(([each, benches]) => `  ${each}: ${Object.keys(benches).join(" ")}`)
      .join("\n")}`,
  );
  process.exit(values.help ? 0 : 2);
}

const rows: BenchRow[] = [];
for (const [part, bench] of Object.entries(suite)) {
  if (parts.length > 0 && !parts.includes(part)) continue;
  console.error(`${name} ${part} …`);
  const measured = await bench({ quick: values.quick });
  rows.push(...measured.map((row) => (values.quick ? withoutBar(row) : row)));
}
print(rows);
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
process.exit(rows.some((row) => row.ok === false) ? 1 : 0);

/** Small inputs measure start-up more than work: their bars would say nothing. */
function withoutBar(row: BenchRow): BenchRow {
  const { bar: _bar, ok: _ok, ...rest } = row;
  return rest;
}

function print(all: readonly BenchRow[]): void {
  const number = (value: number | undefined) =>
    value === undefined ? "" : value >= 1000 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
  const cells = [
    ["name", "value", "unit", "peer", "ratio", "bar", "ok", "note"],
    ...all.map((row) => [
      row.name,
      number(row.value),
      row.unit,
      number(row.peer),
      number(row.ratio),
      number(row.bar),
      row.ok === undefined ? "" : row.ok ? "yes" : "MISSED",
      row.note ?? "",
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  for (const line of cells)
    console.log(
      line
        .map((cell, column) =>
          column >= 1 && column <= 5 && column !== 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join("  ")
        .trimEnd(),
    );
}
