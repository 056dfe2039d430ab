import assert from "node:assert/strict";
import { test } from "node:test";
import { formatBytes, parseBytes } from "./bytes.ts";
import { formatDuration, parseDuration } from "./duration.ts";
import { formatAgo, formatMoment, parseMoment } from "./moment.ts";
import { printable, printableLines } from "./printable.ts";

test("bytes are said with three digits, and never as a thousand of a unit", () => {
  const said = [0, 999, 1000, 98_900_000, 999_600, 2_147_483_648, 5e12].map(formatBytes);
  assert.deepEqual(said, ["0 B", "999 B", "1.00 kB", "98.9 MB", "1.00 MB", "2.15 GB", "5.00 TB"]);
});

test("bytes are read with either kind of unit, and nothing else is", () => {
  assert.deepEqual(["12", "500 MB", "2GiB", "1.5kB", "7b"].map(parseBytes), [12, 5e8, 2 * 1024 ** 3, 1500, 7]);
  assert.deepEqual(["", "MB", "-1", "1 XB", "1e3"].map(parseBytes), Array(5).fill(undefined));
});

test("durations are said in two units at most", () => {
  const said = [-5, 430, 1500, 12_400, 59_700, 245_000, 7_200_000, 12_000_000, 15 * 86_400_000].map(formatDuration);
  assert.deepEqual(said, ["0 ms", "430 ms", "1.5 s", "12 s", "1 min", "4 min 05 s", "2 h", "3 h 20 min", "15 d"]);
});

test("durations are read in one or several units, and nothing else is", () => {
  assert.deepEqual(
    ["90s", "1h30m", "14d", "250ms", "0.5h"].map(parseDuration),
    [90_000, 5_400_000, 1_209_600_000, 250, 1_800_000],
  );
  assert.deepEqual(["", "90", "s", "1 hour", "-1s", "1y"].map(parseDuration), Array(6).fill(undefined));
});

test("a day without a time is midnight here, and a zone is kept", () => {
  const nowMs = Date.parse("2026-11-23T12:00:00Z");
  assert.equal(formatMoment(parseMoment("2026-11-01", nowMs)!), "2026-11-01 00:00:00");
  assert.equal(formatMoment(parseMoment("2026-11-01 08:30", nowMs)!), "2026-11-01 08:30:00");
  assert.equal(parseMoment("2026-11-01T08:00Z", nowMs), Date.parse("2026-11-01T08:00:00Z"));
  assert.equal(parseMoment("2h", nowMs), nowMs - 7_200_000);
  assert.deepEqual(
    ["yesterday", "2026-13-01", "11/01/2026", ""].map((text) => parseMoment(text, nowMs)),
    Array(4).fill(undefined),
  );
});

test("how long ago is said until it would be a guess", () => {
  const nowMs = 1_800_000_000_000;
  assert.deepEqual(
    [0, 12_000, 245_000, 7_300_000].map((agoMs) => formatAgo(nowMs - agoMs, nowMs)),
    ["now", "12 s ago", "4 min ago", "2 h ago"],
  );
  assert.equal(formatAgo(nowMs - 5 * 86_400_000, nowMs), formatMoment(nowMs - 5 * 86_400_000));
});

test("a device's name cannot move the cursor, colour what follows or forge a line", () => {
  assert.equal(printable("a\u001b[2Jb\u001b]0;title\u0007c\nd\u0000\u202ee"), "abc d\ufffd\ufffde");
  assert.deepEqual(printableLines("one\r\ntwo\tx\u001b[31m!"), ["one", "two    x!"]);
});
