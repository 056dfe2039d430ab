import assert from "node:assert/strict";
import { test } from "node:test";
import type { SignedIn } from "@shoal/protocol/api/account";
import type { Me } from "@shoal/protocol/api/operator";
import { boot } from "../server/booted.ts";
import { Authenticator } from "./authenticator.ts";
import { Browser } from "./browser.ts";

const PASSWORD = "seven herrings in a row";
interface Asked {
  id: string;
  options: { challenge: string; rpId?: string; rp?: { id: string }; user?: { id: string } };
}

test("a passkey is two factors in one: for its own site, its own challenge, once, and with the person's consent", async (t) => {
  const { server, operator } = await boot(t);
  const roles = [{ role: "viewer" }];
  const { link } = await operator.post<{ link: string }>("/api/v1/operators/invite", {
    name: "ann",
    email: "ann@example.org",
    roles,
  });
  const ann = new Browser(server.url);
  const origin = ann.origin!;
  await ann.send("POST", "/api/v1/invitations/accept", { secret: link.split("#")[1], password: PASSWORD });
  const begin = (password: string) => ann.send<Asked>("POST", "/api/v1/me/passkeys/options", { password });
  await assert.rejects(begin("not the one it is"), /sign-in-refused.*password/);
  const key = new Authenticator();
  const add = async (from: string, asked: Asked) =>
    await ann.send("POST", "/api/v1/me/passkeys", {
      id: asked.id,
      name: "laptop",
      response: key.create(asked.options, from),
    });
  await assert.rejects(add("https://evil.example", await begin(PASSWORD)), /sign-in-refused.*origin/i);
  key.verified = false;
  await assert.rejects(add(origin, await begin(PASSWORD)), /sign-in-refused/);
  key.verified = true;
  // Somebody else cannot make their key one of hers, or hers one of theirs.
  const eve = new Browser(server.url);
  const invited = await operator.post<{ link: string }>("/api/v1/operators/invite", {
    name: "eve",
    email: "eve@example.org",
    roles,
  });
  await eve.send("POST", "/api/v1/invitations/accept", { secret: invited.link.split("#")[1], password: PASSWORD });
  const begun = await begin(PASSWORD);
  const theirs = { id: begun.id, response: key.create(begun.options, origin) };
  await assert.rejects(eve.send("POST", "/api/v1/me/passkeys", theirs), /sign-in-refused.*not begun here/);
  const [one, another] = [await begin(PASSWORD), await begin(PASSWORD)];
  await assert.rejects(
    add(origin, { id: one.id, options: another.options }),
    /sign-in-refused/,
    "of another challenge",
  );
  const asked = await begin(PASSWORD);
  await add(origin, asked);
  await assert.rejects(add(origin, asked), /sign-in-refused.*not begun here/);
  await assert.rejects(
    ann.send("GET", "/api/v1/devices"),
    /second-factor-missing/,
    "this session was opened without it",
  );

  const browser = new Browser(server.url);
  const start = () => browser.send<Asked>("POST", "/api/v1/session/passkey/options");
  const enter = async ({ id, options }: Asked, from = origin, by = key) =>
    await browser.send<SignedIn>("POST", "/api/v1/session/passkey", { id, response: by.get(options, from) });
  await assert.rejects(enter(await start(), "https://evil.example"), /sign-in-refused/);
  await assert.rejects(enter(await start(), origin, new Authenticator()), /sign-in-refused/);
  key.verified = false;
  await assert.rejects(enter(await start()), /sign-in-refused/);
  key.verified = true;
  const good = await start();
  const other = await start();
  await assert.rejects(enter({ id: good.id, options: other.options }), /sign-in-refused/, "the challenge of another");
  assert.deepEqual(await enter(other), { state: "signed-in" });
  await assert.rejects(enter(other), /sign-in-refused/, "once");
  const { count } = key;
  key.count = 0;
  await assert.rejects(enter(await start()), /sign-in-refused/, "by a copy of the key, which has signed less often");
  key.count = count;
  const adding = await begin(PASSWORD);
  const options = { ...(await start()).options, challenge: adding.options.challenge };
  await assert.rejects(enter({ id: adding.id, options }), /sign-in-refused/, "begun to add one");
  assert.equal((await browser.send<Me>("GET", "/api/v1/me")).actor, "operator:ann");
  await browser.send("GET", "/api/v1/devices");

  const { items } = await browser.send<{ items: { id: string; usedMs: number }[] }>("GET", "/api/v1/me/passkeys");
  assert.ok(items[0]!.usedMs);
  const remove = (proof: object) => browser.send("DELETE", `/api/v1/me/passkeys/${items[0]!.id}`, proof);
  await assert.rejects(remove({}), /password is asked for once more/);
  await assert.rejects(remove({ password: "not the one it is" }), /password is not right/);
  await remove({ password: PASSWORD });
  await assert.rejects(enter(await start()), /sign-in-refused/);
});
