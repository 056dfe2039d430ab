import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { InstallerOf } from "@shoal/protocol/package/installer";
import { detectLeaf } from "../detect/leaf.ts";
import { createOutputLog } from "../process/output-log.ts";
import type { ProcessOutcome } from "../process/run.ts";
import { deb } from "./deb.ts";
import { emptyDebRoot, makeDeb } from "./fixtures/make-deb.ts";
import { type TestContextOptions, testContext } from "./fixtures/test-context.ts";

const missing = ["dpkg", "dpkg-deb"].find((program) => spawnSync(program, ["--version"]).error !== undefined);
const skip = missing === undefined ? false : `${missing} is not on this system`;

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "shoal-deb-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** One installer call in a sandbox, with what it said. */
async function act(
  order: "install" | "remove",
  installer: InstallerOf<"deb">,
  name: string,
  more: Partial<TestContextOptions> = {},
): Promise<{ exitCode: number; log: string; found: boolean | "unknown"; outcome: ProcessOutcome }> {
  const leaf = { deb: { name } };
  const context = testContext({ installer, detect: leaf, ...more });
  try {
    const outcome = await deb[order](installer, context);
    const { found } = await detectLeaf(leaf, context);
    return {
      exitCode: outcome.kind === "exited" ? outcome.exitCode : -1,
      log: context.log.tail().text,
      found,
      outcome,
    };
  } finally {
    context.clear();
  }
}

function sandbox(): { root: string; installer: InstallerOf<"deb"> } {
  const root = emptyDebRoot(mkdtempSync(join(folder, "sandbox-")));
  return { root, installer: { kind: "deb", root } };
}

