/** Thieves and liars against the real agent: a server that holds what was stolen, and no release key. None of them gets anything installed. */
import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, type TestContext, test } from "node:test";
import { brotliCompressSync, createBrotliCompress } from "node:zlib";
import { fileOf } from "@shoal/core/trust/layout";
import { makeBin, makeDelegated, makeRoot, makeTargets, targetsIn } from "@shoal/core/trust/make";
import { parseMetadata, signWith, textOf } from "@shoal/core/trust/metadata";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import { LIMITS } from "@shoal/protocol/limits";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import type { FakeServer } from "../agent/fake-server.ts";
import { type FaultScene, faultScene, releaseOf, someBytes } from "../agent/fault-scene.ts";
import { newTrustSigner } from "./publisher.ts";

const DAY = 86_400_000;

/** A release of one file; which one is in its version. */
function releaseAt(server: FakeServer, version: string, name = "reader") {
  const file = server.file("reader.msi", someBytes(1000, `${name} ${version}`));
  return { ...releaseOf([file]), name, version };
}

/** A device that has installed reader 1.0.0, and so has seen the repository as it was then. */
async function scene(t: TestContext): Promise<FaultScene & { good: string }> {
  const built = await faultScene(t);
  const { server } = built;
  const good = server.publish(releaseAt(server, "1.0.0"));
  const end = await built.ended(server.send(server.assignment(good, { version: "1.0.0" })));
  assert.equal(end.state, "succeeded", JSON.stringify(end.reason));
  built.host.installed.clear();
  built.host.runs.length = 0;
  return { ...built, good };
}

/** Orders it, and expects a refusal in these words, told of in the report and among the refusals, and that nothing ran. */
async function refused(at: FaultScene, assignment: StartAssignment, words: RegExp, next = /./): Promise<void> {
  const before = at.server.refusals.length;
  const end = await at.ended(at.server.send(assignment));
  assert.deepEqual([end.state, end.reason?.code], ["failed", "release-untrusted"], JSON.stringify(end.reason));
  assert.match(end.reason?.detail ?? "", words);
  assert.match(end.reason?.next ?? "", next);
  await at.until("the refusal", () => at.server.refusals.slice(before).some((each) => each.what === "release"));
  assert.match(at.server.refusals.at(-1)!.detail, words);
  assert.deepEqual([at.host.runs.length, at.host.installed.size], [0, 0]);
}

/** A document of the thief's own, given out by the server, and what it is called. */
function forged(server: FakeServer, version = "6.6.6") {
  const document = encodeCbor(releaseAt(server, version));
  const digest = sha256Hex(document);
  server.releases.set(digest, document);
  return { digest, target: { path: `reader/${version}`, length: document.length, sha256: digest }, version };
}

