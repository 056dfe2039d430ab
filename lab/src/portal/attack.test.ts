/** Pages of others, and other users of the machine, against somebody's portal. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { needsRoot, STRANGER } from "@shoal/agent/ownership/fixtures/stranger";
import { portalFolder } from "@shoal/agent/portal/place";
import { LIMITS } from "@shoal/protocol/limits";
import type { PortalState } from "@shoal/protocol/portal/view";
import { model, release, run } from "../agent/scene.ts";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import { partsOf, raw } from "./raw.ts";
import { portalScene } from "./scene.ts";

/** A portal that somebody has open, with one thing on offer. */
async function opened(t: TestContext) {
  const scene = await portalScene(t, model("desk-01"));
  await scene.operator.publish(release("1.0.0", await scene.operator.upload("reader.msi", randomBytes(1000))));
  await run(scene, { urgency: "available" });
  const { port, secret } = partsOf(await scene.open());
  const entered = await enter(port, secret);
  assert.equal(entered.status, 200);
  const authorization = `Bearer ${String(entered.body["token"])}`;
  const state = async () => (await raw(port, { headers: { authorization } })).body as unknown as PortalState;
  while ((await state()).offers.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const [offer] = (await state()).offers;
  const ask = { method: "POST", path: "/api/install", body: JSON.stringify({ actionId: offer!.actionId }) };
  return { ...scene, port, secret, authorization, state, ask };
}

const enter = (port: string, secret: unknown, headers = {}) =>
  raw(port, { method: "POST", path: "/api/visit", body: JSON.stringify({ secret }), headers });

test("a page elsewhere changes nothing and reads nothing: by another host's name, origin, form, frame or method", async (t) => {
  const { port, authorization, ask, state, member } = await opened(t);
  const own = `http://127.0.0.1:${port}`;
  const foreign: [number, object][] = [
    // DNS rebinding: its own name leads here.
    [421, { host: "evil.example" }],
    [421, { host: `evil.example:${port}`, origin: `http://evil.example:${port}` }],
    [421, { host: "127.0.0.1" }],
    [421, { host: `localhost:${port}`, origin: `http://localhost:${port}` }],
    [421, { host: [`127.0.0.1:${port}`, "evil.example"] }],
    // Requests that a browser sends for it.
    [403, { origin: "https://evil.example" }],
    [403, { origin: "null" }],
    [403, { origin: undefined }],
    [403, { origin: `${own}.evil.example` }],
    [403, { origin: "http://127.0.0.1:1" }],
    [403, { "sec-fetch-site": "cross-site" }],
    [403, { "sec-fetch-site": "same-site" }],
    // Forms.
    [415, { "content-type": "application/x-www-form-urlencoded" }],
    [415, { "content-type": "text/plain" }],
    [415, { "content-type": undefined }],
    // Nobody's, or somebody's guess.
    [401, { authorization: undefined }],
    [401, { authorization: `Bearer ${"A".repeat(43)}` }],
    [401, { authorization: undefined, cookie: `token=${authorization.slice(7)}` }],
  ];
  for (const [status, headers] of foreign) {
    const answer = await raw(port, { ...ask, headers: { authorization, ...headers } });
    assert.deepEqual(
      [answer.status, Object.keys(answer.headers).filter((name) => /^access-control/.test(name))],
      [status, []],
      JSON.stringify(headers),
    );
  }
  for (const headers of [
    { host: "evil.example" },
    { origin: "https://evil.example" },
    { "sec-fetch-site": "cross-site" },
  ])
    for (const path of ["/api/state", "/api/about", "/"])
      assert.ok((await raw(port, { path, headers: { authorization, ...headers } })).status >= 403, path);
  const asked = { "access-control-request-method": "POST", "access-control-request-headers": "authorization" };
  const preflight = await raw(port, {
    method: "OPTIONS",
    path: "/api/install",
    headers: { ...asked, origin: "https://evil.example" },
  });
  assert.deepEqual([preflight.status, preflight.headers["access-control-allow-origin"]], [403, undefined]);
  const page = await raw(port, { path: "/" });
  assert.match(String(page.headers["content-security-policy"]), /default-src 'none'.*frame-ancestors 'none'/);
  assert.equal(page.headers["set-cookie"], undefined);
  assert.equal((await state()).offers.length, 1);
  assert.deepEqual(member.host.runs, []);
});

test("in a browser that has the portal open, a page on another port of this machine gets nothing", {
  skip: whyNoChromium(),
}, async (t) => {
  const { open, member } = await opened(t);
  const heard: string[] = [];
  const evil = createServer((request, response) => {
    heard.push(JSON.stringify(request.headers));
    response.setHeader("content-type", "text/html").end("<!doctype html><title>evil</title>");
  }).listen(0, "127.0.0.1");
  await once(evil, "listening");
  t.after(() => evil.close());
  const browser = await Chromium.start(t, { names: ["evil.example"] });
  const portal = await browser.open(await open());
  await portal.getByRole("button", { name: "Install reader" }).waitFor();
  const { port } = new URL(portal.url());
  for (const host of [
    `127.0.0.1:${(evil.address() as AddressInfo).port}`,
    `evil.example:${(evil.address() as AddressInfo).port}`,
  ]) {
    const page = await browser.open(`http://${host}/`);
    const came = await page.evaluate(async (base) => {
      const tried = (path: string, init?: RequestInit) =>
        fetch(base + path, init).then(
          (answer) => answer.status,
          (error: Error) => error.name,
        );
      const json = { method: "POST", headers: { "content-type": "application/json" }, body: '{"actionId":"1"}' };
      return [
        await tried("/api/state"),
        await tried("/api/install", json),
        await tried("/api/install", { ...json, headers: {}, mode: "no-cors" }),
      ];
    }, `http://127.0.0.1:${port}`);
    assert.deepEqual(came, ["TypeError", "TypeError", "TypeError"]);
  }
  // The same port by another name, as a name that leads to 127.0.0.1 has it.
  const rebound = await browser.open(`http://evil.example:${port}/`);
  assert.match((await rebound.locator("body").textContent())!, /the portal is at http:\/\/127\.0\.0\.1/);
  assert.ok(heard.length >= 2);
  assert.ok(
    heard.every((headers) => !/cookie|authorization/.test(headers)),
    heard.join(),
  );
  assert.deepEqual(member.host.runs, []);
});

test("an address opens the portal once; guesses are cut off; what is not on offer is not given", async (t) => {
  const { port, secret, authorization, ask, state, open, member } = await opened(t);
  assert.deepEqual(
    [(await enter(port, secret)).status, (await enter(port, 7)).status, (await enter(port, "")).status],
    [401, 401, 401],
  );

  const post = async (path: string, body: object) => {
    const { status, body: said } = await raw(port, {
      method: "POST",
      path,
      headers: { authorization },
      body: JSON.stringify(body),
    });
    return `${status} ${String(said["code"] ?? "")}`.trim();
  };
  assert.equal(await post("/api/install", { actionId: "999" }), "404 not-on-offer");
  assert.equal(await post("/api/install", { actionId: { $ne: 1 } }), "400 bad-request");
  assert.equal(await post("/api/language", { language: "xx" }), "400 bad-request");
  assert.equal(await post("/api/language", { language: { en: 1 } }), "400 bad-request");
  assert.equal(await post("/api/later", { actionId: JSON.parse(ask.body).actionId }), "409 not-waiting");
  assert.equal(await post("/api/now", { actionId: "../1" }), "409 not-waiting");
  for (const path of [
    "/api/remove",
    "/api/settings",
    "/api/__proto__",
    "/api/constructor",
    "/assets/../../package.json",
  ])
    assert.equal((await raw(port, { path, headers: { authorization } })).status, 404, path);
  assert.equal(await post("/api/install", { actionId: "x".repeat(LIMITS.portalBodyBytes) }), "413 bad-request");
  assert.deepEqual(member.host.runs, []);

  // Of the user whose connections they come by; others go on.
  for (let tries = 0; tries < LIMITS.portalWrong; tries++) await enter(port, randomBytes(32).toString("base64url"));
  const fresh = partsOf(await open());
  assert.equal((await enter(fresh.port, fresh.secret)).status, 429);
  assert.equal((await raw(port, { headers: { authorization } })).status, 429);
  assert.equal(await state().then((answer) => (answer as unknown as { code: string }).code), "too-often");
});

test("another user of the machine gets neither in, nor on with what is somebody else's", {
  skip: needsRoot,
}, async (t) => {
  const { port, authorization, ask, open, stateDir, member } = await opened(t);
  const folder = portalFolder(stateDir);
  const { secret } = partsOf(await open());
  const [file] = readdirSync(folder).filter((name) => name.startsWith("0-"));
  assert.equal(statSync(join(folder, file!)).mode & 0o777, 0o400);
  assert.match(
    await stranger(`cat ${folder}/${file}; rm ${folder}/${file}; touch ${folder}/x`),
    /(denied|permitted).*\n.*(denied|permitted).*\n.*(denied|permitted)/i,
  );

  // With all that somebody could have read over a shoulder: the secret, and then the token.
  const say = (method: string, path: string, body: string, extra = "") =>
    stranger(
      `perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new("127.0.0.1:${port}"); print $s join("\\r\\n", @ARGV); print <$s>' -- ` +
        [
          `${method} ${path} HTTP/1.0`,
          `Host: 127.0.0.1:${port}`,
          `Origin: http://127.0.0.1:${port}`,
          "Content-Type: application/json",
          `Content-Length: ${body.length}`,
          ...(extra ? [extra] : []),
          "",
          body,
        ]
          .map((line) => `'${line}'`)
          .join(" "),
    );
  assert.match(await say("POST", "/api/visit", JSON.stringify({ secret })), /^HTTP\/1\.1 401 .*not-opened/s);
  const shown = `Authorization: ${authorization}`;
  assert.match(await say("GET", "/api/state", "", shown), /^HTTP\/1\.1 401 /);
  assert.match(await say(ask.method, ask.path, ask.body, shown), /^HTTP\/1\.1 401 /);
  assert.deepEqual(member.host.runs, []);
  // Neither uses anything up.
  assert.equal((await enter(port, secret)).status, 200);
  assert.equal((await raw(port, { headers: { authorization } })).status, 200);

  // They have their own, which is told to them alone; that root gets one in their name takes nothing from them.
  const knock = (uid: number) =>
    stranger(
      `perl -MIO::Socket::UNIX -e '$s = IO::Socket::UNIX->new("${folder}/door.sock"); print $s "{\\"uid\\":${uid}}\\n"; print <$s>'`,
    );
  const theirs = JSON.parse(await knock(STRANGER)) as { file: string };
  const { secret: own } = partsOf(await stranger(`cat ${folder}/${theirs.file}`));
  const entered = await say("POST", "/api/visit", JSON.stringify({ secret: own }));
  assert.match(entered, /^HTTP\/1\.1 200 .*"token"/s);
  const token = /"token":"([^"]+)"/.exec(entered)![1];
  assert.match(await say("GET", "/api/state", "", `Authorization: Bearer ${token}`), /"person":"nobody"/);
  const roots = JSON.parse(await knock(0)) as { file: string };
  assert.equal(await stranger(`cat ${folder}/${roots.file} 2>/dev/null`), "");
  assert.match(await knock(4_000_000), /there is no user 4000000/);
});

/** What a line of shell writes, run as a second user of this machine. Not synchronously: the agent that it talks to lives in this process. */
async function stranger(line: string): Promise<string> {
  const child = spawn("/bin/sh", ["-c", line], {
    uid: STRANGER,
    gid: STRANGER,
    cwd: "/",
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await once(child, "close");
  return said;
}
