import assert from "node:assert/strict";
import { test } from "node:test";
import { type RangeHeaders, type Wanted, wantedOf } from "./range.ts";

const ETAG = '"abc"';
const whole = { status: 200 } as const;
const part = (first: number, last: number) => ({ status: 206, first, last }) as const;

const ROWS: [RangeHeaders, Wanted][] = [
  [{}, whole],
  [{ range: "bytes=0-0" }, part(0, 0)],
  [{ range: "bytes=10-19" }, part(10, 19)],
  [{ range: "bytes=90-" }, part(90, 99)],
  [{ range: "bytes=90-1000" }, part(90, 99)],
  [{ range: "bytes=-1" }, part(99, 99)],
  [{ range: "bytes=-1000" }, part(0, 99)],
  [{ range: "BYTES=1-2" }, part(1, 2)],
  [{ range: "bytes=100-" }, { status: 416 }],
  [{ range: "bytes=100-200" }, { status: 416 }],
  [{ range: "bytes=-0" }, { status: 416 }],
  // What is not one range is no range.
  [{ range: "bytes=0-1,5-6" }, whole],
  [{ range: "bytes=5-1" }, whole],
  [{ range: "bytes=-" }, whole],
  [{ range: "bytes=a-b" }, whole],
  [{ range: "pieces=0-1" }, whole],
  [{ range: "bytes=99999999999999999999-" }, whole],
  [{ range: "bytes=0-1", "if-range": ETAG }, part(0, 1)],
  [{ range: "bytes=0-1", "if-range": '"other"' }, whole],
  [{ range: "bytes=0-1", "if-range": `W/${ETAG}` }, whole],
  [{ range: "bytes=0-1", "if-range": "Sat, 29 Oct 1994 19:43:31 GMT" }, whole],
  [{ "if-match": ETAG }, whole],
  [{ "if-match": "*" }, whole],
  [{ "if-match": `"x", ${ETAG}` }, whole],
  [{ "if-match": '"x"' }, { status: 412 }],
  [{ "if-match": `W/${ETAG}` }, { status: 412 }],
  [{ "if-none-match": ETAG }, { status: 304 }],
  [{ "if-none-match": `W/${ETAG}` }, { status: 304 }],
  [{ "if-none-match": '"x"' }, whole],
  [{ "if-none-match": ETAG, range: "bytes=0-1" }, { status: 304 }],
  [{ "if-match": '"x"', "if-none-match": ETAG }, { status: 412 }],
];

test("conditions and ranges of a blob of 100 bytes", () => {
  for (const [headers, wanted] of ROWS) assert.deepEqual(wantedOf(headers, ETAG, 100), wanted, JSON.stringify(headers));
});

test("an empty blob has no range", () => {
  assert.deepEqual(wantedOf({ range: "bytes=0-" }, ETAG, 0), { status: 416 });
  assert.deepEqual(wantedOf({ range: "bytes=-5" }, ETAG, 0), { status: 416 });
  assert.deepEqual(wantedOf({}, ETAG, 0), whole);
});
