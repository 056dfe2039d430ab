import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { CLI, shoalFor } from "../cli/shoal.ts";
import { boot } from "../server/booted.ts";
import { Browser, codeOf } from "./browser.ts";

const PASSWORD = "seven herrings in a row";

test("at the command line: invite, sign in with password and code, see who there is, and put somebody out", async (t) => {
  // Codes of authenticators change with it, and not in the middle of a test.
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  const { server } = await boot(t);
  const admin = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  const invited = await admin("operator", "invite", "ann", "ann@example.org", "--role", "operator,publisher");
  assert.equal(invited.code, 0, invited.stderr);
  const browser = new Browser(server.url);
  const secret = invited.stdout.trim().split("#")[1];
  await browser.send("POST", "/api/v1/invitations/accept", { secret, password: PASSWORD });

  const own = shoalFor(t, {});
  /** Answers what is asked, each when it is asked. */
  const login = async (answer: (asked: string) => string): Promise<{ code: number | null; stderr: string }> => {
    const env = { PATH: process.env["PATH"], HOME: own.cwd, SHOAL_CONFIG_DIR: join(own.cwd, "config") };
    const args = [CLI, "login", server.url, "--email", "ann@example.org"];
    const child = spawn(process.execPath, args, { cwd: own.cwd, env, stdio: ["pipe", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.end(answer(""));
    return await new Promise((resolve) => child.once("close", (code) => resolve({ code, stderr })));
  };
  const wrong = await login(() => "not the one it is\n");
  assert.equal(wrong.code, 5, wrong.stderr);
  assert.match(wrong.stderr, /That is not right[\s\S]*why: .*no such address with this password/);

  const made = await browser.send<{ uri: string }>("POST", "/api/v1/me/totp", { password: PASSWORD });
  await browser.send("POST", "/api/v1/me/totp/confirm", { code: codeOf(made.uri) });
  t.mock.timers.tick(30_000);
  const right = await login(() => `${PASSWORD}\n${codeOf(made.uri)}\n`);
  assert.equal(right.code, 0, right.stderr);
  assert.match(right.stderr, /Logged in at .* as operator:ann/);
  assert.equal((await own("device", "list")).code, 0);
  assert.match((await own("operator", "disable", "ann")).stderr, /operator\.write \(/);
  assert.match(
    (await admin("operator", "list")).stdout,
    /ann +ann@example\.org +good +operator publisher +password, authenticator +1/,
  );
  assert.match((await own("token", "list")).stdout, /login-\S+ +t-\S+ +good .* operator:ann +what its operator may/);

  assert.match((await admin("operator", "role", "ann", "viewer")).stderr, /ann is viewer from now on/);
  assert.match((await own("task", "cancel", "1")).stderr, /task\.cancel \(/);
  assert.equal((await admin("operator", "disable", "ann")).code, 0);
  assert.equal((await own("device", "list")).code, 5);
  await own("logout");
});
