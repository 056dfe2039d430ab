import assert from "node:assert/strict";
import { test } from "node:test";
import { membersOf } from "./end-tree.ts";
import { type ProcessRow, parsePs, parseStat } from "./process-table.ts";

test("a name with brackets and spaces does not move the fields", () => {
  const fields = "S 10 20 30 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 98765 1000 1";
  assert.deepEqual(parseStat(`42 (a) b (c) ${fields}`), { pid: 42, parentPid: 10, groupId: 20, startedAt: "98765" });
  assert.equal(parseStat(`42 (dead) ${fields.replace("S", "Z")}`), undefined);
  assert.equal(parseStat("nonsense"), undefined);
});

test("what ps says on macOS", () => {
  const text = "  501     1   501 Ss   Mon Nov 23 09:00:00 2026\n  777   501   501 Z    Mon Nov 23 09:00:01 2026    \n";
  assert.deepEqual(parsePs(text), [
    { pid: 501, parentPid: 1, groupId: 501, startedAt: "Mon Nov 23 09:00:00 2026", marked: false },
  ]);
});

const row = (pid: number, parentPid: number, more: Partial<ProcessRow> = {}): ProcessRow => ({
  pid,
  parentPid,
  groupId: pid,
  startedAt: `t${pid}`,
  marked: false,
  ...more,
});
const tree = { pid: 100, mark: "SHOAL_RUN=x" };
const pids = (rows: ProcessRow[]) => rows.map((each) => each.pid).sort();

test("a tree is its children, its group, its mark, and what was seen in it before", () => {
  const known = new Map<number, string>();
  const rows = [
    row(1, 0),
    row(100, 1),
    row(101, 100),
    row(102, 101),
    row(103, 1, { groupId: 100 }),
    row(104, 1, { marked: true }),
    row(105, 1),
  ];
  assert.deepEqual(pids(membersOf(rows, tree, known)), [100, 101, 102, 103, 104]);
  // Their parents are dead, and one number has been given to somebody else.
  const later = [row(1, 0), row(102, 1), row(101, 1, { startedAt: "later" }), row(106, 102)];
  assert.deepEqual(pids(membersOf(later, tree, known)), [102, 106]);
});
