import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Me } from "@shoal/protocol/api/operator";
import { createServer } from "@shoal/server/server";
import { shoalFor } from "../cli/shoal.ts";
import { Operator } from "../fleet/operator.ts";
import { Browser } from "./browser.ts";

const MAIN = fileURLToPath(import.meta.resolve("@shoal/server/main"));

async function fresh(t: TestContext, now?: () => number) {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-setup-"));
  const server = await createServer({ dataDir, port: 0, logLevel: "silent", ...(now ? { now } : {}) });
  t.after(async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const setUp = async (link: string) => {
    const nobody = new Operator(server.url, "nobody-at-all");
    return await nobody.post<{ token: string; actor: string }>("/api/v1/setup", { secret: link.split("#")[1] });
  };
  return { server, dataDir, file: join(dataDir, "setup.link"), setUp };
}

test("the first operator is made by a link that only the server's user can read; it works once, and for a day", async (t) => {
  let nowMs = Date.now();
  const { server, dataDir, file, setUp } = await fresh(t, () => nowMs);
  const link = server.setupLink!;
  assert.ok(link.startsWith(`${server.url}/setup#setup.`));
  assert.equal(readFileSync(file, "utf8"), `${link}\n`);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal("adminToken" in server, false, "nobody is handed a token");

  await assert.rejects(setUp(`${link}x`), /setup-link-invalid.*not the link that is open/);
  nowMs += 86_400_000;
  await assert.rejects(setUp(link), /setup-link-invalid.*expired/);

  const anew = (folder: string) =>
    spawnSync(process.execPath, [MAIN, "setup-link", "--data", folder], { encoding: "utf8" });
  // Made by a process with a clock of its own: a day behind the server's.
  nowMs -= 86_400_000;
  const second = anew(dataDir).stdout.trim();
  await assert.rejects(setUp(link), /not the link that is open/);
  const both = await Promise.allSettled([setUp(second), setUp(second)]);
  assert.deepEqual(both.map((each) => each.status).sort(), ["fulfilled", "rejected"]);
  assert.equal(existsSync(file), false);
  const { token, actor } = both.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []))[0]!;
  assert.equal(actor, "token:admin");
  const me = await new Operator(server.url, token).get<Me>("/api/v1/me");
  assert.ok(me.permissions.includes("operator.write"));
  await assert.rejects(setUp(second), /setup-link-invalid.*it was used/);

  // Whoever lost every token makes a new admin the same way.
  assert.equal((await setUp(anew(dataDir).stdout.trim())).actor.startsWith("token:admin-"), true);
  const elsewhere = anew(tmpdir());
  assert.equal(elsewhere.status, 1);
  assert.match(elsewhere.stderr, /no server has its data in .*; name its folder with --data/);
});

test("the link makes an account: its name, address and password, and a session", async (t) => {
  const { server, file } = await fresh(t);
  const browser = new Browser(server.url);
  const secret = server.setupLink!.split("#")[1];
  const setUp = (account: object) => browser.send<{ actor: string }>("POST", "/api/v1/setup", { secret, account });
  const ann = { name: "ann", email: "Ann@Example.org", password: "seven herrings in a row" };
  await assert.rejects(setUp({ ...ann, password: "ann@example.org" }), /bad-request.*little more than names/);
  assert.ok(existsSync(file), "what is refused does not use the link");
  assert.equal((await setUp(ann)).actor, "operator:ann");
  assert.equal(existsSync(file), false);
  assert.equal((await browser.send<Me>("GET", "/api/v1/me")).actor, "operator:ann");
  await browser.send("POST", "/api/v1/session", { email: "ann@example.ORG", password: ann.password });
});

test("shoal beside a new server is its first operator; elsewhere the link logs in", async (t) => {
  const { server, dataDir, file } = await fresh(t);
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_DATA: dataDir });
  assert.equal((await shoal.json<{ hasToken: boolean }>("context")).hasToken, false);
  assert.ok(existsSync(file), "looking does not use it");
  const first = await shoal("package", "list");
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stderr, /you are its first/);
  assert.equal(existsSync(file), false);
  const made = await shoal("token", "create", "laptop", "--role", "viewer", "--expires", "7d");
  assert.match(made.stdout, /^so_\S+\n$/);
  assert.match((await shoal("token", "list")).stdout, /laptop +t-\S+ +good +.* never +token:admin +viewer/);
  assert.match((await shoal("role", "list")).stdout, /publisher +built in/);
  await shoal("key", "generate");
  const refused = await shoal("trust", "init", "--token", made.stdout.trim());
  assert.match(refused.stderr, /You may not do this[\s\S]*trust\.write \(submit metadata that says whose releases/);
  assert.equal((await shoal("token", "revoke", "laptop")).code, 0);

  const link = spawnSync(process.execPath, [MAIN, "setup-link", "--data", dataDir, "--public-url", server.url], {
    encoding: "utf8",
  }).stdout.trim();
  const away = shoalFor(t, {});
  assert.match((await away("login", link)).stderr, /Logged in at .* as token:admin-/);
  assert.equal((await away("package", "list")).code, 0);
});
