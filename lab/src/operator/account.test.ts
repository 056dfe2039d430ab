import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import type { OperatorRow, SessionRow, SignedIn } from "@shoal/protocol/api/account";
import type { ApiTokenRow, Me } from "@shoal/protocol/api/operator";
import type { Page } from "@shoal/protocol/api/page";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { ServerOptions } from "@shoal/server/config/options";
import { freePort } from "../contract/free-port.ts";
import { Operator } from "../fleet/operator.ts";
import { boot } from "../server/booted.ts";
import { Browser, codeOf } from "./browser.ts";

interface TotpMade {
  uri: string;
  recoveryCodes: string[];
}

const PASSWORD = "seven herrings in a row";
const EMAIL = "ann@example.org";

/** A server, and ann, who was invited and has accepted. */
async function withAnn(t: TestContext, role = "operator", options: Omit<ServerOptions, "dataDir"> = {}) {
  // Codes of authenticators change with it, and not in the middle of a test.
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  const port = options.publicUrl === undefined ? 0 : await freePort();
  const booted = await boot(t, { ...options, port, agentPort: 0 });
  // Where a proxy would reach it, whatever it calls itself.
  const server = { url: port === 0 ? booted.server.url : `http://127.0.0.1:${port}` };
  const operator = new Operator(server.url, booted.server.adminToken);
  const body = { name: "ann", email: EMAIL, roles: [{ role }] };
  const { link } = await operator.post<{ link: string }>("/api/v1/operators/invite", body);
  const ann = new Browser(server.url);
  if (options.publicUrl) ann.origin = options.publicUrl;
  const accept = async (browser: Browser, from: string, password = PASSWORD) =>
    await browser.send<SignedIn>("POST", "/api/v1/invitations/accept", { secret: from.split("#")[1], password });
  assert.equal((await accept(ann, link)).state, "signed-in");
  return { ...booted, server, operator, ann, link, accept };
}

/** Until the code of an authenticator is another one. */
const later = (t: TestContext) => t.mock.timers.tick(30_000);

const signIn = (browser: Browser, password = PASSWORD, email = EMAIL) =>
  browser.send<SignedIn>("POST", "/api/v1/session", { email, password });

async function totp(browser: Browser): Promise<TotpMade> {
  const made = await browser.send<TotpMade>("POST", "/api/v1/me/totp", { password: PASSWORD });
  await browser.send("POST", "/api/v1/me/totp/confirm", { code: codeOf(made.uri) });
  return made;
}