describe("a server that lies, without any key", { concurrency: 4 }, () => {
  test("rollback: metadata of before a release was taken out", async (t) => {
    const at = await scene(t);
    const { server, good } = at;
    const then = new Map(server.repository.files);
    server.repository.put(server.repository.publisher.remove("reader/1.0.0"));
    server.repository.sayCurrent();
    await refused(at, server.assignment(good, { version: "1.0.0" }), /no release key has signed for reader 1\.0\.0/);
    server.repository.files.clear();
    for (const [file, text] of then) server.repository.files.set(file, text);
    await refused(
      at,
      server.assignment(good, { version: "1.0.0" }),
      /older metadata than this device has seen \(a rollback\)/,
      /trust show/,
    );
  });

  test("freeze: what was current stays so for ever", async (t) => {
    const at = await scene(t);
    const { server, good } = at;
    await at.restart({ wallMs: () => Date.now() + 3 * DAY });
    await refused(
      at,
      server.assignment(good, { version: "1.0.0" }),
      /too old to believe: somebody holds newer metadata back \(a freeze\), or this device's clock is wrong/,
      /Compare the device's clock/,
    );
  });

  test("mix and match: a bin of another day under the name of the current one", async (t) => {
    const at = await scene(t);
    const { server, good } = at;
    const { files, publisher } = server.repository;
    const role = publisher.placeOf("reader/1.0.0");
    const was = files.get(fileOf(role, 2))!;
    server.repository.put(publisher.remove("reader/1.0.0"));
    server.repository.sayCurrent();
    files.set(fileOf(role, 3), was);
    await refused(at, server.assignment(good, { version: "1.0.0" }), /does not belong together \(mix and match\)/);
  });

  test("endless data, in metadata and in the document", async (t) => {
    const at = await scene(t);
    const { server, good } = at;
    const timestamp = server.repository.files.get("timestamp.json")!;
    server.repository.files.set("timestamp.json", timestamp + " ".repeat(LIMITS.trustTimestampBytes));
    await refused(at, server.assignment(good, { version: "1.0.0" }), /longer than any of ours \(endless data\)/);
    server.repository.files.set("timestamp.json", timestamp);
    server.releases.set(good, Buffer.concat([server.releases.get(good)!, Buffer.alloc(5_000_000)]));
    await refused(
      at,
      server.assignment(good, { version: "1.0.0" }),
      /it has more than the \d+ bytes that were signed for/,
    );
  });

  test("endless data, packed: little on the line, and no end to what it unpacks to", async (t) => {
    const at = await scene(t);
    const { server, good } = at;
    const timestamp = Buffer.from(server.repository.files.get("timestamp.json")!);
    const order = () => server.assignment(good, { version: "1.0.0" });
    server.packed.set("timestamp.json", () => Readable.from([brotliCompressSync(timestamp)]));
    const end = await at.ended(server.send(order()));
    assert.equal(end.state, "succeeded", JSON.stringify(end.reason));
    at.host.installed.clear();
    at.host.runs.length = 0;
    let packed = createBrotliCompress();
    server.packed.set("timestamp.json", () => {
      const blanks = function* () {
        yield timestamp;
        for (;;) yield Buffer.alloc(65_536, " ");
      };
      packed = Readable.from(blanks()).pipe(createBrotliCompress());
      return packed;
    });
    await refused(at, order(), /longer than any of ours \(endless data\)/);
    await at.until("the line to be let go", () => packed.destroyed);
  });

  test("wrong hash: another document under the digest that was signed", async (t) => {
    const at = await scene(t);
    const { server, good } = at;
    const document = Buffer.from(server.releases.get(good)!);
    document[document.length - 1]! ^= 1;
    server.releases.set(good, document);
    await refused(
      at,
      server.assignment(good, { version: "1.0.0" }),
      /other bytes than the release key has signed for: its SHA-256/,
    );
  });

  test("a task of another digest, of another version, of another package, of what nobody signed", async (t) => {
    const at = await scene(t);
    const { server, good } = at;
    const lies: [Partial<StartAssignment>, RegExp][] = [
      [
        { version: "1.0.0", releaseDigest: server.publish(releaseAt(server, "2.0.0")) },
        /the server lies about the task/,
      ],
      [{ version: "2.0.0" }, /the release key has signed [0-9a-f]{64}: the server lies about the task/],
      [{ version: "1.0.0", package: "writer" }, /no release key has signed for writer 1\.0\.0/],
      [{ version: "6.6.6", releaseDigest: forged(server).digest }, /no release key has signed for reader 6\.6\.6/],
    ];
    for (const [lie, words] of lies) await refused(at, server.assignment(good, lie), words);
  });
});

