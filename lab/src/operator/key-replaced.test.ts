import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Browser, codeOf } from "./browser.ts";
import { ACCOUNT, firstOperator } from "./first-operator.ts";

test("after operator.key was replaced an authenticator is refused with the reason; a recovery code opens, and another one is set up", async (t) => {
  const { here, startAgain, dataDir, ann } = await firstOperator(t);
  const { password } = ACCOUNT;
  const setUp = async (browser: Browser) => {
    const made = await browser.send<{ uri: string; recoveryCodes: string[] }>("POST", "/api/v1/me/totp", { password });
    await browser.send("POST", "/api/v1/me/totp/confirm", { code: codeOf(made.uri) });
    return made;
  };
  const { uri, recoveryCodes } = await setUp(ann);

  await here.server.close();
  rmSync(join(dataDir, "operator.key"));
  await startAgain();
  t.mock.timers.tick(30_000);
  const again = new Browser(here.server.url);
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
