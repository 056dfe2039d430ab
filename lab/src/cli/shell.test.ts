import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { boot } from "../server/booted.ts";
import { FLEET, published } from "./scenes.ts";
import { CLI, shoalFor } from "./shoal.ts";

test("what cannot be understood is a usage error (2) that says what was meant and where to read", async (t) => {
  const shoal = shoalFor(t, {});
  const cases: [args: string[], says: RegExp][] = [
    [["tsk"], /error: Unknown command 'tsk'\n {2}next: {4}Did you mean task\?/],
    [["task", "creat"], /Did you mean create\? Otherwise see shoal task --help/],
    [["device", "list", "--onlin"], /Did you mean --online\?/],
    [["device", "list", "--os", "lunix"], /Allowed choices are windows, macos, linux[\s\S]*Did you mean linux\?/],
    [["task", "explain", "1"], /Missing required argument 'device'/],
    [["task", "list", "now"], /Too many arguments/],
    [["task", "list", "--limit", "many"], /--limit cannot be "many"/],
    [["task", "create", "--package", "a@1"], /error: Which devices\?/],
    [["task", "create", "--package", "a@1", "--all", "--watch"], /Say --start --watch/],
    [["task", "create", "--package", "a@1", "--all", "--set", "patchs=no"], /Did you mean patches\?/],
    [["task", "watch", "1", "--timeout", "soon"], /--timeout cannot be "soon"/],
    [["audit", "--since", "yesterday"], /--since cannot be "yesterday"/],
    [["audit", "--export", "csv", "--follow"], /An export is the whole trail/],
    [["device", "token", "--uses", "0"], /--uses cannot be "0"/],
    [["device", "list", "--server", "ftp://x"], /not the address of a server/],
    [["completion", "tcsh"], /Allowed choices are bash, zsh, fish/],
    [["task"], /^Usage: shoal task/],
  ];
  for (const [args, says] of cases) {
    const ran = await shoal(...args);
    assert.deepEqual([args, ran.code, ran.stdout], [args, 2, ""]);
    assert.match(ran.stderr, says);
  }
  const json = JSON.parse((await shoal("tsk", "--json")).stderr) as { error: { code: string; exit: number } };
  assert.deepEqual([json.error.code, json.error.exit], ["usage", 2]);
});

test("every error says what happened, why, what to do next, and which request it was", async (t) => {
  const { server } = await boot(t);
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  const missing = await shoal("task", "get", "99");
  assert.equal(missing.code, 1);
  assert.match(
    missing.stderr,
    /^error: There is no such thing\n {2}why: {5}task 99\n {2}next: {4}Check .*\n {2}request: [0-9a-f]{16}\n$/,
  );
  const stranger = await shoal("task", "get", "99", "--token", "0123456789abcdef", "--json");
  assert.equal(stranger.code, 5);
  const { error } = JSON.parse(stranger.stderr) as { error: Record<string, unknown> };
  assert.deepEqual(Object.keys(error).sort(), ["code", "detail", "exit", "hint", "requestId", "title"]);
  assert.equal((await shoal("device", "list", "--token", "0123456789abcdef")).code, 5);
  const nobody = await shoal("device", "list", "--server", "http://127.0.0.1:2");
  assert.equal(nobody.code, 1);
  assert.match(
    nobody.stderr,
    /cannot be reached\n {2}why: {5}Nothing listens there\.\n {2}next: {4}Start one with: shoal server\./,
  );
  const nowhere = await shoal("device", "get", "nobody");
  assert.match(nowhere.stderr, /There is no device nobody[\s\S]*shoal device list/);
});

test("devices are listed, narrowed and shown; tokens are made, listed and revoked", async (t) => {
  const { shoal, enrol } = await published(t);
  await enrol(FLEET.linux);
  const windows = await enrol(FLEET.windows);
  const names = async (...args: string[]) =>
    (await shoal.json<{ items: { name: string }[] }>("device", "list", ...args)).items.map((device) => device.name);
  assert.deepEqual(await names(), ["srv-web-01", "desk-berlin-01"]);
  assert.deepEqual(await names("--os", "windows"), ["desk-berlin-01"]);
  assert.deepEqual(await names("--name", "SRV"), ["srv-web-01"]);
  assert.deepEqual(await names("--online"), []);
  assert.deepEqual(await names("--offline", "--arch", "arm64"), []);
  assert.match((await shoal("device", "list")).stderr, /2 devices, 0 online/);
  assert.match(
    (await shoal("device", "get", windows.deviceId)).stdout,
    /device +desk-berlin-01[\s\S]*Windows 10\.0\.26100, x64[\s\S]*memory +16 GiB[\s\S]*FACT/,
  );

  const made = await shoal("device", "token", "--uses", "3", "--expires", "2h", "--quiet");
  assert.match(made.stdout, /^shoal1\.[\w-]{32}\.[\w-]{43}\n$/);
  assert.equal(made.stderr, "");
  interface Tokens {
    items: { id: string; uses: number; usesLeft: number; revoked: boolean }[];
  }
  const token = (await shoal.json<Tokens>("device", "tokens")).items.find((each) => each.uses === 3)!;
  assert.equal((await shoal("device", "revoke-token", token.id)).stdout, `${token.id}\n`);
  assert.match((await shoal("device", "tokens")).stdout, new RegExp(`${token.id} +revoked +3 of 3`));
});

