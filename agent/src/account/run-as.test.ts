/** What a package runs with fewer rights than the agent has, by real processes. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Installer } from "@shoal/protocol/package/installer";
import { detectLeaf } from "../detect/leaf.ts";
import { createRealHost } from "../host/real.ts";
import { type TestContext, type TestContextOptions, testContext } from "../installer/fixtures/test-context.ts";
import { installWith, removeWith } from "../installer/kinds.ts";
import { needsRoot } from "../ownership/fixtures/stranger.ts";
import type { Command, ProcessOutcome, RunProcess } from "../process/run.ts";
import { runProcess } from "../process/spawn-process.ts";
import { findAccount, parsePasswd } from "./account.ts";

const asRoot = { skip: needsRoot };
const NOBODY = 65_534;

/** Its state is where others may go through, as `/var/lib/shoal` is. */
function scene(t: { after(fn: () => void): void }, options: TestContextOptions): TestContext {
  const here = testContext(options);
  t.after(here.clear);
  chmodSync(here.folder, 0o755);
  return { ...here, roomsDir: join(here.folder, "state", "rooms") };
}

function said(outcome: ProcessOutcome): string {
  return outcome.kind === "unusable"
    ? outcome.detail
    : outcome.kind === "exited"
      ? `exit ${outcome.exitCode}`
      : outcome.kind;
}

const WHO = `id -u; id -G; umask; pwd; env | sort; grep -E '^(NoNewPrivs|CapEff|CapInh)' /proc/self/status; stat -c '%a %u %n' . "$0"`;

test(
  "a script of nobody's has nobody's rights: user, groups, capabilities, home, temporary folder",
  asRoot,
  async (t) => {
    const here = scene(t, { installer: { kind: "script", run: WHO, runAs: "nobody" } });
    mkdirSync(join(here.folder, "state"), 0o700);
    const own = process.getgroups!();
    t.after(() => process.setgroups!(own));
    process.setgroups!([0, 4]);
    const outcome = await installWith(here);
    const text = here.log.tail().text;
    assert.equal(said(outcome), "exit 0", text);
    const [uid, groups, mask, cwd] = text.split("\n");
    assert.deepEqual([uid, groups, mask], [String(NOBODY), String(NOBODY), "0022"]);
    assert.match(text, new RegExp(`^HOME=${cwd}$`, "m"), "nobody has no home");
    assert.match(text, new RegExp(`^TMPDIR=${cwd}$`, "m"));
    assert.match(text, /^USER=nobody$/m);
    assert.doesNotMatch(text, /^SUDO/m);
    assert.match(text, /^CapEff:\s+0+$/m);
    assert.match(text, new RegExp(`^700 ${NOBODY} \\.$`, "m"), "its folder is its own");
    assert.match(text, /^750 0 .*files\/script/m, "the script is root's");
    if (existsSync("/usr/bin/setpriv")) assert.match(text, /^NoNewPrivs:\s+1$/m);
    assert.deepEqual(readdirSync(here.roomsDir), [], "nothing is left of it");
  },
);

