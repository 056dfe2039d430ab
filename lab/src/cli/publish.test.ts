import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { boot } from "../server/booted.ts";
import { published, writePackage, YAML } from "./scenes.ts";
import { shoalFor } from "./shoal.ts";

test("from nothing to a published package, with every step said and only answers on stdout", async (t) => {
  const { server } = await boot(t);
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  writePackage(join(shoal.cwd, "tool"));

  const early = await shoal("package", "publish", "tool");
  assert.equal(early.code, 1);
  assert.match(
    early.stderr,
    /error: There is no release key\n {2}why: .*release\.key is not there\.\n {2}next: {4}Make one: shoal key generate/,
  );

  const made = await shoal("key", "generate");
  assert.match(made.stdout, /^[0-9a-f]{64}\n[0-9a-f]{64}\n$/);
  for (const name of ["release", "root"])
    assert.equal(statSync(join(shoal.cwd, "config", `${name}.key`)).mode & 0o777, 0o600);
  assert.equal((await shoal("key", "generate")).code, 1, "a key is never overwritten");

  const beforeInit = await shoal("package", "publish", "tool");
  assert.match(beforeInit.stderr, /not said yet whose releases devices trust[\s\S]*shoal trust init/);

  const said = await shoal("trust", "init");
  assert.deepEqual([said.code, /^[0-9a-f]{16}\n$/.test(said.stdout)], [0, true], said.stderr);
  assert.match((await shoal("trust", "init")).stderr, /is said already/, "only once");
  await shoal("key", "generate", "--name", "other");
  const untrusted = await shoal("package", "publish", "tool", "--key", "config/other.key");
  assert.equal(untrusted.code, 5);
  assert.match(untrusted.stderr, /signing key is not trusted[\s\S]*is for role release to sign[\s\S]*Nothing was sent/);
  const rehearsal = await shoal("package", "publish", "tool", "--dry-run");
  assert.match(rehearsal.stderr, /could be published: 2 variants, 14\.0 kB to upload\. Nothing was sent\./);
  assert.deepEqual(await shoal.json("package", "list"), { items: [] });

  const done = await shoal("package", "publish", "tool");
  assert.deepEqual([done.code, done.stdout], [0, "tool@1.0.0\n"]);
  assert.match(done.stderr, /Hashed 2 files: 14\.0 kB[\s\S]*Uploaded 2 files[\s\S]*Published tool@1\.0\.0: 2 variants/);
  const again = await shoal.json<{ outcome: string; bytesToUpload: number }>("package", "publish", "tool");
  assert.deepEqual([again.outcome, again.bytesToUpload], ["known", 0]);

  assert.match((await shoal("package", "get", "tool@1.0.0")).stdout, /windows +windows +exe +tool\.exe 8\.00 kB/);
  assert.match((await shoal("package", "get", "tool")).stdout, /1\.0\.0 .* windows, linux/);
  assert.match((await shoal("trust", "show")).stdout, /^release +1 .* 1 +\*\/\*$/m);
});

test("what is there already is not sent again, and a release never changes", async (t) => {
  const { shoal } = await published(t);
  writeFileSync(join(shoal.cwd, "tool", "tool.bin"), "linux, changed");
  const other = await shoal("package", "publish", "tool");
  assert.equal(other.code, 1);
  assert.match(other.stderr, /published before with other content[\s\S]*Nothing was sent[\s\S]*Raise the version/);

  writeFileSync(join(shoal.cwd, "tool", "shoal.yaml"), YAML.replace("1.0.0", "1.1.0"));
  interface Published {
    outcome: string;
    bytesToUpload: number;
    bytesInAll: number;
    files: { name: string; uploaded: boolean }[];
  }
  const next = await shoal.json<Published>("package", "publish", "tool");
  assert.deepEqual([next.outcome, next.bytesToUpload, next.bytesInAll], ["published", 14, 8014]);
  assert.deepEqual(
    next.files.map((file) => [file.name, file.uploaded]),
    [
      ["tool.exe", false],
      ["tool.bin", true],
    ],
  );
});

test("a bad package is read aloud with places, by check and by publish alike", async (t) => {
  const shoal = shoalFor(t, { SHOAL_SERVER: "http://127.0.0.1:2" });
  const folder = writePackage(
    join(shoal.cwd, "bad"),
    YAML.replace("installer: { kind: exec }", "instaler: { kind: exec }").replace("os: windows", "os: window"),
  );
  for (const command of ["check", "publish"]) {
    const ran = await shoal("package", command, "bad");
    assert.deepEqual([ran.code, ran.stdout], [1, ""]);
    assert.match(ran.stderr, /^bad\/shoal\.yaml:7:\d+: .*windows/m);
    assert.match(ran.stderr, /^bad\/shoal\.yaml:15:5: unknown key "instaler".*did you mean "installer"/m);
    assert.match(ran.stderr, /error: The package is not valid\n {2}why: .*problems; they are above\.\n {2}next: /);
  }
  const ran = await shoal("package", "check", "bad", "--json");
  const { ok, problems } = JSON.parse(ran.stdout) as { ok: boolean; problems: { file: string; line: number }[] };
  assert.deepEqual([ran.code, ok, problems[0]?.file, problems[0]?.line], [1, false, "bad/shoal.yaml", 7]);
  writeFileSync(join(folder, "shoal.yaml"), "name: [");
  assert.match((await shoal("package", "check", "bad")).stderr, /shoal\.yaml:1:\d+: /);
  writePackage(folder);
  assert.match((await shoal("package", "check", "bad")).stderr, /bad\/shoal\.yaml: tool@1\.0\.0 is in order\./);
});

