import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createPrivateKey, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer as createNetServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { SOCKET_PROTOCOL } from "@shoal/protocol/agent/socket";
import type { ProxyCertificateMade } from "@shoal/protocol/api/proxy";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { certificateRequest, generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { WebSocket } from "ws";
import { answerOf, fetchBy, testDevice, testTls } from "../identity/fixture.ts";
import { createServer, type ServerWithToken } from "../server.ts";

const PAGE = new URL("../../../docs/how-to/nginx-in-front.md", import.meta.url);
const missing = spawnSync("nginx", ["-v"]).error ? "the nginx program is not installed" : false;

async function freePort(): Promise<number> {
  const server = createNetServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** nginx with the configuration of the how-to page, but with this test's ports and folders. */
async function startNginx(t: TestContext, folder: string, server: ServerWithToken, dataDir: string) {
  const page = await readFile(PAGE, "utf8");
  const [port, agentPort] = [await freePort(), await freePort()];
  const replaced: [string | RegExp, string][] = [
    ["server 127.0.0.1:7070;", `server ${new URL(server.url).host};`],
    ["server 127.0.0.1:7071;", `server ${new URL(server.agentUrl).host};`],
    ["listen 443 ssl;", `listen 127.0.0.1:${port};`],
    ["listen 7443 ssl;", `listen 127.0.0.1:${agentPort} ssl;`],
    [/ *ssl_certificate(_key)? \/etc\/ssl\/.*\n/g, ""],
    [/\/etc\/shoal-proxy\//g, `${folder}/`],
    ["/var/lib/shoal/", `${dataDir}/`],
  ];
  let config = /```nginx\n([\s\S]*?)```/.exec(page)![1]!;
  for (const [from, to] of replaced) {
    assert.notEqual(config.replace(from, to), config, `the page no longer has ${from}`);
    config = config.replace(from, to);
  }
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (each) => `${each}_temp_path ${folder}/t;`,
  );
  const main = [
    "daemon off; worker_processes 1; error_log stderr crit;",
    `pid ${folder}/pid;`,
    process.getuid?.() === 0 ? "user root;" : "",
    `events {} http { access_log off; ${temporary.join(" ")}\n${config}}`,
  ];
  await writeFile(join(folder, "nginx.conf"), main.join("\n"));
  const nginx = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(nginx, "exit");
  t.after(async () => {
    nginx.kill("SIGQUIT");
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    if (nginx.exitCode !== null) throw new Error(`nginx ended with ${nginx.exitCode}`);
    const there = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (there) return { url, agentUrl: `https://127.0.0.1:${agentPort}` };
    await sleep(25);
  }
  throw new Error("nginx does not answer");
}

test("with nginx in front, as the how-to page says", { skip: missing }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "shoal-nginx-"));
  const dataDir = join(folder, "data");
  await mkdir(dataDir);
  const server = await createServer({
    dataDir,
    port: 0,
    logLevel: "silent",
    firstToken: true,
    accelRedirect: "/internal-blobs/",
  });
  t.after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  const authorization = `Bearer ${server.adminToken}`;
  await writeProxyCertificate(server, folder);
  const { url, agentUrl } = await startNginx(t, folder, server, dataDir);
  const content = randomBytes(3_000_000);
  const digest = sha256Hex(content);
  const put = await fetch(`${url}/api/v1/blobs/${digest}`, {
    method: "PUT",
    body: content,
    headers: { authorization },
  });
  assert.equal(put.status, 201);
  const device = await testDevice({ ...server, agentUrl });
  await device.give([(await put.json()) as BlobRef]);
  const { identity, connections } = device;
  t.after(() => connections.destroy());
  const get = (headers: Record<string, string> = {}, method = "GET") =>
    device.fetch(`/agent/v1/blobs/${digest}`, { method, headers });

  const whole = await get();
  assert.deepEqual(Buffer.from(await whole.arrayBuffer()), content);
  assert.equal(whole.headers.get("etag"), `"${digest}"`);
  assert.equal(whole.headers.get("x-accel-redirect"), null);
  assert.ok(whole.headers.get("x-request-id"));
  // Last-Modified is something that only nginx adds: it sent this file, not the server.
  assert.ok(whole.headers.get("last-modified"));

  const part = await get({ range: "bytes=1000-1999", "if-range": `"${digest}"` });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get("content-range"), "bytes 1000-1999/3000000");
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), content.subarray(1000, 2000));
  assert.ok(part.headers.get("last-modified"));

  assert.equal((await get({ range: "bytes=0-1", "if-range": '"other"' })).status, 200);
  assert.equal((await get({ range: "bytes=0-1", "if-match": `"${digest}"` })).status, 206);
  assert.equal((await get({ "if-match": '"other"' })).status, 412);
  assert.equal((await get({ "if-none-match": `"${digest}"` })).status, 304);
  assert.equal((await get({ range: "bytes=3000000-" })).status, 416);
  assert.equal((await get({}, "HEAD")).headers.get("content-length"), "3000000");

  const code = async (asked: Promise<Response>) => ((await (await asked).json()) as { code: string }).code;
  const nobody = testTls({ trust: identity.trust });
  t.after(() => nobody.destroy());
  const path = `/agent/v1/blobs/${digest}`;
  const claimed = { "x-client-cert": encodeURIComponent(identity.certificate) };
  assert.equal(await code(fetchBy(nobody, agentUrl + path)), "certificate-required");
  assert.equal(await code(fetchBy(nobody, agentUrl + path, { headers: claimed })), "certificate-required", "a claim");
  assert.equal(await code(fetchBy(nobody, server.agentUrl + path, { headers: claimed })), "certificate-required");
  assert.equal((await device.fetch(`/internal-blobs/${digest.slice(0, 2)}/${digest}`)).status, 404);

  const socket = new WebSocket(`${agentUrl.replace("https", "wss")}/agent/v1/socket`, SOCKET_PROTOCOL, {
    agent: connections,
  });
  t.after(() => socket.terminate());
  await once(socket, "open");

  const revoked = await fetch(`${server.url}/api/v1/proxies/nginx/revoke`, {
    method: "POST",
    headers: { authorization },
  });
  assert.deepEqual(await revoked.json(), { revoked: 1 });
  const refused = (await (await get()).json()) as { code: string; detail: string };
  assert.deepEqual([refused.code, refused.detail], ["certificate-refused", "that of the proxy nginx was revoked"]);
});

async function writeProxyCertificate(server: ServerWithToken, folder: string): Promise<void> {
  const key = generateIdentityKey();
  const made = await answerOf<ProxyCertificateMade>(
    fetch(`${server.url}/api/v1/proxy-certificates`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "nginx", csr: certificateRequest(createPrivateKey(key)) }),
    }),
  );
  await writeFile(join(folder, "proxy.key"), key, { mode: 0o600 });
  await writeFile(join(folder, "proxy.pem"), made.certificate);
  await writeFile(join(folder, "authorities.pem"), made.authorities);
}