test(
  "it can change neither what is run nor what the agent keeps, and what it leaves leads nobody elsewhere",
  asRoot,
  async (t) => {
    const run = `
    cat ../../../identity.json; ls ../../..; ls ../..; echo more >> "$0"; mv "$0" x; rm -f ../files/*
    mkdir -p a/b && ln -s "$1" a/b/link && ln -s "$1" link && touch a/file
    exit 5`;
    const here = scene(t, { installer: { kind: "script", run, runAs: "nobody" } });
    const [state, victim] = [join(here.folder, "state"), join(here.folder, "victim")];
    for (const each of [state, victim]) mkdirSync(each, 0o700);
    writeFileSync(join(state, "identity.json"), "the device's own", { mode: 0o600 });
    writeFileSync(join(victim, "precious"), "");
    Object.assign(here.variant.installer, { arguments: [victim] });
    assert.equal(said(await installWith(here)), "exit 5");
    const text = here.log.tail().text;
    assert.doesNotMatch(text, /the device's own/);
    assert.equal(text.match(/Permission denied/g)?.length, 6, text);
    assert.deepEqual(readdirSync(victim), ["precious"]);
    assert.deepEqual(readdirSync(here.roomsDir), []);
    assert.equal(statSync(state).mode & 0o777, 0o711);
  },
);

test("a program, a removal, scripts round it and both detections run as a named account", asRoot, async (t) => {
  const file = join(scene(t, { installer: { kind: "exec" } }).folder, "setup");
  writeFileSync(file, '#!/bin/sh\nid -un; echo "$@"');
  const runAs = "daemon";
  const script = { run: 'test "$(id -un)" = daemon', runAs };
  const here = scene(t, {
    installer: { kind: "exec", runAs, arguments: ["a b"] },
    files: [file],
    remove: { command: ["sh", "-c", "id -un"], runAs },
  });
  assert.equal(said(await installWith(here)), "exit 0");
  assert.equal(said(await removeWith(here)), "exit 0");
  assert.equal(here.log.tail().text, "daemon\na b\ndaemon\n");
  const host = createRealHost({ agentVersion: "0" });
  assert.equal(said(await host.runScript({ ...script, timeoutMs: 60_000 }, here)), "exit 0");
  assert.equal((await detectLeaf({ script }, here)).found, true);
  const version = { command: ["sh", "-c", "id -un; echo v1.2"], range: ">=1.2" };
  assert.equal((await detectLeaf({ version: { ...version, pattern: "daemon\\nv(.*)", runAs } }, here)).found, true);
  assert.equal(
    (await detectLeaf({ version: { ...version, pattern: "daemon\\nv(.*)" } }, here)).found,
    "unknown",
    "as root it is root's",
  );
  const absent = { version: { command: ["/nowhere/tool"], range: ">=1", runAs } };
  assert.equal((await detectLeaf(absent, here)).found, false);
});

test("what does not end in time is ended, whose ever it is", asRoot, async (t) => {
  const installer: Installer = { kind: "script", run: "echo $$; sh -c 'sleep 300' & sleep 300", runAs: "nobody" };
  const here = scene(t, { installer, timeoutMs: 1500 });
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const installed = installWith(here);
  // It begins, however long that takes, and its time is over then.
  while (!here.log.tail().text.includes("\n")) await sleep(20);
  t.mock.timers.tick(1500);
  assert.equal(said(await installed), "timed-out");
  assert.equal(existsSync(`/proc/${here.log.tail().text.trim()}`), false);
});

test("what cannot be is said, and is never done with more rights instead", asRoot, async (t) => {
  const at = async (runAs: string, rest: Partial<TestContext> = {}) => {
    const here = { ...scene(t, { installer: { kind: "script", run: "id -u", runAs } }), ...rest };
    const outcome = await installWith(here);
    assert.equal(here.log.tail().text, "");
    return said(outcome);
  };
  assert.match(
    await at("no-such-account"),
    /it is to run as no-such-account: there is no user no-such-account on this machine/,
  );
  assert.match(await at("nobody", { os: "windows" }), /on Windows the agent runs programs as itself only/);
  const closed = scene(t, { installer: { kind: "exec" } });
  mkdirSync(join(closed.folder, "closed"), 0o700);
  const roomsDir = join(closed.folder, "closed", "state", "rooms");
  assert.match(await at("nobody", { roomsDir }), /who may not go through .*closed; give the agent a --state folder/);
});

test("the person is who is at the desktop, and nobody where that cannot be told", async () => {
  const sessions =
    (...all: [string, string][]): RunProcess =>
    async (command: Command, log) => {
      if (command.argv[1] === "list-sessions") log.write(all.map((_, at) => `${at} x\n`).join(""));
      else if (command.argv[0] === "loginctl")
        log.write(
          all.map(([user, type]) => `Name=${user}\nUser=7\nType=${type}\nClass=user\nState=active\n`).join("\n"),
        );
      else return await runProcess(command, log);
      return { kind: "exited", exitCode: 0, durationMs: 1 };
    };
  const found = async (run: RunProcess) => {
    const answer = await findAccount("user", { os: "linux", run });
    return answer.ok ? answer.account?.name : answer.detail;
  };
  if (!needsRoot) {
    assert.equal(await found(sessions(["daemon", "wayland"], ["bin", "tty"], ["root", "tty"])), "daemon");
    assert.equal(await found(sessions(["bin", "tty"])), "bin");
  }
  assert.match(String(await found(sessions())), /nobody is signed in/);
  assert.match(String(await found(sessions(["root", "x11"]))), /nobody is signed in/);
  assert.match(String(await found(sessions(["daemon", "x11"], ["bin", "x11"]))), /daemon, bin are signed in/);
});

test("a line of the list of users", () => {
  assert.deepEqual(parsePasswd("ann:x:1000:1001:Ann,,,:/home/ann:/bin/sh"), {
    name: "ann",
    uid: 1000,
    gid: 1001,
    home: "/home/ann",
  });
  for (const line of ["", "ann", "ann:x:-1:1::/:", "ann:x::::/:"]) assert.equal(parsePasswd(line), undefined);
});
