import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { get } from "node:https";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { connect } from "node:tls";
import { createServer } from "@shoal/server/server";
import { pino } from "pino";
import { selfSigned, whyNoCertificate } from "./self-signed.ts";

test("operators beyond this machine come by TLS, or the server does not start", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-tls-"));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const start = (options: object) => createServer({ dataDir, port: 0, logLevel: "silent", ...options });
  for (const host of ["0.0.0.0", "::", "192.0.2.7", "shoal.example"])
    await assert.rejects(start({ host }), /would reach .* without TLS.*--tls-cert and --tls-key, or put a proxy/, host);
  await assert.rejects(start({ tlsCert: "/nowhere" }), /give --tls-cert and --tls-key/);
  await assert.rejects(start({ tlsCert: "/nowhere", tlsKey: "/nowhere" }), /\/nowhere cannot be read/);
  await assert.rejects(start({ host: "0.0.0.0", trustProxy: ["my-proxy"] }), /--trust-proxy my-proxy is no address/);
  const away = { host: "0.0.0.0", trustProxy: ["127.0.0.1", "192.0.2.9"] };
  await assert.rejects(start(away), /the proxy 192\.0\.2\.9\/32 would pass .* without TLS.*--insecure-proxy/);
  const own = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
  for (const [trustProxy, status] of [
    [["127.0.0.1"], 403],
    [["127.0.0.1", own ?? "192.0.2.9"], 200],
  ] as const) {
    const behind = await start({ host: "0.0.0.0", trustProxy: [...trustProxy], insecureProxy: status === 200 });
    const ask = (host: string) => fetch(`http://${host}:${new URL(behind.url).port}/healthz`);
    const answers = [await ask("127.0.0.1"), ...(own === undefined ? [] : [await ask(own)])];
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    await behind.close();
    assert.equal(answers[0]!.status, 200, "from this machine");
    if (own === undefined) continue;
    assert.equal(answers[1]!.status, status, "by the network, from nobody's proxy or from one");
    assert.equal(texts[1]!.includes("tls-missing"), status === 403);
  }
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

test("a certificate that was replaced in its file is shown a minute later, and one that does not fit its key is not", {
  skip: whyNoCertificate(),
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-tls-"));
  const { key, cert } = selfSigned(folder, "IP:127.0.0.1");
  t.mock.timers.enable({ apis: ["setInterval"] });
  const logged: string[] = [];
  const logger = pino({ level: "error" }, { write: (line: string) => void logged.push(line) });
  const server = await createServer({ dataDir: join(folder, "data"), port: 0, logger, tlsCert: cert, tlsKey: key });
  t.after(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { hostname, port } = new URL(server.url);
  const shown = async () => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
    await once(socket, "secureConnect");
    const { raw } = socket.getPeerX509Certificate()!;
    socket.destroy();
    return raw.toString("hex");
  };
  const inFile = () => new X509Certificate(readFileSync(cert)).raw.toString("hex");
  const first = await shown();
  assert.equal(first, inFile());
  const next = selfSigned(mkdtempSync(join(folder, "next-")), "IP:127.0.0.1");
  renameSync(next.cert, cert);
  for (let minutes = 0; minutes < 3; minutes++) t.mock.timers.tick(60_000);
  assert.equal(await shown(), first, "half of a pair");
  assert.equal(logged.filter((line) => line.includes("the certificate for operators cannot be used")).length, 1);
  renameSync(next.key, key);
  t.mock.timers.tick(60_000);
  assert.equal(await shown(), inFile());
  assert.notEqual(await shown(), first);
});