test("a rehearsal needs neither key nor server, and says what it could not find out", async (t) => {
  const shoal = shoalFor(t, { SHOAL_SERVER: "http://127.0.0.1:2" });
  writePackage(join(shoal.cwd, "tool"));
  const ran = await shoal("package", "publish", "tool", "--dry-run");
  assert.equal(ran.code, 0, ran.stderr);
  assert.match(
    ran.stderr,
    /warning: there is no release key[\s\S]*warning: The server at .* cannot be reached[\s\S]*at most to upload/,
  );
});

test("a login is proved before it is saved, and used from then on", async (t) => {
  const { server } = await boot(t);
  const shoal = shoalFor(t, {});
  const refused = await shoal("login", server.url, "--token", "not-a-token-at-all");
  assert.equal(refused.code, 5);
  assert.equal((await shoal("package", "list", "--server", server.url)).code, 5);
  assert.equal((await shoal("login", server.url, "--token", server.adminToken)).code, 0);
  assert.deepEqual(await shoal.json("package", "list"), { items: [] });
  const context = await shoal.json<{ server: string; tokenFrom: string }>("context");
  assert.deepEqual([context.server, context.tokenFrom], [server.url, "shoal login"]);
  assert.ok(!(await shoal("context")).stdout.includes(server.adminToken));
  assert.ok(readFileSync(join(shoal.cwd, "config", "context.json"), "utf8").includes(server.adminToken));
  await shoal("logout");
  assert.equal((await shoal.json<{ hasToken: boolean }>("context")).hasToken, false);
});

test("what a package needs of others is asked before anything is uploaded, and told with its place", async (t) => {
  const { shoal } = await published(t);
  const needy = (needs: string) =>
    writePackage(
      join(shoal.cwd, "needy"),
      YAML.replace("name: tool", "name: needy").replace("variants:", `${needs}\nvariants:`),
    );
  needy('dependencies:\n  - { package: tool, versions: ">=2 <3" }\n  - { package: fonts, versions: ">=1" }');
  const offline = await shoal("package", "check", "needy");
  assert.equal(offline.code, 0);
  assert.match(offline.stderr, /Whether tool, fonts is on the server was not asked: shoal package check --on-server/);
  for (const command of [["check", "--on-server"], ["publish"], ["publish", "--dry-run"]]) {
    const ran = await shoal("package", ...command, "needy");
    assert.deepEqual([ran.code, ran.stdout], [1, ""], ran.stderr);
    assert.ok(ran.stderr.indexOf(":6:32:") < ran.stderr.indexOf(":7:33:"));
    assert.match(
      ran.stderr,
      /^needy\/shoal\.yaml:6:32: needy 1\.0\.0 needs tool >=2 <3; of tool there is 1\.0\.0: publish tool in a version that is >=2 <3 first$/m,
    );
    assert.match(ran.stderr, /^needy\/shoal\.yaml:7:33: .* and no release of fonts is published/m);
    assert.match(ran.stderr, /error: What the release needs is not there\n {2}why: .*2 things are said above\./);
    assert.doesNotMatch(ran.stderr, /Uploaded/);
  }
  const answer = await shoal("package", "check", "--on-server", "needy", "--json");
  assert.deepEqual([answer.code, JSON.parse(answer.stdout).problems.length], [1, 2]);
  needy('dependencies: [{ package: tool, versions: ">=1" }]');
  assert.equal((await shoal("package", "check", "--on-server", "needy")).code, 0);
  assert.equal((await shoal("package", "publish", "needy")).code, 0);
});

test("a secret that its package may not use is told with its place before anything is uploaded", async (t) => {
  const { shoal, operator } = await published(t);
  writePackage(
    join(shoal.cwd, "keyed"),
    YAML.replace("name: tool", "name: keyed").replace(
      "installer: { kind: exec }",
      "installer: { kind: exec }\n    secrets: { KEY: a-key }",
    ),
  );
  const refused = async (words: RegExp) => {
    for (const command of [["check", "--on-server"], ["publish"]]) {
      const ran = await shoal("package", ...command, "keyed");
      assert.deepEqual([ran.code, ran.stdout], [1, ""], ran.stderr);
      assert.match(ran.stderr, words);
      assert.doesNotMatch(ran.stderr, /Uploaded/);
    }
  };
  await refused(/^keyed\/shoal\.yaml:16:21: the secret a-key is not set: set it: .* --package keyed/m);
  await operator.send("PUT", "/api/v1/secrets/a-key", { value: "of somebody else", packages: ["tool"] });
  await refused(/^keyed\/shoal\.yaml:16:21: keyed may not use the secret a-key: /m);
  const bound = await shoal("secret", "bind", "a-key", "keyed", "other");
  assert.match(bound.stderr, /a-key is for keyed, other from now on/);
  assert.equal((await shoal("package", "publish", "keyed")).code, 0);
  const cut = await shoal("secret", "bind", "a-key");
  assert.match(
    cut.stderr,
    /a-key is for no package from now on\.\nWithout it are: keyed@1\.0\.0\. Tasks for them are refused/,
  );
});
