import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type PeerRequest, type PeerRun, parsePeerPath, parseRun, peerPath } from "./path.ts";

const session = fc.stringMatching(/^[0-9a-f]{16}$/);
const run = fc.tuple(
  fc.integer({ min: 0, max: 400_000 }),
  fc.integer({ min: 1, max: 400_000 }),
) as fc.Arbitrary<PeerRun>;
const requests: fc.Arbitrary<PeerRequest> = fc.oneof(
  fc.tuple(session, run).map(([id, each]) => ({ ask: "pieces", session: id, run: each }) as const),
  session.map((id) => ({ ask: "have", session: id }) as const),
  fc
    .tuple(session, fc.array(run, { minLength: 1, maxLength: 8 }))
    .map(([id, want]) => ({ ask: "stream", session: id, want }) as const),
);

test("a path says what was asked", () => {
  fc.assert(
    fc.property(requests, (request) => {
      assert.deepEqual(parsePeerPath(peerPath(request), 8), request);
    }),
  );
});

test("what is no path of ours is none, and runs have a limit", () => {
  const id = "0123456789abcdef";
  for (const path of [
    "",
    "/",
    `/v1/pieces/${id}`,
    `/v1/pieces/${id}/`,
    `/v1/pieces/${id}/3`,
    `/v1/pieces/${id}/4-3`,
    `/v1/pieces/${id}/-1-3`,
    `/v1/pieces/${id}/1-3/`,
    `/v1/pieces/${id}/01-3`,
    `/v1/pieces/${id}/1-3e2`,
    `/v1/pieces/${id}/0-9999999999`,
    `/v1/pieces/${id.slice(1)}/1-3`,
    `/v1/pieces/${id.toUpperCase()}/1-3`,
    `/v1/have/${id}/x`,
    `/v1/have/${id}?x`,
    `/v2/have/${id}`,
    `/v1/stream/${id}`,
    `/v1/stream/${id}?want=`,
    `/v1/stream/${id}?want=1-2,`,
    `/v1/stream/${id}?want=1-2,,3-4`,
    `/v1/stream/${id}?want=1-2&want=3-4`,
  ])
    assert.equal(parsePeerPath(path, 8), undefined, path);
  assert.ok(parsePeerPath(`/v1/stream/${id}?want=1-1,3-3`, 2));
  assert.equal(parsePeerPath(`/v1/stream/${id}?want=1-1,3-3,5-5`, 2), undefined);
});

test("any text is a run or is not, and nothing is thrown", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseRun(text);
      parsePeerPath(text, 8);
      parsePeerPath(`/v1/stream/0123456789abcdef?want=${text}`, 8);
    }),
  );
});
