import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { Browser } from "./browser.ts";
import { ACCOUNT, firstOperator } from "./first-operator.ts";

test("guesses that come at once, or after a restart, are counted; no session leaves without its entry in the trail", async (t) => {
  // Time stands still: a second after the fifth guess another one may be made, and a busy machine takes longer for all of them.
  const { here, startAgain, dataDir, ann } = await firstOperator(t);
  const signIn = (browser: Browser, email: string, password: string) =>
    browser.send("POST", "/api/v1/session", { email, password });

  const at = (n: number) => signIn(new Browser(here.server.url), ACCOUNT.email, `a guess of twelve ${n}`);
  const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => at(n)));
  const why = tries.map((each) => /sign-in-(\w+)/.exec(String((each as PromiseRejectedResult).reason))?.[1]);
  assert.equal(why.filter((each) => each === "refused").length, 5, "no more are looked at, however they come");
  assert.equal(why.filter((each) => each === "held").length, 15);

  // A long wait, so that it is not over by the time that the server is back.
  await here.server.close();
  const db = new DatabaseSync(join(dataDir, "shoal.db"));
  const kept = db.prepare("select * from sign_in_failures").all() as { key: string; count: number }[];
  assert.deepEqual(
    kept.map(({ key, count }) => [key.length, count]),
    [[64, 5]],
    "by its digest",
  );
  db.exec(`update sign_in_failures set count = 20, last_ms = ${Date.now()}`);
  await startAgain();
  await assert.rejects(at(0), /sign-in-held.*may be made in 900 s/);

  // The owner's browser is counted apart; but the trail takes nothing now.
  const again = new Browser(here.server.url);
  for (const [name, value] of ann.cookies) if (name.endsWith("browser")) again.cookies.set(name, value);
  const open = () => (db.prepare("select count(*) as open from operator_sessions").get() as { open: number }).open;
  const before = open();
  db.exec(`create trigger no_entry before insert on audit when new.what = 'operator.signed-in'
    begin select raise(abort, 'the disk is full'); end`);
  await assert.rejects(signIn(again, ACCOUNT.email, ACCOUNT.password), /internal/);
  assert.deepEqual(again.setCookies, []);
  assert.equal(open(), before, "nor does one stay open that nobody has");
  db.exec("drop trigger no_entry");
  await signIn(again, ACCOUNT.email, ACCOUNT.password);
  assert.equal(open(), before + 1);
  db.close();
});
