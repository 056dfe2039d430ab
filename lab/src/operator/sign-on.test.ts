import assert from "node:assert/strict";
import { test } from "node:test";
import type { OperatorRow } from "@shoal/protocol/api/account";
import type { Me } from "@shoal/protocol/api/operator";
import type { Page } from "@shoal/protocol/api/page";
import { boot } from "../server/booted.ts";
import { Browser } from "./browser.ts";
import { type Person, startProvider } from "./provider.ts";

const person = (name: string, groups: string[], verified = true): Person => ({
  ...{ email: `${name}@example.org`, email_verified: verified, preferred_username: name, groups },
});

/** Both sites' cookies, by site: the provider has its own. */
class Visitor extends Browser {
  readonly #there: Browser;

  constructor(url: string, issuer: string) {
    super(url);
    this.#there = new Browser(issuer);
    this.#there.origin = undefined;
  }

  /** Goes where it is sent, as somebody at the provider, up to the way back. */
  async upToCallback(login: string): Promise<URL> {
    this.origin = undefined;
    let at = new URL((await this.fetch(new URL("/sign-in/provider", this.url))).headers.get("location")!);
    for (let hops = 0; at.origin !== new URL(this.url).origin; hops++) {
      assert.ok(hops < 20, `it goes round at ${at.href}`);
      let answer = await this.#there.fetch(at);
      const text = await answer.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1];
      if (prompt) {
        const body = new URLSearchParams({ prompt, ...(prompt === "login" ? { login, password: "any" } : {}) });
        answer = await this.#there.fetch(at, {
          method: "POST",
          body: body.toString(),
          headers: { "content-type": "application/x-www-form-urlencoded" },
        });
        await answer.text();
      }
      const next = answer.headers.get("location");
      assert.ok(next, `the provider sends nowhere: ${answer.status} ${text.slice(0, 300)}`);
      at = new URL(next, at);
    }
    return at;
  }

  async back(at: URL): Promise<string> {
    const answer = await this.fetch(at);
    this.origin = new URL(this.url).origin;
    return answer.headers.get("location") ?? ((await answer.json()) as { detail: string }).detail;
  }

  async signOn(login: string): Promise<string> {
    return await this.back(await this.upToCallback(login));
  }
}

test("a real provider signs people on: new ones, those who have an account, and nobody whom it does not vouch for", async (t) => {
  const people: Record<string, Person> = {
    ben: person("ben", ["it-staff", "choir"]),
    ann: person("ann", ["it-admins"]),
    eve: person("ann", ["it-admins"], false),
    cat: person("cat", ["choir"]),
  };
  const provider = await startProvider(t, people);
  const { server, operator } = await boot(t, { signOn: provider.options });
  provider.open(`${server.url}/sign-in/callback`);
  const visitor = () => new Visitor(server.url, provider.issuer);
  const me = (browser: Browser) => browser.send<Me>("GET", "/api/v1/me");
  const rolesOf = async (name: string) => {
    const { items } = await operator.get<Page<OperatorRow>>("/api/v1/operators");
    return items.find((row) => row.name === name)?.roles.map(({ role }) => role);
  };

  const ben = visitor();
  assert.equal(await ben.signOn("ben"), "/");
  assert.equal((await me(ben)).actor, "operator:ben");
  assert.deepEqual(await rolesOf("ben"), ["operator"]);
  await ben.send("GET", "/api/v1/devices");
  assert.equal(ben.cookies.has("shoal.sign-on"), false);

  // Without a password, having signed on a moment ago is what proves it; a cookie that was stolen later does not.
  const passkey = () => ben.send<{ id: string }>("POST", "/api/v1/me/passkeys/options", {});
  await passkey();
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() + 5 * 60_000 + 1 });
  await assert.rejects(passkey(), /no password here, so sign in once more; for 5 minutes/);
  t.mock.timers.reset();

  // An account that there is: by the address that the provider has verified, and by no other.
  await operator.post("/api/v1/operators/invite", {
    name: "ann-b",
    email: "ann@example.org",
    roles: [{ role: "viewer" }],
  });
  assert.match(await visitor().signOn("eve"), /has not verified your e-mail address/);
  assert.deepEqual(await rolesOf("ann-b"), ["viewer"]);
  const ann = visitor();
  assert.equal(await ann.signOn("ann"), "/");
  assert.equal((await me(ann)).actor, "operator:ann-b");
  assert.deepEqual(await rolesOf("ann-b"), ["admin", "viewer"]);

  // What the provider takes away is gone with the next sign-on; who has nothing does not get in.
  people["ben"]!.groups = ["choir"];
  assert.match(await visitor().signOn("ben"), /gives you no role here/);
  assert.match(await visitor().signOn("cat"), /gives you no role here/);
  people["ann"]!.groups = [];
  assert.equal(await ann.signOn("ann"), "/");
  assert.deepEqual(await rolesOf("ann-b"), ["viewer"], "what a person gave stays");

  // The way back belongs to the browser that went, once.
  people["ben"]!.groups = ["it-staff"];
  const at = await ben.upToCallback("ben");
  assert.match(await visitor().back(at), /was not begun in this browser/, "a link that was sent to somebody");
  const changed = new URL(at);
  changed.searchParams.set("state", "of-somebody-else");
  assert.match(await ben.back(changed), /what the provider sent is not right/);
  assert.match(await ben.back(at), /was not begun in this browser/, "it was spent");
  assert.equal(await ben.signOn("ben"), "/");

  // A role of the provider's may be over groups, whether they are there yet or not.
  people["cat"]!.groups = ["shop-staff"];
  const cat = visitor();
  assert.equal(await cat.signOn("cat"), "/");
  const { permissions, bounds } = await me(cat);
  assert.deepEqual(
    bounds.find(({ permission }) => permission === "device.write"),
    { permission: "device.write", groups: ["tills"] },
  );
  assert.equal(permissions.includes("audit.read"), false);
  assert.deepEqual(await cat.send("GET", "/api/v1/devices"), { items: [] });

  await operator.post("/api/v1/operators/ben/disable");
  await assert.rejects(me(ben), /unauthorized/);
  assert.match(await ben.signOn("ben"), /disabled/);
});
