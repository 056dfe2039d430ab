import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { CAPABILITY } from "@shoal/protocol/capability";
import { ERRORS, type ErrorCode } from "@shoal/protocol/errors/catalogue";
import type { Problem } from "@shoal/protocol/errors/problem";
import { LIMITS } from "@shoal/protocol/limits";
import { fetchBy, testTls } from "@shoal/server/identity/fixture";
import { boot, scriptRelease } from "./booted.ts";

interface Case {
  what: string;
  method?: string;
  path: string;
  token?: string | undefined;
  /** At the agents' listener, by a device, or by nobody. */
  by?: "device" | "nobody";
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  code: ErrorCode;
  detail?: RegExp;
}

const JSON_TYPE = { "content-type": "application/json" };
const task = (more: object = {}) =>
  JSON.stringify({
    kind: "install",
    delivery: "pull",
    package: "tool",
    version: "1.0.0",
    targets: { all: true },
    ...more,
  });

test("everything wrong gets an answer from the catalogue with a hint, and the server stays up", async (t) => {
  const { server, operator, enrol } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const device = await enrol(0);
  const checkIn = (more: object = {}) =>
    JSON.stringify({
      capability: CAPABILITY,
      agentVersion: "0.1.0",
      inventoryDigest: "0".repeat(64),
      afterSequence: 0,
      ...more,
    });
  const cases: Case[] = [
    { what: "no token", path: "/api/v1/devices", token: undefined, code: "unauthorized" },
    {
      what: "a token that nobody has",
      path: "/api/v1/devices",
      token: "so_0123456789012345678901",
      code: "unauthorized",
      detail: /not known/,
    },
    {
      what: "a device where operators belong",
      path: "/api/v1/devices",
      by: "device",
      code: "not-found",
      detail: /address for operators/,
    },
    {
      what: "an operator where devices belong",
      method: "POST",
      path: "/agent/v1/check-in",
      headers: JSON_TYPE,
      body: checkIn(),
      code: "not-found",
      detail: /address for agents/,
    },
    {
      what: "nobody where devices belong",
      method: "POST",
      path: "/agent/v1/check-in",
      by: "nobody",
      body: checkIn(),
      code: "certificate-required",
    },
    { what: "an unknown route", path: "/api/v1/nothing", code: "not-found" },
    {
      what: "an unknown method",
      method: "DELETE",
      path: "/api/v1/devices",
      code: "method-not-allowed",
      detail: /there is GET/,
    },
    { what: "an unknown device", path: "/api/v1/devices/nobody", code: "not-found" },
    { what: "an unknown task", path: "/api/v1/tasks/999", code: "not-found" },
    { what: "a task id that is none", path: "/api/v1/tasks/..%2f..%2fetc", code: "not-found" },
    {
      what: "an unknown release",
      method: "POST",
      path: "/api/v1/tasks",
      headers: JSON_TYPE,
      body: task({ version: "9" }),
      code: "not-found",
      detail: /tool 9/,
    },
    {
      what: "broken JSON",
      method: "POST",
      path: "/api/v1/tasks",
      headers: JSON_TYPE,
      body: '{"kind":',
      code: "bad-request",
      detail: /JSON/,
    },
    { what: "no body", method: "POST", path: "/api/v1/tasks", headers: JSON_TYPE, body: "", code: "bad-request" },
    {
      what: "a wrong type",
      method: "POST",
      path: "/api/v1/tasks",
      headers: JSON_TYPE,
      body: task({ targets: { os: "linux" } }),
      code: "bad-request",
      detail: /targets\/os/,
    },
    {
      what: "an unknown key",
      method: "POST",
      path: "/api/v1/tasks",
      headers: JSON_TYPE,
      body: task({ ring: 1 }),
      code: "bad-request",
    },
    {
      what: "a kind that there is not",
      method: "POST",
      path: "/api/v1/tasks",
      headers: JSON_TYPE,
      body: task({ kind: "explode" }),
      code: "bad-request",
      detail: /kind/,
    },
    {
      what: "another content type",
      method: "POST",
      path: "/api/v1/tasks",
      headers: { "content-type": "text/xml" },
      body: "<task/>",
      code: "unsupported",
    },
    {
      what: "too large a body",
      method: "POST",
      path: "/api/v1/tasks",
      headers: JSON_TYPE,
      body: task({ name: "x".repeat(LIMITS.jsonBodyBytes) }),
      code: "body-too-large",
    },
    {
      what: "a cursor of another list",
      path: "/api/v1/tasks?cursor=YXVkaXQ6MQ",
      code: "bad-request",
      detail: /cursor/,
    },
    { what: "a page that is too long", path: "/api/v1/devices?limit=100000", code: "bad-request", detail: /limit/ },
    {
      what: "an agent from the future",
      method: "POST",
      path: "/agent/v1/check-in",
      by: "device",
      headers: JSON_TYPE,
      body: checkIn({ capability: 99 }),
      code: "capability-unsupported",
      detail: /99/,
    },
    {
      what: "an agent from the past",
      method: "POST",
      path: "/agent/v1/check-in",
      by: "device",
      headers: JSON_TYPE,
      body: checkIn({ capability: 0 }),
      code: "capability-unsupported",
    },
    {
      what: "an offer that is none",
      method: "POST",
      path: "/agent/v1/offers/7/ask",
      by: "device",
      headers: JSON_TYPE,
      body: JSON.stringify({ person: "anna" }),
      code: "not-on-offer",
      detail: /action 7 is not on offer/,
    },
    {
      what: "an offer that nobody asks for",
      method: "POST",
      path: "/agent/v1/offers/7/ask",
      by: "device",
      headers: JSON_TYPE,
      body: JSON.stringify({ person: "" }),
      code: "bad-request",
      detail: /person/,
    },
    {
      what: "a release that is not CBOR",
      method: "POST",
      path: "/api/v1/staged-releases",
      headers: { "content-type": "application/cbor" },
      body: new Uint8Array([0x9f, 1, 2]),
      code: "bad-request",
      detail: /CBOR/,
    },
    {
      what: "an enrolment token that is none",
      method: "POST",
      path: "/agent/v1/enrol",
      by: "nobody",
      body: JSON.stringify({ token: "shoal1.no.no", inventory: {} }),
      code: "bad-request",
    },
    {
      what: "a release that nobody staged",
      method: "DELETE",
      path: `/api/v1/staged-releases/${"0".repeat(64)}`,
      code: "not-found",
    },
    { what: "metadata of a role that there is not", path: "/api/v1/trust/metadata/1.acme.json", code: "not-found" },
    {
      what: "metadata that is none",
      method: "POST",
      path: "/api/v1/trust/metadata",
      headers: JSON_TYPE,
      body: JSON.stringify({ metadata: [{ role: "targets", text: "{}" }] }),
      code: "metadata-refused",
      detail: /targets: signed is not defined/,
    },
    { what: "a blob that is not there", path: `/api/v1/blobs/${"0".repeat(64)}`, code: "not-found" },
    { what: "a digest that is none", path: "/agent/v1/blobs/zzz", by: "device", code: "bad-request" },
  ];
  const nobody = testTls({ trust: device.trust });
  t.after(() => nobody.destroy());
  for (const { what, method = "GET", path, headers = {}, body, code, detail, by = "operator", ...rest } of cases) {
    const token = "token" in rest ? rest.token : operator.token;
    const sent = body === undefined ? {} : { body };
    const asked = {
      device: () => device.fetch(path, { method, ...sent }),
      nobody: () => fetchBy(nobody, `${server.agentUrl}${path}`, { method, ...sent }),
      operator: () =>
        fetch(`${server.url}${path}`, {
          method,
          headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
          ...sent,
        }),
    };
    const answer = await asked[by]();
    const problem = (await answer.json()) as Problem;
    assert.equal(problem.code, code, `${what}: ${JSON.stringify(problem)}`);
    assert.equal(answer.status, ERRORS[code].status, what);
    assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/, what);
    assert.ok(problem.hint.length > 10 && problem.requestId, what);
    if (detail) assert.match(problem.detail ?? "", detail, what);
  }
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
});

