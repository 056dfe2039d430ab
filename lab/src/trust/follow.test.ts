import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Log } from "@shoal/agent/log/log";
import { followInChild } from "@shoal/agent/trust/follow";
import { renewed } from "@shoal/core/trust/make";
import { parseMetadata, signWith, textOf } from "@shoal/core/trust/metadata";
import { LIMITS } from "@shoal/protocol/limits";
import { followTrust } from "@shoal/protocol/node/trust-client";
import { faultScene, releaseOf, someBytes } from "../agent/fault-scene.ts";
import { Repository } from "./repository.ts";

const release = (version: string) => ({ ...releaseOf([]), version, name: "reader" });

test("in a process of its own: what was seen is remembered whole, and what the disk has damaged is told of and fetched anew", async (t) => {
  const said: string[] = [];
  const log: Log = { info: () => undefined, warn: (text: string) => said.push(text) };
  const scene = await faultScene(t, { follow: followInChild, log });
  const { server, host, stateDir } = scene;
  const { repository } = server;
  const install = async (version: string) => {
    const file = server.file("reader.msi", someBytes(1000, version));
    const { variants, ...rest } = release(version);
    const digest = server.publish({ ...rest, variants: [{ ...variants[0]!, files: [file] }] });
    host.installed.clear();
    const end = await scene.ended(server.send(server.assignment(digest, { version })));
    assert.equal(end.state, "succeeded", JSON.stringify(end.reason));
  };
  const file = (name: string) => join(stateDir, "trust", `${name}.json`);
  await install("1.0.0");
  const { ino, mode } = statSync(file("timestamp"));
  assert.equal(mode & 0o077, 0);
  await install("2.0.0");
  assert.notEqual(statSync(file("timestamp")).ino, ino, "a new file in the place of the old one");

  const root = renewed("root", parseMetadata("root", repository.root), Date.now());
  signWith(root, [repository.publisher.root]);
  repository.put({ role: "root", text: textOf(root) });
  await install("3.0.0");
  assert.equal(parseMetadata("root", readFileSync(file("root"), "utf8")).signed.version, 2);
  assert.deepEqual(said, []);

  await scene.agent.stop();
  for (const name of ["root", "timestamp", "snapshot"])
    writeFileSync(file(name), readFileSync(file(name)).subarray(0, 100));
  await scene.restart();
  await install("4.0.0");
  assert.equal(
    parseMetadata("root", readFileSync(file("root"), "utf8")).signed.version,
    2,
    "by the chain, from the first",
  );
  assert.deepEqual(
    said.map((text) => /lost is the newest (root|timestamp|snapshot) that it knew/.exec(text)?.[1]).sort(),
    ["root", "snapshot", "timestamp"],
  );
});

test("actions that resolve at the same moment look once, together", async (t) => {
  const scene = await faultScene(t);
  const { server } = scene;
  const ids = Array.from({ length: 8 }, (_, at) => {
    const version = `1.0.${at}`;
    return server.send(server.assignment(server.publish(release(version)), { version, kind: "precache" }));
  });
  for (const id of ids) await scene.ended(id);
  const looks = server.asked.filter((each) => each.kind === "metadata" && each.digest === "timestamp.json");
  assert.ok(looks.length >= 1 && looks.length <= 4, `${looks.length} looks`);
});

test("what a stolen release key has signed is read only where it can be a release", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-followed-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const follow = async (target: { length: number; sha256: string }) => {
    const repository = new Repository();
    repository.add({ path: "reader/1.0.0", ...target });
    const job = { folder, root: repository.root, nowMs: Date.now(), paths: ["reader/1.0.0"] };
    return await followTrust(job, async (file) => {
      const text = repository.files.get(file);
      return text === undefined ? "absent" : Buffer.from(text);
    });
  };
  const sha256 = "ab".repeat(32);
  const whole = await follow({ length: LIMITS.releaseBytes, sha256 });
  assert.deepEqual(whole.ok && whole.targets, { "reader/1.0.0": { length: LIMITS.releaseBytes, sha256 } });
  for (const [target, words] of [
    [{ length: LIMITS.releaseBytes + 1, sha256 }, /is signed for with 1048577 bytes; a release has 1048576/],
    [{ length: 0, sha256 }, /is signed for with 0 bytes/],
    [{ length: 1, sha256: "AB".repeat(32) }, /without a SHA-256/],
  ] as const) {
    const found = await follow(target);
    assert.equal(!found.ok && found.why, "refused");
    assert.match(found.ok ? "" : found.detail, words);
  }
});