describe("a thief with keys", { concurrency: 4 }, () => {
  test("of the server, all of them: snapshot, timestamp, tasks; and its database", async (t) => {
    const at = await scene(t);
    const { server } = at;
    const { repository } = server;
    const { digest, target, version } = forged(server);
    const order = () => server.assignment(digest, { version });
    const files = new Map(repository.files);
    const restore = () => {
      for (const [file, text] of files) repository.files.set(file, text);
    };

    repository.add(target, [repository.snapshotKey, repository.timestampKey]);
    await refused(
      at,
      order(),
      /has 0 of the 1 signatures that it needs by keys that count: it was forged/,
      /is not to be trusted/,
    );

    // The same with a role and a root of its own.
    restore();
    const thief = newTrustSigner();
    const own = { keys: [thief.key], threshold: 1 };
    const nowMs = Date.now();
    const targets = makeTargets(2, [{ ...own, name: "release", paths: ["*/*"] }], nowMs);
    signWith(targets, [thief, repository.snapshotKey]);
    repository.put({ role: "targets", text: textOf(targets) });
    repository.sayCurrent();
    await refused(at, order(), /targets has 0 of the 1 signatures/);
    const root = makeRoot(2, { root: own, targets: own, snapshot: own, timestamp: own }, nowMs);
    signWith(root, [thief]);
    repository.put({ role: "root", text: textOf(root) });
    await refused(at, order(), /root has 0 of the 1 signatures/);
  });

  test("of the server, who brings back a bin from its database: the device has seen a newer one", async (t) => {
    const at = await scene(t);
    const { server, good } = at;
    const { repository } = server;
    const { publisher } = repository;
    const role = publisher.placeOf("reader/1.0.0");
    const was = publisher.texts.get(role)!;
    repository.put(publisher.remove("reader/1.0.0"));
    repository.sayCurrent();
    await refused(at, server.assignment(good, { version: "1.0.0" }), /no release key has signed/);
    repository.put({ role, text: was });
    repository.sayCurrent();
    await refused(
      at,
      server.assignment(good, { version: "1.0.0" }),
      /\(a rollback\).*New version 2 of release-[0-9a-f]{2}\.json is less/,
    );
  });

  test("that were rotated out: a release key, and the server's own", async (t) => {
    const at = await scene(t);
    const { server } = at;
    const { repository } = server;
    const { publisher } = repository;
    const nowMs = Date.now();
    const old = { release: publisher.release, snapshot: repository.snapshotKey, timestamp: repository.timestampKey };
    // Rotation as those do it who hold the root key.
    const release = newTrustSigner();
    const by = { keys: [release.key], threshold: 1 };
    const targets = makeTargets(2, [{ ...by, name: "release", paths: ["*/*"] }], nowMs);
    signWith(targets, [publisher.root]);
    repository.put({ role: "targets", text: textOf(targets) });
    const delegated = makeDelegated(2, "release", by, nowMs);
    signWith(delegated, [release]);
    repository.put({ role: "release", text: textOf(delegated) });
    for (const [role, text] of [...publisher.texts].filter(([each]) => each.startsWith("release-"))) {
      const before = parseMetadata("targets", text);
      const bin = makeBin(before.signed.version + 1, targetsIn(before), nowMs);
      signWith(bin, [release]);
      repository.put({ role, text: textOf(bin) });
    }
    repository.sayCurrent();
    const { digest, target, version } = forged(server);
    repository.add(target, [old.release]);
    await refused(at, server.assignment(digest, { version }), /it was forged, or its key has been taken out/);

    // Now the server's keys too; the thief has the old ones of these.
    const one = (key: typeof release) => ({ keys: [key.key], threshold: 1 });
    const [snapshot, timestamp] = [newTrustSigner(), newTrustSigner()];
    const offline = one(publisher.root);
    const root = makeRoot(
      2,
      { root: offline, targets: offline, snapshot: one(snapshot), timestamp: one(timestamp) },
      nowMs,
    );
    signWith(root, [publisher.root]);
    repository.put({ role: "root", text: textOf(root) });
    repository.sayCurrent();
    await refused(at, server.assignment(digest, { version }), /timestamp has 0 of the 1 signatures/);
  });
});