test("a release that nobody signed, one that a stranger signed, one without content and one with a tie are not stored", async (t) => {
  const { operator, server } = await boot(t);
  const digest = "1".repeat(64);
  await assert.rejects(operator.post("/api/v1/enrolment-tokens"), /trust-missing/);
  await operator.trust();
  const tie = scriptRelease("1.0.0");
  tie.variants = [
    { ...tie.variants[0]!, id: "a", match: { os: ["windows"], arch: ["x64"] } },
    { ...tie.variants[0]!, id: "b", match: { os: ["windows"], formFactor: ["laptop"] } },
  ];
  await assert.rejects(operator.publish(tie), /variant-tie.*"a" and "b" both match/);
  const missing = scriptRelease("1.0.0");
  missing.variants = [
    { ...missing.variants[0]!, files: [{ name: "x.sh", digest, sizeBytes: 1, manifestDigest: "2".repeat(64) }] },
  ];
  await assert.rejects(operator.publish(missing), /blob-missing.*x\.sh/);
  const { publisher } = operator;
  await assert.rejects(
    operator.submit([publisher.add({ path: "tool/1.0.0", length: 7, sha256: digest })]),
    /not-staged/,
  );
  const staged = await operator.stage(scriptRelease("1.0.0"));
  const target = { path: "tool/1.0.0", length: staged.sizeBytes, sha256: staged.digest };
  await assert.rejects(operator.submit([publisher.add(target, [publisher.root])]), /signature-invalid/);
  const task = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { all: true } };
  await assert.rejects(operator.post("/api/v1/tasks", task), /not-found.*tool 1\.0\.0/);
  assert.deepEqual((await operator.get<{ items: unknown[] }>("/api/v1/packages")).items, []);
  await operator.publish(scriptRelease("1.0.0"));
  await operator.publish(scriptRelease("1.0.0"));
  await assert.rejects(operator.publish({ ...scriptRelease("1.0.0"), description: "another" }), /release-exists/);
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
});

test("rubbish on the wire is answered or cut, and others are served meanwhile", async (t) => {
  const { server } = await boot(t);
  const { port } = new URL(server.url);
  const socket = connect(Number(port), "127.0.0.1");
  const closed = new Promise<string>((resolve) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
    socket.on("close", () => resolve(text));
    socket.on("error", () => resolve(text));
  });
  socket.write("\u0000\u0001\u0002 this is not HTTP\r\n\r\n");
  assert.match(await closed, /400/);
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
});
