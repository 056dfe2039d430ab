import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { test } from "node:test";
import { backUpToFile, restoreFromFile } from "@shoal/server/backup/archive";
import { createServer } from "@shoal/server/server";
import { Encrypter } from "age-encryption";
import { pack } from "tar-stream";
import { CLI } from "../cli/shoal.ts";
import { Operator } from "../fleet/operator.ts";

const PASSPHRASE = "six words of a list by chance";

test("one file and its passphrase are a whole server; without either, or damaged, nothing is restored", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-archive-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);
  const [data, archive, again] = [at("data"), at("out/shoal.age"), at("again")];
  writeFileSync(at("secret"), `${PASSPHRASE}\n`);
  writeFileSync(at("short"), "too short");
  const shoalServer = async (...args: string[]) => {
    const child = spawn(process.execPath, [CLI, "server", ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    return { code: await new Promise((resolve) => child.once("close", resolve)), said };
  };
  const server = await createServer({ dataDir: data, port: 0, logLevel: "silent", firstToken: true });
  const operator = new Operator(server.url, server.adminToken);
  await operator.trust();
  const bytes = randomBytes(3_000_000);
  const { digest } = await operator.upload("one", bytes);
  await operator.send("PUT", "/api/v1/secrets/acme-licence", { value: "licence of the first", packages: [] });
  const backedUp = await shoalServer("backup", "--data", data, "--to", archive, "--passphrase-file", at("secret"));
  assert.equal(backedUp.code, 0, backedUp.said);
  await server.close();
  assert.deepEqual(readdirSync(at("out")), ["shoal.age"]);
  assert.equal(statSync(archive).mode & 0o777, 0o600);
  const whole = readFileSync(archive);
  assert.match(whole.subarray(0, 100).toString("latin1"), /^age-encryption\.org\/v1\n-> scrypt /);
  for (const key of ["task.key", "ca.key", "secret.key"])
    assert.equal(whole.includes(readFileSync(join(data, key)).subarray(0, 40)), false, key);
  assert.equal(whole.includes(bytes.subarray(0, 64)), false);

  const restored = (from: string, secret = "secret") =>
    shoalServer("restore", "--from", from, "--passphrase-file", at(secret), "--data", again);
  const refused = async (from: string, words: RegExp, passphrase = PASSPHRASE) => {
    await assert.rejects(restoreFromFile(from, again, passphrase, Date.now()), words);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith("again")),
      [],
    );
  };
  await refused(archive, /does not open with this passphrase/, "another passphrase that is long");
  const guessed = await restored(archive, "short");
  assert.equal(guessed.code, 2);
  assert.match(guessed.said, /has 9 characters; a passphrase has 16 at least/);
  writeFileSync(at("cut.age"), whole.subarray(0, whole.length - 500_000));
  await refused(at("cut.age"), /is damaged or cut off, and cannot be read to its end: .*Nothing was restored/s);
  const flipped = Buffer.from(whole);
  flipped[2_000_000]! ^= 1;
  writeFileSync(at("flipped.age"), flipped);
  await refused(at("flipped.age"), /is damaged or cut off/);
  writeFileSync(at("none.age"), "no archive at all");
  await refused(at("none.age"), /is no archive of: shoal server backup/);
  // By somebody who knows the passphrase, and wants a file elsewhere.
  const leading = pack();
  leading.entry({ name: "blobs/../../escaped" }, "x");
  leading.finalize();
  const encrypter = new Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(10);
  writeFileSync(at("leading.age"), await encrypter.encrypt(await buffer(leading as never)));
  await refused(at("leading.age"), /it holds "blobs\/\.\.\/\.\.\/escaped", which no backup has/);
  const file = join(data, "blobs", digest.slice(0, 2), digest);
  writeFileSync(file, Buffer.from(bytes).fill(0, 9, 12));
  await assert.rejects(
    backUpToFile(data, at("out/bad.age"), PASSPHRASE, Date.now()),
    /is damaged: it is not what its digest/,
  );
  assert.deepEqual(readdirSync(at("out")), ["shoal.age"]);

  const { code, said } = await restored(archive);
  assert.equal(code, 0, said);
  assert.deepEqual(readFileSync(join(again, "blobs", digest.slice(0, 2), digest)), bytes);
  await assert.rejects(restoreFromFile(archive, again, PASSPHRASE, Date.now()), /is not empty/);
  const back = await createServer({ dataDir: again, port: 0, logLevel: "silent", firstToken: true });
  t.after(() => back.close());
  const { items } = await new Operator(back.url, server.adminToken).get<{ items: { name: string }[] }>(
    "/api/v1/secrets",
  );
  assert.deepEqual(
    items.map((each) => each.name),
    ["acme-licence"],
  );
});
