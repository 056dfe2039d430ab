import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createServer } from "@shoal/server/server";
import { Browser, codeOf } from "./browser.ts";

const ACCOUNT = { name: "ann", email: "ann@example.org", password: "seven herrings in a row" };

test("after operator.key was replaced an authenticator is refused with the reason; a recovery code opens, and another one is set up", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-operator-key-"));
  const start = () => createServer({ dataDir, port: 0, logLevel: "silent" });
  let server = await start();
  t.after(async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const ann = new Browser(server.url);
  await ann.send("POST", "/api/v1/setup", { secret: server.setupLink!.split("#")[1], account: ACCOUNT });
  const { password } = ACCOUNT;
  const setUp = async (browser: Browser) => {
    const made = await browser.send<{ uri: string; recoveryCodes: string[] }>("POST", "/api/v1/me/totp", { password });
    await browser.send("POST", "/api/v1/me/totp/confirm", { code: codeOf(made.uri) });
    return made;
  };
  const { uri, recoveryCodes } = await setUp(ann);

  await server.close();
  rmSync(join(dataDir, "operator.key"));
  server = await start();
  t.mock.timers.tick(30_000);
  const again = new Browser(server.url);
  const signIn = () => again.send("POST", "/api/v1/session", { email: ACCOUNT.email, password });
  const enter = (body: object) => again.send<{ state: string }>("POST", "/api/v1/session/second-factor", body);
  await signIn();
  await assert.rejects(
    enter({ code: codeOf(uri) }),
    /sign-in-refused.*operator\.key.*recovery code.*shoal operator reset/s,
  );
  await assert.rejects(again.send("GET", "/api/v1/devices"), /unauthorized/);
  assert.equal((await enter({ recoveryCode: recoveryCodes[0] })).state, "signed-in");

  await again.send("DELETE", "/api/v1/me/totp", { password });
  const anew = await setUp(again);
  t.mock.timers.tick(30_000);
  await signIn();
  assert.equal((await enter({ code: codeOf(anew.uri) })).state, "signed-in");
});
