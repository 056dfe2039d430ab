import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { portalFolder } from "@shoal/agent/portal/place";
import { startAgentProcess } from "../fleet/agent-process.ts";
import { partsOf, raw } from "../portal/raw.ts";
import { boot } from "../server/booted.ts";

const MAIN = fileURLToPath(import.meta.resolve("@shoal/agent/main"));

/** Not synchronously: the server that it asks lives in this process. */
async function agent(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"], timeout: 30_000 });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (chunk: Buffer) => {
      said[name] += chunk.toString();
    });
  const [status] = (await once(child, "close")) as [number];
  return { status, ...said };
}

test("enrol, run, status, check; one agent a folder; told to stop, it stops", async (t) => {
  const { server, operator } = await boot(t);
  await operator.trust();
  const stateDir = mkdtempSync(join(tmpdir(), "shoal-command-"));
  t.after(() => rmSync(stateDir, { recursive: true, force: true }));
  assert.match(
    (await agent("run", "--state", stateDir)).stderr,
    /no device is enrolled in .*; first: shoal-agent enrol/,
  );
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
  const running = await startAgentProcess({ server: server.agentUrl, token, stateDir, name: "this-one" });
  t.after(() => running.stop());

  const status = async () =>
    JSON.parse((await agent("status", "--state", stateDir, "--json")).stdout) as Record<string, unknown>;
  for (let waited = 0; ; waited++) {
    const now = await status();
    if (now["connected"] && now["lastCheckInMs"]) break;
    assert.ok(waited < 200, JSON.stringify(now));
    await sleep(100);
  }
  const before = await status();
  assert.deepEqual([before["name"], before["running"], before["server"]], ["this-one", true, server.agentUrl]);
  const checked = await agent("check", "--state", stateDir);
  assert.match(checked.stdout, /was asked; 0 actions are under way/);
  assert.ok(((await status())["lastCheckInMs"] as number) > (before["lastCheckInMs"] as number));

  const said = async (...args: string[]) => {
    const { status, stdout, stderr } = await agent(...args, "--state", stateDir);
    return `${status}: ${stdout}${stderr}`.trim();
  };
  assert.equal(await said("now"), "0: nothing waits for those who are signed in");
  assert.equal(await said("later"), "1: shoal-agent: nothing waits for those who are signed in");
  assert.equal(await said("later", "7"), '1: shoal-agent: nothing called "7" is under way on this device');
  assert.equal(await said("later", "--until", "2h"), "1: shoal-agent: nothing waits for those who are signed in");
  assert.match(await said("later", "--until", "soon"), /^2: shoal-agent: --until "soon" is no time: write 90m/);
  assert.match(await said("later", "--until", "2020-01-01"), /^2: shoal-agent: --until 2020-01-01 is over already/);
  assert.match(await said("now", "--until", "2h"), /^2: shoal-agent: --until is for later/);
  assert.equal(await said("available"), "0: nothing is on offer for this device");
  assert.equal(await said("install", "reader"), '1: shoal-agent: "reader" is not on offer for this device; nothing is');

  const opened = await agent("portal", "--state", stateDir, "--json");
  const { port, secret } = partsOf((JSON.parse(opened.stdout) as { url: string }).url);
  const body = JSON.stringify({ secret });
  assert.equal((await raw(port, { method: "POST", path: "/api/visit", body })).status, 200);
  const folder = portalFolder(stateDir);
  assert.ok(existsSync(folder));

  const second = await agent("run", "--state", stateDir);
  assert.equal(second.status, 1);
  assert.match(second.stderr, /another agent is running on .*; stop it first/);
  const again = await agent("enrol", "--state", stateDir, "--server", server.agentUrl, "--token", token);
  assert.equal(again.status, 1);

  await running.stop();
  assert.equal(running.child.exitCode, 0);
  assert.equal(existsSync(folder), false);
  assert.match((await agent("portal", "--state", stateDir)).stderr, /no agent with a portal runs on/);
  assert.equal((await status())["running"], false);
  assert.match((await agent("check", "--state", stateDir)).stderr, /no agent runs on/);
});

test("wrong words are told with the usage, and exit 2", async () => {
  for (const [words, said] of [
    [[], /say one command/],
    [["swim"], /no command "swim"/],
    [["run", "--fast"], /--fast/],
    [["enrol"], /needs --server and --token, or --pin/],
    [["status", "now"], /say one command/],
    [["later", "7", "8"], /say one command/],
    [["install"], /install what\? shoal-agent available lists what is on offer/],
    [["probe", "--form-factor", "boat"], /one of desktop, laptop/],
  ] as const) {
    const { status, stderr, stdout } = await agent(...words);
    assert.equal(status, 2, words.join(" "));
    assert.match(stderr, said);
    assert.equal(stdout, "");
  }
  assert.match((await agent("--version")).stdout, /^\d+\.\d+\.\d+\n$/);
});
