import assert from "node:assert/strict";
import { test } from "node:test";
import { type Column, renderTable } from "./table.ts";
import { pad, truncate, widthOf } from "./width.ts";

interface Row {
  name: string;
  size: string;
  why: string;
}
const COLUMNS: Column<Row>[] = [
  { title: "name", cell: (row) => row.name },
  { title: "size", cell: (row) => row.size, align: "right", whole: true },
  { title: "why", cell: (row) => ({ text: row.why, style: (text) => `<${text}>` }) },
];
const ROWS: Row[] = [
  { name: "lap-anna", size: "3 MB", why: "yes" },
  { name: "東京-01", size: "12 kB", why: "the installer failed: exit code 1603" },
];

test("columns are aligned by what a terminal shows, not by characters", () => {
  const lines = renderTable(ROWS, COLUMNS, Number.POSITIVE_INFINITY);
  assert.deepEqual(lines, [
    "NAME       SIZE  WHY",
    "lap-anna   3 MB  <yes>",
    "東京-01   12 kB  <the installer failed: exit code 1603>",
  ]);
  assert.equal(widthOf("東京-01"), 7);
});

test("a table fits the terminal: the widest column gives way, what is whole stays", () => {
  const lines = renderTable(
    ROWS,
    COLUMNS.map((column) => ({
      ...column,
      cell: (row) => {
        const cell = column.cell(row);
        return typeof cell === "string" ? cell : cell.text;
      },
    })),
    32,
  );
  for (const line of lines) assert.ok(widthOf(line) <= 32, line);
  assert.match(lines[2]!, /^東京-01 {3}12 kB {2}the installe.*…$/);
});

test("nothing is ever cut through, and a name with a newline stays in its row", () => {
  assert.equal(truncate("👩‍👩‍👧‍👦family", 3), "👩‍👩‍👧‍👦…");
  assert.equal(truncate("日本語", 4), "日…");
  assert.equal(truncate("short", 10), "short");
  assert.equal(pad("語", 4, "right"), "  語");
  const [, row] = renderTable([{ name: "a\nb", size: "", why: "" }], COLUMNS, 80);
  assert.match(row!, /^a b/);
});

test("an id that somebody will copy is never cut, however long", () => {
  const id = "d-".padEnd(60, "x");
  const columns: Column<Row>[] = [
    { title: "id", cell: () => id, whole: true },
    { title: "name", cell: (row) => row.name },
  ];
  const [, row] = renderTable([{ name: "a rather long name", size: "", why: "" }], columns, 72);
  assert.equal(row, `${id}  a rather…`);
});