test("the doctor says what is in order, what is not, and what to do about it", async (t) => {
  const { shoal } = await published(t);
  interface Findings {
    ok: boolean;
    findings: { check: string; state: string; next?: string }[];
  }
  const well = await shoal.json<Findings>("doctor");
  const state = (found: Findings) =>
    Object.fromEntries(found.findings.map((finding) => [finding.check, finding.state]));
  assert.deepEqual(
    [well.ok, state(well).server, state(well).version, state(well).clock, state(well).token, state(well).trust],
    [true, "ok", "ok", "ok", "ok", "ok"],
  );
  const ill = await shoal("doctor", "--server", "http://127.0.0.1:2");
  assert.equal(ill.code, 1);
  assert.match(
    ill.stdout,
    /fail {2}server +The server at .* cannot be reached: Nothing listens there\.\n +next: +Start one/,
  );
  const stranger = await shoal("doctor", "--token", "0123456789abcdef");
  assert.match(stranger.stdout, /fail {2}token +Who are you\?/);
  chmodSync(join(shoal.cwd, "config", "release.key"), 0o644);
  assert.match((await shoal("doctor")).stderr, /can be read by others \(mode 0644\)/);
});

test("a reader that has had enough ends the command without a word", async (t) => {
  const { shoal } = await published(t);
  const writing = shoal.start(["audit", "--export", "json"]);
  let stderr = "";
  writing.child.stderr!.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  writing.child.stdout!.destroy();
  const code = await new Promise((resolve) => writing.child.once("exit", resolve));
  assert.deepEqual([code, stderr], [0, ""]);
});

test("shoal server runs the server, hands on what it is told, and leaves nothing behind", async (t) => {
  const shoal = shoalFor(t, {});
  assert.match((await shoal("server", "--help")).stdout, /--data/);
  assert.equal((await shoal("server", "--prt", "1")).code, 2);
  const running = shoal.start(["server", "--data", "data", "--port", "0", "--log-level", "silent"]);
  const said = await new Promise<string>((resolve) =>
    running.child.stdout!.once("data", (chunk: Buffer) => resolve(chunk.toString())),
  );
  const url = /http:\/\/\S+\d/.exec(said)![0];
  // In the folder of a server of this machine its first token is found.
  const found = await shoal("package", "list", "--server", url);
  assert.equal(found.code, 5, "not in a folder where one is looked for");
  const listed = shoal.start(["package", "list", "--json", "--server", url], { SHOAL_DATA: join(shoal.cwd, "data") });
  assert.deepEqual(JSON.parse((await listed.ended).stdout), { items: [] });
  running.child.kill("SIGTERM");
  assert.equal((await running.ended).code, 0);
  await assert.rejects(fetch(url));
});

test("the shoal that npm links finds a Node that is new enough", (t) => {
  const bin = join(dirname(fileURLToPath(import.meta.resolve("@shoal/cli/main"))), "..", "bin", "shoal.mjs");
  // What it compiles is kept in a user's cache, and no user's is this test's.
  const env = { PATH: process.env["PATH"], HOME: shoalFor(t, {}).cwd };
  assert.match(spawnSync(process.execPath, [bin, "--version"], { encoding: "utf8", env }).stdout, /^\d+\.\d+\.\d+\n$/);
  const old = ["/usr/bin/node", "/usr/local/bin/node"].find((path) => {
    const [major = 99] =
      spawnSync(path, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout?.split(".").map(Number) ?? [];
    return major < 22;
  });
  if (!old) return t.skip("this machine has no Node older than 22 to try it with");
  const ran = spawnSync(old, [bin, "tsk"], { encoding: "utf8", env });
  assert.deepEqual([ran.status, ran.stdout], [2, ""]);
  assert.match(ran.stderr, /Did you mean task/);
});

test("Ctrl-C ends a command that waits for a server that says nothing", async (t) => {
  const { createServer } = await import("node:net");
  const silent = createServer((socket) => socket.on("error", () => {})).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
  t.after(() => silent.close());
  const { port } = silent.address() as { port: number };
  const child = spawn(process.execPath, [CLI, "device", "list", "--server", `http://127.0.0.1:${port}`], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  await new Promise((resolve) => silent.once("connection", resolve));
  child.kill("SIGINT");
  assert.equal(await new Promise((resolve) => child.once("exit", resolve)), 130);
});