/** Another package manager at work: dpkg's locks are fcntl locks, which `flock` does not make. */
async function holdLock(file: string): Promise<ChildProcess> {
  const script = `open(my $f, ">>", $ARGV[0]) or die; my $whole = pack("s s x4 q q l x4", 1, 0, 0, 0, 0); fcntl($f, 6, $whole) or die; $| = 1; print "held\\n"; sleep 60`;
  const child = spawn("perl", ["-e", script, file], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = (await Promise.race([once(child.stdout!, "data"), once(child, "exit")])) as [unknown];
  assert.equal(String(said), "held\n");
  return child;
}

test("installs, is found, upgrades, is removed", { skip }, async () => {
  const { root, installer } = sandbox();
  const files = (version: string) => [
    makeDeb(folder, { name: "reader", version, files: { "usr/bin/reader": version } }),
  ];
  const first = await act("install", installer, "reader", { files: files("1.0") });
  assert.deepEqual([first.exitCode, first.found], [0, true], first.log);
  assert.equal(readFileSync(join(root, "usr/bin/reader"), "utf8"), "1.0");
  const second = await act("install", installer, "reader", { files: files("2.0") });
  assert.equal(readFileSync(join(root, "usr/bin/reader"), "utf8"), "2.0", second.log);
  const again = await act("install", installer, "reader", { files: files("2.0") });
  assert.deepEqual([again.exitCode, again.found], [0, true], again.log);
  const removed = await act("remove", installer, "reader");
  assert.deepEqual([removed.exitCode, removed.found], [0, false], removed.log);
  assert.equal(existsSync(join(root, "usr/bin/reader")), false);
  assert.equal((await act("remove", installer, "reader")).exitCode, 0, "what is gone need not be removed");
});

test("an older version replaces a newer one only where that is allowed", { skip }, async () => {
  const { root, installer } = sandbox();
  const file = (version: string) => [makeDeb(folder, { name: "older", version, files: { "usr/bin/older": version } })];
  await act("install", installer, "older", { files: file("2.0") });
  await act("install", installer, "older", { files: file("1.0") });
  assert.equal(readFileSync(join(root, "usr/bin/older"), "utf8"), "2.0");
  await act("install", { ...installer, allowDowngrade: true }, "older", { files: file("1.0") });
  assert.equal(readFileSync(join(root, "usr/bin/older"), "utf8"), "1.0");
});

test("a changed configuration file is kept without a question", { skip }, async () => {
  const { root, installer } = sandbox();
  const file = (version: string) => [
    makeDeb(folder, {
      name: "asks",
      version,
      files: { "etc/asks.conf": `from ${version}\n` },
      conffiles: ["/etc/asks.conf"],
    }),
  ];
  await act("install", installer, "asks", { files: file("1.0") });
  writeFileSync(join(root, "etc/asks.conf"), "by hand\n");
  const upgraded = await act("install", installer, "asks", { files: file("2.0") });
  assert.deepEqual([upgraded.exitCode, upgraded.found], [0, true], upgraded.log);
  assert.equal(readFileSync(join(root, "etc/asks.conf"), "utf8"), "by hand\n");
  assert.equal(readFileSync(join(root, "etc/asks.conf.dpkg-dist"), "utf8"), "from 2.0\n");

  assert.equal((await act("remove", installer, "asks")).found, false);
  assert.ok(existsSync(join(root, "etc/asks.conf")), "a removal keeps it");
  await act("remove", installer, "asks", { remove: { purge: true } });
  assert.equal(existsSync(join(root, "etc/asks.conf")), false, "a purge does not");
});

test("a held lock is waited for, and no longer than is allowed", { skip }, async () => {
  const { root, installer } = sandbox();
  const files = [makeDeb(folder, { name: "waits", version: "1.0", files: { "usr/bin/waits": "" } })];
  const lock = join(root, "var/lib/dpkg/lock");
  const holder = await holdLock(lock);
  const gone = once(holder, "exit");
  try {
    const busy = await act("install", { ...installer, lockWaitSeconds: 0 }, "waits", { files });
    assert.deepEqual([busy.exitCode, busy.found], [75, false], busy.log);
    const kept = createOutputLog();
    const write = (chunk: Uint8Array | string) => {
      kept.write(chunk);
      if (/waiting for it/.test(kept.tail().text)) holder.kill();
    };
    const log = { ...kept, write };
    const done = await act("install", { ...installer, lockWaitSeconds: 60 }, "waits", { files, log });
    assert.deepEqual([done.exitCode, done.found], [0, true], done.log);
    assert.match(done.log, /waiting for it/);
  } finally {
    holder.kill("SIGKILL");
    await gone;
  }
});

test("what an interrupted dpkg left half-done is finished first", { skip }, async () => {
  const { root, installer } = sandbox();
  const left = makeDeb(folder, { name: "left", version: "1.0", files: { "usr/bin/left": "" } });
  const unpacked = spawnSync("dpkg", [`--root=${root}`, "--force-not-root", "--unpack", left], { encoding: "utf8" });
  assert.equal(unpacked.status, 0, unpacked.stderr);
  // A journal, as a run that was cut leaves it: apt and dpkg say what is to be done, and do nothing else.
  const stanza = readFileSync(join(root, "var/lib/dpkg/status"), "utf8").trim();
  writeFileSync(join(root, "var/lib/dpkg/updates/0000"), `${stanza}\n`);
  const files = [makeDeb(folder, { name: "next", version: "1.0", files: { "usr/bin/next": "" } })];
  const { exitCode, log, found } = await act("install", installer, "next", { files });
  assert.deepEqual([exitCode, found], [0, true], log);
  assert.equal((await act("remove", installer, "next")).exitCode, 0);
  const status = readFileSync(join(root, "var/lib/dpkg/status"), "utf8");
  assert.match(status, /Package: left\nStatus: install ok installed/);
});

test("a missing dependency and a file that is no package fail with words", { skip }, async () => {
  const { installer } = sandbox();
  const needy = makeDeb(folder, { name: "needy", version: "1.0", files: {}, depends: "absent-library" });
  const lacks = await act("install", installer, "needy", { files: [needy] });
  assert.deepEqual([lacks.exitCode, lacks.found], [1, false]);
  assert.match(lacks.log, /absent-library/);
  const junk = join(folder, "junk_1.0_all.deb");
  writeFileSync(junk, "no package");
  const broken = await act("install", installer, "junk", { files: [junk] });
  assert.deepEqual([broken.exitCode, broken.found], [1, false], broken.log);
});

test("apt cannot be sent into another root, and a removal needs a name", { skip }, async () => {
  const { installer } = sandbox();
  const file = join(folder, "unnamed");
  writeFileSync(file, "");
  const elsewhere = await act("install", { ...installer, via: "apt" }, "x", { files: [file] });
  assert.equal(elsewhere.outcome.kind, "unusable");
  const context = testContext({ installer, files: [file], detect: { file: { path: "/usr/bin/x" } } });
  assert.equal((await deb.remove(installer, context)).kind, "unusable");
  context.clear();
});

const noApt =
  skip ||
  (process.getuid?.() !== 0
    ? "only root may install packages"
    : spawnSync("apt-get", ["--version"]).error !== undefined && "apt-get is not on this system");

test("on this machine: apt installs, a failing script is reported and mended, purge leaves nothing", {
  skip: noApt,
}, async (t) => {
  const name = `shoal-test-${randomBytes(6).toString("hex")}`;
  const path = `usr/share/${name}/file`;
  const conf = `/etc/${name}.conf`;
  const build = (version: string, postinst: string) => [
    makeDeb(folder, { name, version, files: { [path]: version, [conf.slice(1)]: "x\n" }, conffiles: [conf], postinst }),
  ];
  t.after(() => spawnSync("dpkg", ["--force-all", "--purge", name], { stdio: "ignore" }));
  const installer: InstallerOf<"deb"> = { kind: "deb" };

  const failed = await act("install", installer, name, { files: build("1.0", "echo this script fails; exit 3") });
  assert.deepEqual([failed.exitCode, failed.found], [100, false], failed.log);
  assert.match(failed.log, /this script fails/);

  const question = 'read -r answer && echo "somebody answered" || echo "nobody answers: $DEBIAN_FRONTEND"';
  const mended = await act("install", installer, name, { files: build("2.0", question) });
  assert.deepEqual([mended.exitCode, mended.found], [0, true], mended.log);
  assert.match(mended.log, /nobody answers: noninteractive/);
  assert.equal(readFileSync(`/${path}`, "utf8"), "2.0");

  const removed = await act("remove", installer, name, { remove: { purge: true } });
  assert.deepEqual([removed.exitCode, removed.found], [0, false], removed.log);
  assert.equal(existsSync(conf), false);
  assert.equal(spawnSync("dpkg-query", ["-W", name]).status, 1);
});
