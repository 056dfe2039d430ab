/** A local user with a shell against an agent that runs as root: each test is an attack that worked before it was written. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createAgent } from "../agent.ts";
import { askAgent } from "../control/ask.ts";
import { controlPath } from "../control/path.ts";
import { serveControl } from "../control/serve.ts";
import { detectLeaf } from "../detect/leaf.ts";
import type { Host } from "../host/host.ts";
import { testContext } from "../installer/fixtures/test-context.ts";
import { installWith, removeWith } from "../installer/kinds.ts";
import { createOutputLog } from "../process/output-log.ts";
import { runProcess } from "../process/spawn-process.ts";
import { asStranger, needsRoot, STRANGER, sharedFolder, strangerRuns } from "./fixtures/stranger.ts";
import { privateFolder } from "./private-folder.ts";
import { removeTree } from "./remove-tree.ts";

let shared: ReturnType<typeof sharedFolder>;
beforeEach(() => {
  shared = sharedFolder();
});
afterEach(() => shared.clear());
const attack = { skip: needsRoot };

async function outputOf(argv: [string, ...string[]], env: Record<string, string> = {}): Promise<string> {
  const kept = { ...process.env };
  Object.assign(process.env, env);
  try {
    const log = createOutputLog();
    const outcome = await runProcess({ argv, timeoutMs: 60_000 }, log);
    return outcome.kind === "unusable" ? outcome.detail : log.tail().text;
  } finally {
    process.env = kept;
  }
}

test("a state folder that somebody else has made, with an identity in it, is no agent's", attack, async () => {
  const stateDir = join(shared.theirs, "state");
  const trust = { format: 1, taskKeys: ["theirs"], releaseKeys: ["theirs"] };
  const identity = JSON.stringify({ server: "http://127.0.0.1:1", deviceId: "d", deviceToken: "t", name: "n", trust });
  asStranger(`mkdir ${stateDir} && echo '${identity}' > ${stateDir}/identity.json`);
  assert.ok(existsSync(join(stateDir, "identity.json")));
  await assert.rejects(createAgent({ stateDir, host: {} as Host }), /belongs to user 65534/);
});

test("nor is one that others may write to, or in a place that they may change", attack, () => {
  const open = join(shared.folder, "open");
  mkdirSync(open);
  chmodSync(open, 0o777);
  assert.throws(() => privateFolder(open), /everybody may write to .*open/);
  chmodSync(open, 0o2775);
  spawnSync("chgrp", [String(STRANGER), open]);
  assert.throws(() => privateFolder(open), /group 65534 may write to .*open/);
  const own = join(shared.theirs, "roots-own");
  mkdirSync(own, 0o700);
  assert.throws(() => privateFolder(own), /theirs belongs to user 65534/);
  const drop = join(shared.folder, "drop");
  mkdirSync(drop);
  chmodSync(drop, 0o1777);
  asStranger(`ln -s ${shared.folder}/good ${drop}/link`);
  mkdirSync(join(shared.folder, "good"), 0o700);
  assert.throws(() => privateFolder(drop), /everybody may write to .*drop/, "others make the names there first");
  assert.throws(() => privateFolder(join(drop, "link")), /drop\/link belongs to user 65534/);
  const circle = join(shared.folder, "circle");
  symlinkSync(circle, circle);
  assert.throws(() => privateFolder(circle), /circle/);
});

test("one of ours that others could read is closed to them", attack, () => {
  const stateDir = join(shared.folder, "state");
  mkdirSync(stateDir, 0o755);
  privateFolder(stateDir);
  assert.equal(statSync(stateDir).mode & 0o777, 0o700);
});

test("a program in a folder that others may write to is not found by its name", attack, async () => {
  asStranger(`printf '#!/bin/sh\\necho theirs' > ${shared.theirs}/dpkg-query && chmod 755 ${shared.theirs}/dpkg-query`);
  const own = join(shared.folder, "own");
  mkdirSync(own);
  const said = await outputOf(["/bin/sh", "-c", "dpkg-query --version; echo $PATH"], {
    PATH: `${shared.theirs}:${own}:relative:${process.env["PATH"]}`,
  });
  assert.doesNotMatch(said, /theirs/);
  assert.match(said, new RegExp(`^${own}:`, "m"));
});

test("root's programs take neither settings from a user's home nor their temporary folder", attack, async () => {
  const said = await outputOf(["/usr/bin/env"], {
    HOME: shared.theirs,
    TMPDIR: shared.theirs,
    LD_PRELOAD: "",
    BASH_ENV: "/x",
  });
  assert.doesNotMatch(said, /theirs|LD_PRELOAD|BASH_ENV/);
  assert.match(said, /^HOME=\/root$/m);
  assert.match(await outputOf(["/usr/bin/env"], { TMPDIR: "/tmp" }), /^TMPDIR=\/tmp$/m);
});

test("the command clears what it was started with, before it makes a file or starts a program", attack, () => {
  const bin = fileURLToPath(new URL("../../bin/shoal-agent.mjs", import.meta.url));
  const tell = `process.on("exit", () => { delete process.env.PWD; console.error(JSON.stringify([process.umask(), process.env])); })`;
  const { stderr } = spawnSync(
    "/bin/sh",
    ["-c", `umask 0; exec "$0" --import 'data:text/javascript,${tell}' ${bin} --version`, process.execPath],
    {
      encoding: "utf8",
      env: {
        PATH: `${shared.theirs}:/usr/bin`,
        HOME: shared.theirs,
        LD_LIBRARY_PATH: shared.theirs,
        NODE_PATH: shared.theirs,
        TMPDIR: shared.theirs,
        TZ: "UTC",
      },
    },
  );
  assert.deepEqual(JSON.parse(stderr.trim().split("\n").at(-1)!), [
    0o022,
    { PATH: "/usr/bin", HOME: "/root", TZ: "UTC" },
  ]);
});

test(
  "a program that others may change is not run as root: not by a removal, not by a detection rule",
  attack,
  async () => {
    const program = join(shared.theirs, "tool");
    asStranger(`printf '#!/bin/sh\\nid -u > ${shared.theirs}/ran; echo 1.2' > ${program}; chmod 755 ${program}`);
    using context = disposable(testContext({ installer: { kind: "exec" }, remove: { command: [program] } }));
    const removed = await removeWith(context);
    assert.match(
      removed.kind === "unusable" ? removed.detail : removed.kind,
      /is not run as root: .*belongs to user 65534/,
    );
    const found = await detectLeaf({ version: { command: [program], range: ">=1" } }, context);
    assert.deepEqual([found.found, /belongs to user/.test(found.detail)], ["unknown", true]);
    assert.equal(existsSync(join(shared.theirs, "ran")), false);
  },
);

test("a folder that is unpacked into cannot be swapped for a link to another one meanwhile", attack, async () => {
  const [victim, packed] = [join(shared.folder, "victim"), join(shared.folder, "packed")];
  for (const each of [victim, packed]) mkdirSync(each);
  for (let at = 0; at < 1500; at++) writeFileSync(join(packed, `file-${at}`), "x");
  const file = join(shared.folder, "reader.tar");
  spawnSync("tar", ["-cf", file, "-C", packed, "."]);
  using context = disposable(testContext({ installer: { kind: "archive", into: shared.theirs }, files: [file] }));
  await using _ = strangerRuns(
    `cd ${shared.theirs}; while :; do for d in .unpacking-*; do
       if [ -e "$d/file-9" ]; then mv "$d" "$d.aside"; ln -s ${victim} "$d"; exit; fi; done; done`,
  );
  const outcome = await installWith(context);
  assert.deepEqual(readdirSync(victim), []);
  assert.match(
    outcome.kind === "unusable" ? outcome.detail : outcome.kind,
    /theirs is not safe: .*theirs belongs to user 65534/,
  );
});

test("a version that is taken away cannot lead root into another folder", attack, async () => {
  const [victim, tree] = [join(shared.folder, "victim"), join(shared.folder, "tree")];
  mkdirSync(victim);
  mkdirSync(tree);
  const names = Array.from({ length: 4000 }, (_, at) => `file-${at}`);
  for (const name of names) writeFileSync(join(victim, name), "precious");
  // What a service keeps below what was installed for it.
  mkdirSync(join(tree, "data"));
  spawnSync("chown", [String(STRANGER), join(tree, "data")]);
  asStranger(`mkdir ${tree}/data/d; cd ${tree}/data/d; seq -f file-%g 0 3999 | xargs touch`);
  assert.equal(readdirSync(join(tree, "data/d")).length, names.length);
  await using _ = strangerRuns(
    `cd ${tree}/data; touch ../../theirs/ready; while :; do for f in d/file-1?0; do
       if [ ! -e "$f" ]; then mv d aside && ln -s ${victim} d; exit; fi; done; done`,
  );
  while (!existsSync(join(shared.theirs, "ready"))) await new Promise((resolve) => setTimeout(resolve, 5));
  await removeTree(tree).catch(() => undefined);
  assert.equal(readdirSync(victim).length, names.length);
});

test(
  "what the agent asks and answers by is nobody else's, also for the moment in which it is made",
  attack,
  async () => {
    const short = join(shared.folder, "state");
    mkdirSync(short);
    const mask = process.umask(0);
    const serving = serveControl(short, {} as never);
    process.umask(mask);
    const { mode } = statSync(controlPath(short));
    await (await serving)();
    assert.equal(mode & 0o777, 0o600);

    const long = join(shared.folder, "long".repeat(30));
    mkdirSync(long);
    assert.match(dirname(controlPath(long)), /^\/run$|^\/var\/run$/);
    await (await serveControl(long, {} as never))();

    const planted = join(shared.theirs, "agent.sock");
    asStranger(`touch ${planted}`);
    await assert.rejects(askAgent(shared.theirs, { ask: "status" }), /it may be somebody else who answers/);
    await assert.rejects(serveControl(shared.theirs, {} as never), /belongs to user 65534/);
  },
);

test("the journal's files are for the agent alone, whatever the mask", attack, async () => {
  const { Journal } = await import("../journal/journal.ts");
  const stateDir = join(shared.folder, "state");
  mkdirSync(stateDir, 0o755);
  const mask = process.umask(0);
  const journal = new Journal(stateDir);
  journal.setFact("a", "b");
  process.umask(mask);
  const modes = readdirSync(stateDir).map((name) => [name, statSync(join(stateDir, name)).mode & 0o077]);
  journal.close();
  assert.ok(modes.length >= 3, String(modes));
  assert.deepEqual(
    modes.filter(([, mode]) => mode !== 0),
    [],
  );
});

function disposable<T extends { clear(): void }>(thing: T): T & Disposable {
  return Object.assign(thing, { [Symbol.dispose]: () => thing.clear() });
}
