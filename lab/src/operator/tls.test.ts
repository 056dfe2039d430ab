import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createServer } from "@shoal/server/server";
import { selfSigned, whyNoCertificate } from "./self-signed.ts";

test("operators beyond this machine come by TLS, or the server does not start", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-tls-"));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const start = (options: object) => createServer({ dataDir, port: 0, logLevel: "silent", ...options });
  for (const host of ["0.0.0.0", "::", "192.0.2.7", "shoal.example"])
    await assert.rejects(start({ host }), /would reach .* without TLS.*--tls-cert and --tls-key, or put a proxy/, host);
  await assert.rejects(start({ tlsCert: "/nowhere" }), /give --tls-cert and --tls-key/);
  await assert.rejects(start({ tlsCert: "/nowhere", tlsKey: "/nowhere" }), /\/nowhere cannot be read/);
  const behind = await start({ host: "0.0.0.0", trustProxy: ["127.0.0.1"] });
  await behind.close();
});

test("TLS is 1.2 or newer, and browsers are told to keep to it", { skip: whyNoCertificate() }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-tls-"));
  const { cert, key } = selfSigned(folder, "IP:127.0.0.1");
  const options = { dataDir: join(folder, "data"), port: 0, logLevel: "silent", tlsCert: cert, tlsKey: key };
  const server = await createServer({ ...options, firstToken: true });
  t.after(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  assert.match(server.url, /^https:\/\/127\.0\.0\.1:/);
  const ask = (more: object) =>
    new Promise<{ status: number; hsts: string }>((resolve, reject) => {
      const headers = { authorization: `Bearer ${server.adminToken}` };
      get(`${server.url}/api/v1/me`, { ca: readFileSync(cert), headers, agent: false, ...more }, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode!, hsts: String(answer.headers["strict-transport-security"]) });
      }).on("error", reject);
    });
  assert.deepEqual(await ask({}), { status: 200, hsts: "max-age=31536000; includeSubDomains" });
  await assert.rejects(
    ask({ minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT:@SECLEVEL=0" }),
    /alert|protocol/i,
  );
  await assert.rejects(ask({ ca: undefined }), /self-signed/);
  await assert.rejects(fetch(server.url.replace("https", "http")), /fetch failed/);
});
