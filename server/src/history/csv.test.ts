import assert from "node:assert/strict";
import { test } from "node:test";
import { csvLine, csvTable } from "./csv.ts";

test("cells are quoted where they must be", () => {
  assert.equal(
    csvLine(["a", 1, 'say "hi"', "x,y", "two\nlines", undefined, true]),
    'a,1,"say ""hi""","x,y","two\nlines",,true\r\n',
  );
});

test("what a spreadsheet would run is text; numbers stay numbers", () => {
  assert.equal(csvLine(["=HYPERLINK(1)", "+1", "@x", "-2", -2]), "'=HYPERLINK(1),'+1,'@x,'-2,-2\r\n");
});

test("a table has its columns in order, whatever the rows' order is", () => {
  assert.equal(csvTable([{ b: 2, a: 1 }, { a: 3 }], ["a", "b"]), "a,b\r\n1,2\r\n3,\r\n");
});