test("an invited operator chooses a password, sets up an authenticator, and may then do what their role holds", async (t) => {
  const { server, operator, ann, link, accept, dataDir } = await withAnn(t);
  await assert.rejects(accept(new Browser(server.url), link), /link-invalid/);
  assert.equal((await ann.send<Me>("GET", "/api/v1/me")).actor, "operator:ann");
  await assert.rejects(ann.send("GET", "/api/v1/devices"), /second-factor-missing.*operator:ann has only a password/);
  await assert.rejects(
    ann.send("POST", "/api/v1/me/totp", { password: "nine herrings in a row" }),
    /sign-in-refused.*the password is not right/,
  );
  assert.equal((await ann.send<Me>("GET", "/api/v1/me")).totp, false);
  const { uri, recoveryCodes } = await totp(ann);
  assert.equal((await ann.send<Me>("GET", "/api/v1/me")).totp, true);
  await assert.rejects(totp(ann), /conflict.*there is an authenticator already/);
  await ann.send("GET", "/api/v1/devices");
  await assert.rejects(ann.send("PUT", "/api/v1/roles/x", {}), /permission-missing.*operator\.write/);

  const second = new Browser(server.url);
  assert.deepEqual(await signIn(second), { state: "second-factor" });
  await assert.rejects(second.send("GET", "/api/v1/me"), /unauthorized/, "the password alone has opened nothing");
  const enter = (body: object) => second.send<SignedIn>("POST", "/api/v1/session/second-factor", body);
  await assert.rejects(enter({ code: codeOf(uri, 5000) }), /sign-in-refused/);
  await assert.rejects(enter({ code: codeOf(uri) }), /sign-in-refused.*used before/, "it has set the authenticator up");
  later(t);
  for (const steps of [-1, 1]) await assert.rejects(enter({ code: codeOf(uri, steps) }), /its 30 seconds are over/);
  const code = codeOf(uri);
  assert.deepEqual(await enter({ code }), { state: "signed-in" });
  await second.send("GET", "/api/v1/devices");
  // Seen over a shoulder: it was used.
  const thief = new Browser(server.url);
  await signIn(thief);
  await assert.rejects(thief.send("POST", "/api/v1/session/second-factor", { code }), /sign-in-refused.*used before/);
  await assert.rejects(thief.send("GET", "/api/v1/me"), /unauthorized/);
  await signIn(second);
  assert.deepEqual(await enter({ recoveryCode: recoveryCodes[0] }), { state: "signed-in" });
  await signIn(second);
  await assert.rejects(enter({ recoveryCode: recoveryCodes[0] }), /sign-in-refused/);

  const digest = `sha256:${createHash("sha256").update(recoveryCodes[1]!).digest("hex")}`;
  const db = new DatabaseSync(join(dataDir, "shoal.db"));
  const { codes } = db.prepare("select backupCodes as codes from operator_totp").get() as { codes: string };
  db.close();
  assert.deepEqual(
    [JSON.parse(codes).length, codes.includes(digest)],
    [9, true],
    "one was used; digests alone are kept",
  );
  const own = (JSON.parse(codes) as string[])[0]!;
  await signIn(second);
  await assert.rejects(enter({ recoveryCode: own.slice(0, 64) }), /sign-in-refused/, "a digest is no code");

  // In the database there is nothing that opens anything: no password, seed, recovery code, whole cookie.
  const secret = new URL(uri).searchParams.get("secret")!;
  const cookie = decodeURIComponent(ann.cookies.get("shoal.session_token")!);
  for (const file of readdirSync(dataDir).filter((name) => name.startsWith("shoal.db")))
    for (const kept of [PASSWORD, secret, recoveryCodes[1]!, cookie])
      assert.ok(!readFileSync(join(dataDir, file)).includes(kept), `${file} has ${kept}`);

  const trail = await operator.get<Page<AuditEvent>>("/api/v1/audit?subject=operator:ann&limit=100");
  const said = trail.items.map(({ what, actor, detail }) =>
    `${what} ${actor} ${detail["means"] ?? detail["why"] ?? ""}`.trim(),
  );
  for (const each of [
    "operator.invited token:admin",
    "operator.joined operator:ann",
    "operator.factor-added operator:ann",
    "operator.signed-in operator:ann password, authenticator",
    "operator.signed-in operator:ann password, recovery code",
    "operator.sign-in-refused anonymous code",
  ])
    assert.ok(said.includes(each), `${each} of ${said.join("; ")}`);
});

