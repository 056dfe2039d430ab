import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import type { Asked, Fault } from "./fake-server.ts";
import { type FaultScene, faultScene, releaseOf, someBytes } from "./fault-scene.ts";

const SIZE = 5 * PIECE_BYTES + 1234;
const bytes = someBytes(SIZE, "reader");

/** Sends the release of one file to the device. */
function order({ server }: FaultScene, content: Buffer = bytes): string {
  return server.send(server.assignment(server.publish(releaseOf([server.file("reader.msi", content)]))));
}
const once =
  (fault: Fault) =>
  ({ kind, index }: Asked) =>
    kind === "blob" && index === 0 ? fault : undefined;

const PASSING: Record<string, Fault> = {
  "cut in the middle of a piece": { cutAfter: 2 * PIECE_BYTES + 100 },
  "cut before the first byte": { cutAfter: 0 },
  "silent in the middle": { stallAfter: PIECE_BYTES + 1 },
  "one bit altered": { flipAt: PIECE_BYTES + 17 },
  "shorter than was asked for": { truncateTo: 3 * PIECE_BYTES },
  "another ETag on the right bytes": { etag: "0".repeat(64) },
  overloaded: { status: 503, retryAfterSeconds: 1 },
};

describe("what goes wrong once on the way", { concurrency: 4 }, () => {
  for (const [name, fault] of Object.entries(PASSING))
    test(`${name}: fetched all the same, and no kept piece twice`, async (t) => {
      const scene = await faultScene(t);
      scene.server.fault = once(fault);
      const actionId = order(scene);
      const end = await scene.ended(actionId);
      assert.equal(end.state, "succeeded", JSON.stringify(end.reason));
      assert.equal(end.bytes?.origin, SIZE, "each byte counted once");
      const blobs = scene.server.asked.filter((each) => each.kind === "blob");
      const [first, second] = blobs;
      assert.equal(blobs.length, "etag" in fault ? 1 : 2);
      // What came whole before it went wrong is not asked for again.
      const kept =
        "cutAfter" in fault
          ? fault.cutAfter
          : "stallAfter" in fault
            ? fault.stallAfter
            : "truncateTo" in fault
              ? fault.truncateTo
              : 0;
      assert.equal(first?.range?.first, 0);
      if ("flipAt" in fault) assert.deepEqual(second?.range, { first: PIECE_BYTES, last: 2 * PIECE_BYTES - 1 });
      else if (second) assert.equal(second.range?.first, Math.floor(kept / PIECE_BYTES) * PIECE_BYTES);
    });

  test("wrong bytes every time: an end that says so, and the refusals are reported", async (t) => {
    const scene = await faultScene(t);
    scene.server.fault = ({ kind }) => (kind === "blob" ? { flipAt: 5 } : undefined);
    const small = someBytes(LIMITS.corruptPieces * PIECE_BYTES, "corrupt");
    // Every piece of every answer is wrong, so that one request is enough.
    const file = scene.server.file("reader.msi", small);
    scene.server.blobs.set(
      file.digest,
      Buffer.from(small).map((byte) => byte ^ 1),
    );
    const end = await scene.ended(scene.server.send(scene.server.assignment(scene.server.publish(releaseOf([file])))));
    assert.deepEqual([end.state, end.reason?.code], ["failed", "content-corrupt"]);
    assert.match(end.reason?.detail ?? "", /16 pieces from origin did not match the manifest/);
    assert.equal(scene.host.runs.length, 0);
    await scene.until("refusals", () => scene.server.refusals.length >= LIMITS.corruptPieces);
    assert.ok(scene.server.refusals.every((each) => each.what === "piece" && each.subject === file.digest));
  });

  test("a proxy that refuses every report for a while: none of them is lost", async (t) => {
    const scene = await faultScene(t);
    let refused = 0;
    scene.server.fault = ({ kind }) => {
      if (kind !== "reports" || refused >= 4) return undefined;
      refused++;
      return { status: 400 };
    };
    // `ended` wants every step.
    assert.equal((await scene.ended(order(scene))).state, "succeeded");
    assert.equal(refused, 4);
  });

  test("a network that sends elsewhere before its login: the release is asked for again", async (t) => {
    const scene = await faultScene(t);
    scene.server.fault = ({ kind, index }) =>
      (kind === "metadata" || kind === "release" || kind === "manifest") && index === 0 ? { status: 302 } : undefined;
    assert.equal((await scene.ended(order(scene))).state, "succeeded");
  });

  test("content that the server does not have", async (t) => {
    const scene = await faultScene(t);
    scene.server.fault = ({ kind }) => (kind === "blob" ? { status: 404 } : undefined);
    const end = await scene.ended(order(scene));
    assert.deepEqual([end.state, end.reason?.code], ["failed", "content-missing"]);
  });

  test("a manifest that was altered by one bit is refused before anything is fetched", async (t) => {
    const scene = await faultScene(t);
    const { server } = scene;
    server.fault = ({ kind }) => (kind === "manifest" ? { flipAt: 100 } : undefined);
    const end = await scene.ended(order(scene));
    assert.deepEqual([end.state, end.reason?.code], ["failed", "content-corrupt"]);
    assert.equal(server.asked.filter((each) => each.kind === "blob").length, 0);
    await scene.until("the refusal", () => server.refusals.some((each) => each.what === "manifest"));
  });

  test("a release that was altered", async (t) => {
    const scene = await faultScene(t);
    const { server } = scene;
    const digest = server.publish(releaseOf([server.file("reader.msi", bytes)]));
    server.fault = ({ kind }) => (kind === "release" ? { flipAt: 40 } : undefined);
    const end = await scene.ended(server.send(server.assignment(digest)));
    assert.deepEqual([end.state, end.reason?.code], ["failed", "release-untrusted"]);
    assert.match(end.reason?.detail ?? "", /other bytes than the release key has signed for: its SHA-256 is/);
    await scene.until("the refusal", () => server.refusals.some((each) => each.what === "release"));
    assert.equal(scene.host.runs.length, 0);
  });

  test("envelopes altered, replayed, expired, for another device: refused once each, and what follows is done", async (t) => {
    const scene = await faultScene(t);
    const { server } = scene;
    const release = server.publish(releaseOf([server.file("reader.msi", bytes)]));
    const first = server.assignment(release);
    await scene.ended(server.send(first));
    scene.host.installed.clear();
    const altered = server.seal(server.assignment(release));
    altered[altered.length - 80]! ^= 1;
    server.repeated.push(
      altered,
      server.seal(first),
      server.seal({ ...server.assignment(release), deviceId: "device-2" }, "device-2"),
      Buffer.from("not CBOR at all"),
    );
    const expired = server.assignment(release, { expiresAtMs: server.serverTimeMs() - LIMITS.clockSkewMs - 1000 });
    server.send(expired);
    const good = server.send(server.assignment(release));
    assert.equal((await scene.ended(good)).state, "succeeded");
    for (let times = 0; times < 3; times++) await scene.agent.checkNow();
    await scene.until("the refusals", () => server.refusals.length >= 5);
    assert.deepEqual(
      server.refusals.map((each) => each.what),
      Array(5).fill("envelope"),
    );
    assert.deepEqual(scene.host.runs.length, 2);
    assert.deepEqual(server.steps(expired.actionId), []);
  });
});
