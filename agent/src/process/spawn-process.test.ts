import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createOutputLog } from "./output-log.ts";
import type { Command } from "./run.ts";
import { runProcess } from "./spawn-process.ts";

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "shoal-process-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const sh = (script: string, rest: Partial<Command> = {}): Command => ({
  argv: ["/bin/sh", "-c", script],
  timeoutMs: 60_000,
  ...rest,
});

async function run(command: Command, signal?: AbortSignal) {
  const log = createOutputLog();
  const outcome = await runProcess(command, log, signal);
  return { outcome, text: log.tail().text };
}

function isAlive(pid: number): boolean {
  try {
    // A zombie that nobody has reaped yet still takes signals.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}

async function pidIn(file: string): Promise<number> {
  for (;;) {
    const text = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
    if (text !== "") return Number(text);
    await sleep(20);
  }
}

test("exit code and both outputs come back; there is no keyboard", async () => {
  const { outcome, text } = await run(sh("echo out; echo err >&2; read line || echo no input; exit 7"));
  assert.equal(outcome.kind === "exited" && outcome.exitCode, 7);
  assert.match(text, /out\n/);
  assert.match(text, /err\n/);
  assert.match(text, /no input/);
});

test("arguments reach the program as they are: no shell is in between", async () => {
  const { text } = await run({ argv: ["/usr/bin/printf", "%s|", "a b", "$HOME", "*", "';rm x"], timeoutMs: 60_000 });
  assert.equal(text, "a b|$HOME|*|';rm x|");
});

test("a child gets a small environment and what is asked for", async () => {
  process.env.SHOAL_TEST_SECRET = "of the agent alone";
  const { text } = await run({ argv: ["/usr/bin/env"], env: { EXTRA: "1", HOME: undefined }, timeoutMs: 60_000 });
  delete process.env.SHOAL_TEST_SECRET;
  assert.doesNotMatch(text, /of the agent alone/);
  assert.match(text, /^EXTRA=1$/m);
  assert.doesNotMatch(text, /^HOME=/m);
  assert.match(text, /^PATH=.*\/usr\/sbin.*$/m);
  assert.match(text, /^LC_ALL=C.UTF-8$/m);
});

test("a program that a signal ends says so", async () => {
  const { outcome } = await run(sh("kill -SEGV $$"));
  assert.deepEqual({ ...outcome, durationMs: 0 }, { kind: "signalled", signal: "SIGSEGV", durationMs: 0 });
});

test("what cannot be started is unusable, with the reason", async () => {
  const notExecutable = join(folder, "plain");
  writeFileSync(notExecutable, "text");
  const otherSystem = join(folder, "other");
  writeFileSync(otherSystem, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0xb7, 0]));
  chmodSync(otherSystem, 0o755);
  const noInterpreter = join(folder, "script");
  writeFileSync(noInterpreter, "#!/nowhere/interpreter\n");
  chmodSync(noInterpreter, 0o755);
  const cases: [Command, RegExp][] = [
    [{ argv: [join(folder, "absent")], timeoutMs: 1000 }, /no such program/],
    [{ argv: [notExecutable], timeoutMs: 1000 }, /may not be run/],
    [{ argv: [otherSystem], timeoutMs: 1000 }, /not a program for this kind of processor/],
    [{ argv: [noInterpreter], timeoutMs: 1000 }, /interpreter/],
    [{ argv: ["/bin/true"], cwd: join(folder, "absent"), timeoutMs: 1000 }, /the folder .* is not there/],
    [{ argv: ["/bin/true", "a".repeat(3_000_000)], timeoutMs: 1000 }, /too long/],
    [{ argv: ["/bin/true", "a\0b"], timeoutMs: 1000 }, /null bytes/],
  ];
  for (const [command, words] of cases) {
    const { outcome } = await run(command);
    assert.equal(outcome.kind, "unusable", words.source);
    assert.match(outcome.kind === "unusable" ? outcome.detail : "", words);
  }
});

test("a timeout ends the whole tree: children, sessions of their own, orphans, who ignores SIGTERM", async (t) => {
  // The time is over once all of them are there, however long that takes.
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const names = ["child", "session", "orphan", "stubborn"];
  const file = (name: string) => join(folder, `timeout-${name}`);
  const log = createOutputLog();
  const running = runProcess(
    sh(
      `sh -c 'echo $$ > ${file("child")}; sleep 300' &
       setsid sh -c 'echo $$ > ${file("session")}; sleep 300' &
       (setsid sh -c 'setsid sh -c "echo \\$\\$ > ${file("orphan")}; sleep 300" & exit' &)
       setsid sh -c 'trap "" TERM; echo $$ > ${file("stubborn")}; while :; do sleep 1; done' &
       while [ ! -s ${file("stubborn")} ] || [ ! -s ${file("orphan")} ]; do sleep 0.1; done
       echo working; wait`,
      { timeoutMs: 1500 },
    ),
    log,
  );
  for (const name of names) await pidIn(file(name));
  while (!/working/.test(log.tail().text)) await sleep(20);
  t.mock.timers.tick(1500);
  assert.equal((await running).kind, "timed-out");
  const left = names.filter((name) => isAlive(Number(readFileSync(file(name), "utf8"))));
  assert.deepEqual(left, []);
});

test("an abort ends the tree and says stopped; one that came before starts nothing", async () => {
  const file = join(folder, "abort");
  const stop = new AbortController();
  const running = run(sh(`setsid sh -c 'echo $$ > ${file}; sleep 300' & wait`), stop.signal);
  const pid = await pidIn(file);
  stop.abort();
  assert.equal((await running).outcome.kind, "stopped");
  assert.equal(isAlive(pid), false);

  const witness = join(folder, "never");
  const { outcome } = await run(sh(`touch ${witness}`), AbortSignal.abort());
  assert.equal(outcome.kind, "stopped");
  assert.equal(existsSync(witness), false);
});

test("a service that the installer started goes on, and its open pipes keep nobody waiting", async () => {
  const file = join(folder, "service");
  const { outcome, text } = await run(
    sh(`(setsid sh -c 'echo $$ > ${file}; for i in $(seq 600); do echo noise; sleep 0.05; done' &)
        while [ ! -s ${file} ]; do sleep 0.05; done; echo installed`),
  );
  const pid = await pidIn(file);
  try {
    assert.equal(outcome.kind === "exited" && outcome.exitCode, 0);
    assert.match(text, /installed/);
    await sleep(300);
    assert.equal(isAlive(pid), true);
  } finally {
    process.kill(-pid, "SIGKILL");
  }
});