test("cookies and headers are those of ASVS, and a page of another site changes nothing", async (t) => {
  const { server, ann, operator } = await withAnn(t, "admin", { publicUrl: "https://shoal.example" });
  await signIn(ann);
  for (const cookie of ann.setCookies) {
    assert.match(cookie, /^__Host-shoal\.(session_token|browser)=/);
    for (const attribute of [/; Secure/, /; HttpOnly/, /; SameSite=Strict/, /; Path=\//])
      assert.match(cookie, attribute);
    assert.doesNotMatch(cookie, /Domain=/);
  }
  assert.equal(ann.setCookies.length, 2);
  await totp(ann);
  for (const [path, policy] of [
    ["/api/v1/me", /default-src 'none'.*frame-ancestors 'none'.*sandbox/],
    ["/sign-in", /script-src 'self'; .*frame-ancestors 'none'/],
    ["/setup", /script-src 'self'; .*object-src 'none'/],
    ["/nothing", /default-src 'none'/],
  ] as const) {
    const answer = await ann.fetch(new URL(path, server.url));
    const has = (name: string) => answer.headers.get(name) ?? "";
    assert.match(has("content-security-policy"), policy, path);
    assert.doesNotMatch(has("content-security-policy"), /unsafe/, path);
    assert.match(has("strict-transport-security"), /max-age=31536000; includeSubDomains/, path);
    assert.deepEqual(
      ["x-content-type-options", "referrer-policy", "cache-control"].map(has),
      ["nosniff", "no-referrer", "no-store"],
      path,
    );
    await answer.text();
  }
  const write = () => ann.send("PUT", "/api/v1/roles/theirs", { permissions: ["device.read"] });
  for (const origin of ["https://evil.example", "null", "https://shoal.example.evil.example", undefined]) {
    ann.origin = origin;
    await assert.rejects(write(), /origin-refused/, String(origin));
  }
  // Reading is harmless: what comes back stays unread by the other site.
  await ann.send("GET", "/api/v1/roles");
  ann.origin = "https://evil.example";
  await assert.rejects(signIn(ann), /origin-refused/, "nobody is signed in to somebody else's account");
  ann.origin = "https://shoal.example";
  await write();
  // A token is no cookie: no browser sends it by itself.
  await operator.send("DELETE", "/api/v1/roles/theirs");
});

test("whoever guesses waits longer and longer; the owner's browser and other accounts do not", async (t) => {
  const { server, ann } = await withAnn(t, "admin", { secondFactor: "optional" });
  await ann.send("DELETE", "/api/v1/session");
  const stranger = new Browser(server.url);
  const wrong = "a guess of twelve";
  for (let at = 0; at < 5; at++) await assert.rejects(signIn(stranger, wrong), /sign-in-refused/);
  await assert.rejects(signIn(stranger, wrong), /sign-in-held.*may be made in 1 s/);
  assert.equal(stranger.headers.get("retry-after"), "1");
  await assert.rejects(signIn(stranger), /sign-in-held/, "not even the right one is looked at");
  assert.equal((await signIn(ann)).state, "signed-in", "a browser that was here before is counted apart");
  // An account that is not there is answered the same.
  const nobody = new Browser(server.url);
  for (let at = 0; at < 5; at++)
    await assert.rejects(
      signIn(nobody, wrong, "nobody@example.org"),
      /sign-in-refused.*no such address with this password/,
    );
  await assert.rejects(signIn(nobody, wrong, "nobody@example.org"), /sign-in-held/);
  // Nor does inventing accounts help: the source waits.
  let held = "";
  for (let at = 0; at < 40 && held === ""; at++)
    await signIn(nobody, wrong, `${at}@example.org`).catch((error: Error) => {
      if (/sign-in-held/.test(error.message)) held = error.message;
    });
  assert.match(held, /sign-in-held/);
});

test("sessions are seen and closed one by one or everywhere; a new password closes the others", async (t) => {
  const { server, ann } = await withAnn(t, "admin", { secondFactor: "optional" });
  const browsers = [new Browser(server.url), new Browser(server.url), new Browser(server.url)];
  for (const browser of browsers) await signIn(browser);
  const list = async () => (await ann.send<Page<SessionRow>>("GET", "/api/v1/me/sessions")).items;
  assert.equal((await list()).length, 4);
  assert.equal((await list()).filter((session) => session.current).length, 1);
  const me = (browser: Browser) => browser.send<Me>("GET", "/api/v1/me");
  const [first] = (await list()).filter((session) => !session.current);
  const close = (path: string, proof: object) => ann.send("DELETE", `/api/v1/me/sessions${path}`, proof);
  for (const path of ["", `/${first!.id}`])
    for (const [proof, why] of [
      [{}, /password is asked for once more/],
      [{ password: "not the one it is" }, /password is not right/],
    ] as const)
      await assert.rejects(close(path, proof), why, "a cookie alone closes nothing");
  await close(`/${first!.id}`, { password: PASSWORD });
  const alive = async () =>
    (await Promise.allSettled(browsers.map(me))).filter((each) => each.status === "fulfilled").length;
  assert.equal(await alive(), 2);
  const change = (current: string, password: string) => ann.send("POST", "/api/v1/me/password", { current, password });
  await assert.rejects(change("not the one it is", "eight herrings in a row"), /sign-in-refused/);
  for (const weak of [
    "ann@example.org1",
    "shoalshoalshoal",
    "abcabcabcabcabc",
    "abcdefghijklmn",
    "12345678901234",
    "short",
    "ChickenWing101",
    "1qaz2wsx3edc4rfv",
  ])
    await assert.rejects(change(PASSWORD, weak), /bad-request/, weak);
  await change(PASSWORD, "eight herrings in a row");
  assert.equal(await alive(), 0);
  await me(ann);
  await signIn(browsers[0]!, "eight herrings in a row");
  await close("", { password: "eight herrings in a row" });
  assert.match(ann.headers.get("clear-site-data") ?? "", /cache/);
  await assert.rejects(me(ann), /unauthorized/);
  assert.equal(await alive(), 0);
});

test("whoever is disabled is out at once, with every token of theirs; other roles are in force at once", async (t) => {
  const { server, operator, ann } = await withAnn(t, "operator", { secondFactor: "optional" });
  const { token } = await ann.send<{ token: string; row: ApiTokenRow }>("POST", "/api/v1/tokens", {
    name: "cron",
    role: "viewer",
  });
  const cron = new Operator(server.url, token);
  await cron.get("/api/v1/tasks");
  await operator.send("PUT", "/api/v1/operators/ann/roles", { roles: [{ role: "approver" }] });
  await assert.rejects(ann.send("POST", "/api/v1/groups/x/add", {}), /permission-missing/);
  await operator.send("PUT", "/api/v1/operators/ann/roles", { roles: [] });
  await assert.rejects(cron.get("/api/v1/tasks"), /permission-missing/, "a token has no more than its operator");
  await operator.send("PUT", "/api/v1/operators/ann/roles", { roles: [{ role: "admin" }] });
  await cron.get("/api/v1/tasks");
  await assert.rejects(ann.send("POST", "/api/v1/operators/ann/disable"), /conflict.*nobody disables themselves/);

  const stream = await fetch(`${server.url}/api/v1/events`, { headers: { authorization: `Bearer ${operator.token}` } });
  await operator.post("/api/v1/operators/ann/disable");
  await stream.text();
  await assert.rejects(ann.send("GET", "/api/v1/me"), /unauthorized/);
  await assert.rejects(cron.get("/api/v1/me"), /unauthorized/);
  await assert.rejects(signIn(ann), /sign-in-refused/);
  const row = async () => (await operator.get<Page<OperatorRow>>("/api/v1/operators")).items[0]!;
  assert.ok((await row()).disabledMs);
  await operator.post("/api/v1/operators/ann/enable");
  await signIn(ann);
  await assert.rejects(cron.get("/api/v1/me"), /unauthorized/, "its tokens stay revoked");

  // A helpdesk may look after those who may do no more than it may itself.
  await operator.send("PUT", "/api/v1/roles/helpdesk", { permissions: ["operator.read", "operator.write"] });
  const desk = await operator.post<{ token: string }>("/api/v1/tokens", { name: "desk", role: "helpdesk" });
  const helpdesk = new Operator(server.url, desk.token);
  for (const order of ["reset", "disable"])
    await assert.rejects(helpdesk.post(`/api/v1/operators/ann/${order}`), /permission-missing.*nobody gives or takes/);
  const invite = (name: string, role: string) =>
    helpdesk.post("/api/v1/operators/invite", {
      name,
      email: `${name}@example.org`,
      roles: [{ role }],
    });
  await assert.rejects(invite("eve", "admin"), /permission-missing/);
  await invite("ben", "helpdesk");
});

test("a reset signs out, and lets its operator choose a new password; the authenticator is asked for all the same", async (t) => {
  const { server, operator, ann, accept } = await withAnn(t);
  const { uri } = await totp(ann);
  const { link } = await operator.post<{ link: string }>("/api/v1/operators/ann/reset");
  await assert.rejects(ann.send("GET", "/api/v1/me"), /unauthorized/);
  await assert.rejects(signIn(ann), /sign-in-refused/);
  const thief = new Browser(server.url);
  assert.equal((await accept(thief, link, "eleven herrings in a row")).state, "second-factor");
  await assert.rejects(thief.send("GET", "/api/v1/me"), /unauthorized/);
  assert.equal((await signIn(ann, "eleven herrings in a row")).state, "second-factor");
  later(t);
  await ann.send("POST", "/api/v1/session/second-factor", { code: codeOf(uri) });
  await ann.send("GET", "/api/v1/devices");
  // The telephone is lost, and with it the codes.
  const lost = await operator.post<{ link: string }>("/api/v1/operators/ann/reset", { secondFactor: true });
  assert.equal((await accept(ann, lost.link)).state, "signed-in");
  await assert.rejects(ann.send("GET", "/api/v1/devices"), /second-factor-missing/);
});
