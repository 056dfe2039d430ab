import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { ByteProgress } from "./progress.ts";
import { Rate } from "./rate.ts";
import { type Screen, Terminal } from "./terminal.ts";

function screens(isTTY: boolean) {
  const stdout: Screen = Object.assign(new PassThrough(), { isTTY, columns: 60 });
  const stderr: Screen = Object.assign(new PassThrough(), { isTTY, columns: 60 });
  const read = (screen: Screen) => String((screen as PassThrough).read() ?? "").replaceAll("\u001b[2K", "<wipe>");
  return { stdout, stderr, out: () => read(stdout), err: () => read(stderr) };
}
const options = { json: false, quiet: false, color: true };

test("a rate forgets what is long ago, and says when the end will be", () => {
  const rate = new Rate(10_000);
  assert.equal(rate.perSecond(0), undefined);
  for (let atMs = 0; atMs <= 20_000; atMs += 100) rate.sample(atMs < 10_000 ? 0 : (atMs - 10_000) * 5, atMs);
  assert.ok(Math.abs(rate.perSecond(20_000)! - 5000) < 100);
  assert.ok(Math.abs(rate.remainingMs(100_000, 20_000)! - 10_000) < 300);
  const still = new Rate();
  still.sample(7, 0);
  still.sample(7, 1000);
  assert.equal(still.remainingMs(100, 1000), undefined);
});

test("off a terminal progress is a plain line now and then, without a control character", () => {
  const { stdout, stderr, out, err } = screens(false);
  let nowMs = 0;
  const progress = new ByteProgress(new Terminal(stdout, stderr, {}, options), "Uploading", 1e9, () => nowMs);
  for (; nowMs <= 25_000; nowMs += 100) progress.update(nowMs * 10_000, "big.bin");
  const lines = err().trimEnd().split("\n");
  assert.equal(lines.length, 2);
  assert.match(lines[0]!, /^Uploading {3}10% {2}100 MB of 1\.00 GB {2}10\.0 MB\/s {2}1 min 30 s left {2}big\.bin$/);
  assert.equal(progress.end(), "250 MB in 25 s (9.96 MB/s)");
  assert.equal(out(), "");
});

test("on a terminal a line is redrawn, made way for, and taken away", () => {
  const { stdout, stderr, out, err } = screens(true);
  const terminal = new Terminal(stdout, stderr, {}, options);
  terminal.status(`working ${"x".repeat(100)}`);
  assert.match(err(), /^\r<wipe>working x+…$/);
  terminal.answer("the answer");
  assert.match(err(), /^\r<wipe>\r<wipe>working/);
  assert.equal(out(), "the answer\n");
  terminal.status("");
  assert.equal(err(), "\r<wipe>");
});

test("quiet keeps the answer and what must be seen; no colour where nobody wants it", () => {
  const { stdout, stderr, out, err } = screens(true);
  const quiet = new Terminal(stdout, stderr, { NO_COLOR: "1" }, { ...options, quiet: true });
  quiet.note("helps");
  quiet.status("busy");
  quiet.warn("matters");
  quiet.answer(quiet.out.red("answer"));
  assert.deepEqual([out(), err()], ["answer\n", "matters\n"]);
  const colour = (env: NodeJS.ProcessEnv, color: boolean, isTTY: boolean) =>
    new Terminal(screens(isTTY).stdout, stderr, env, { ...options, color }).out.red("x") !== "x";
  assert.deepEqual(
    [
      colour({}, true, true),
      colour({}, false, true),
      colour({}, true, false),
      colour({ FORCE_COLOR: "1" }, true, false),
      colour({ TERM: "dumb" }, true, true),
    ],
    [true, false, false, true, false],
  );
});
