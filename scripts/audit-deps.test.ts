import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), "audit-deps.ts");

async function auditedBy(t: TestContext, answer: RequestListener): Promise<{ code: number | null; said: string }> {
  const registry = createServer((request, response) => {
    request.resume().once("end", () => answer(request, response));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => registry.once("listening", resolve));
  t.after(() => registry.close());
  const { port } = registry.address() as AddressInfo;
  const child = spawn(process.execPath, [SCRIPT], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_fetch_retries: "0" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return await new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

/** Advisories where they are asked for; else the package itself, which npm reads to see what would help. */
const asJson =
  (advisories: unknown): RequestListener =>
  ({ method, url }, response) => {
    const name = decodeURIComponent(url!.slice(1));
    const version = { name, version: "1.0.0" };
    const versions = { name, "dist-tags": { latest: "1.0.0" }, versions: { "1.0.0": version } };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(method === "POST" ? advisories : versions));
  };

test("nothing known is said, a finding fails with its name, and a registry that does not answer is no clean answer", async (t) => {
  const clean = await auditedBy(t, asJson({}));
  assert.equal(clean.code, 0, clean.said);
  assert.match(clean.said, /Nothing is known against the \d+ dependencies/);

  const advisory = {
    id: 1,
    title: "It lets anybody in",
    severity: "high",
    vulnerable_versions: "*",
    url: "https://example.org/1",
  };
  const found = await auditedBy(t, asJson({ fastify: [{ ...advisory, cwe: [], cvss: { score: 9 } }] }));
  assert.equal(found.code, 1, found.said);
  assert.match(found.said, /high: fastify .*It lets anybody in.*within 7 days/);

  const silent = await auditedBy(t, (_, response) => response.writeHead(405).end());
  assert.equal(silent.code, 2, silent.said);
  assert.match(silent.said, /Not audited: the registry has not answered \(.*405/);
});
