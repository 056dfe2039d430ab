import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { CLI, shoalFor } from "../cli/shoal.ts";
import { boot } from "../server/booted.ts";
import { Browser, codeOf } from "./browser.ts";

const PASSWORD = "seven herrings in a row";
const OTHER = "eight herrings in a row";

/** A command line of somebody who types, or pipes, what is asked for. */
function typing(t: TestContext, server: string) {
  const { cwd } = shoalFor(t, {});
  const env = {
    ...{ PATH: process.env["PATH"], HOME: cwd, SHOAL_CONFIG_DIR: join(cwd, "config") },
    SHOAL_SERVER: server,
  };
  return async (args: string[], ...lines: (string | ((said: string) => string | undefined))[]) => {
    const child = spawn(process.execPath, [CLI, "account", ...args], { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdin.on("error", () => {});
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    // Each line as soon as it is known, and no later.
    const answer = () => {
      for (let line = lines[0]; line !== undefined; line = lines[0]) {
        const text = typeof line === "string" ? line : line(stderr);
        if (text === undefined) return;
        child.stdin.write(`${text}\n`);
        lines.shift();
      }
      child.stdin.end();
    };
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
      answer();
    });
    answer();
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, stdout, stderr };
  };
}

test("at the command line: one's own password, passkeys and sessions, each for whoever knows the password", async (t) => {
  const { server } = await boot(t, { secondFactor: "optional" });
  const admin = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  const link = (await admin("operator", "invite", "ann", "ann@example.org", "--role", "viewer")).stdout.trim();
  const account = typing(t, server.url);
  const own = ["--email", "ann@example.org"];

  const wrongLink = await account(["accept", server.url], PASSWORD);
  assert.equal(wrongLink.code, 2);
  assert.match(wrongLink.stderr, /no link of an invitation[\s\S]*\/invitation#/);
  for (const asked of [
    ["accept", link],
    ["sessions", ...own],
    ["password", ...own],
  ]) {
    const nothing = await account(asked, "");
    assert.equal(nothing.code, 2, nothing.stderr);
    assert.match(nothing.stderr, /No password was given[\s\S]*Type it at the question/);
  }
  const stranger = new Browser(server.url);
  const enter = (password: string) => stranger.send("POST", "/api/v1/session", { email: "ann@example.org", password });
  await assert.rejects(enter(""), /bad-request.*no password was given/);
  const choose = stranger.send("POST", "/api/v1/invitations/accept", { secret: link.split("#")[1], password: "" });
  await assert.rejects(choose, /bad-request.*a password has at least 12 characters/);
  const accepted = await account(["accept", link], PASSWORD);
  assert.equal(accepted.code, 0, accepted.stderr);
  assert.match(accepted.stderr, /Next: shoal login http:\S+ --email ADDRESS/);
  assert.match((await account(["accept", link], PASSWORD)).stderr, /link/);

  const browser = new Browser(server.url);
  await browser.send("POST", "/api/v1/session", { email: "ann@example.org", password: PASSWORD });
  const wrong = await account(["sessions", ...own], "not the one it is");
  assert.equal(wrong.code, 5, wrong.stderr);
  const listed = await account(["sessions", ...own, "--json"], PASSWORD);
  const { items } = JSON.parse(listed.stdout) as { items: { id: string }[] };
  assert.equal(items.length, 1, "the browser's, and not the one that asks, nor any that was left over");
  await browser.send("GET", "/api/v1/me");
  assert.equal((await account(["sessions", ...own, "--end", items[0]!.id], PASSWORD)).code, 0);
  await assert.rejects(browser.send("GET", "/api/v1/me"), /unauthorized/);

  const none = await account(["passkeys", ...own], PASSWORD);
  assert.match(none.stderr, /You have no passkey/);
  const unknown = await account(["passkeys", ...own, "--remove", "laptop"], PASSWORD);
  assert.deepEqual([unknown.code, /No passkey of yours is called laptop/.test(unknown.stderr)], [2, true]);

  await browser.send("POST", "/api/v1/session", { email: "ann@example.org", password: PASSWORD });
  const short = await account(["password", ...own], PASSWORD, "short");
  assert.notEqual(short.code, 0);
  const changed = await account(["password", ...own], PASSWORD, OTHER);
  assert.equal(changed.code, 0, changed.stderr);
  assert.match(changed.stderr, /changed, and your other sessions are closed/);
  await assert.rejects(browser.send("GET", "/api/v1/me"), /unauthorized/);
  assert.equal((await account(["sessions", ...own], PASSWORD)).code, 5, "the old one lets nobody in");
  assert.match((await account(["sessions", ...own, "--everywhere"], OTHER)).stderr, /signed out everywhere/);
});

test("at the command line: an authenticator is set up, asked for, and taken away", async (t) => {
  // Codes of authenticators change with it, and each is taken once.
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  const { server } = await boot(t, { secondFactor: "optional" });
  const admin = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  const link = (await admin("operator", "invite", "ann", "ann@example.org", "--role", "viewer")).stdout.trim();
  const account = typing(t, server.url);
  const own = ["--email", "ann@example.org"];
  assert.equal((await account(["accept", link], PASSWORD)).code, 0);

  let uri = "";
  const setUp = await account(["authenticator", ...own], PASSWORD, (said: string) => {
    uri = /otpauth:\S+/.exec(said)?.[0] ?? "";
    return uri === "" ? undefined : codeOf(uri);
  });
  assert.equal(setUp.code, 0, setUp.stderr);
  assert.match(setUp.stderr, /recovery codes[\s\S]*From now on signing in asks for a code/);

  t.mock.timers.tick(30_000);
  assert.match((await account(["sessions", ...own], PASSWORD)).stderr, /No code was given/);
  assert.equal((await account(["sessions", ...own], PASSWORD, "recovery-0000")).code, 5, "nobody comes in without one");
  const gone = await account(["authenticator", ...own, "--remove"], PASSWORD, codeOf(uri));
  assert.equal(gone.code, 0, gone.stderr);
  assert.match(gone.stderr, /asks for no code any more/);
  assert.equal((await account(["sessions", ...own], PASSWORD)).code, 0);
});
