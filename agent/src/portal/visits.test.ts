import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import { Invitations } from "./invite.ts";
import { Visits } from "./visits.ts";

const ann = { uid: 1000, person: "ann" };

test("a visit is its user's, and ends when nobody looks, and at the end of the day", () => {
  const visits = new Visits();
  const token = visits.begin(ann, 0);
  assert.equal(visits.of(token, 1000, 1)?.person, "ann");
  assert.equal(visits.of(token, undefined, 1)?.person, "ann", "where the system does not say whose a connection is");
  assert.equal(visits.of(token, 1001, 1), undefined);
  assert.equal(visits.of(token, 1000, LIMITS.portalIdleMs + 1), undefined);
  const long = visits.begin(ann, 0);
  for (let at = 0; at < LIMITS.portalVisitMs; at += LIMITS.portalIdleMs / 2)
    assert.ok(visits.of(long, 1000, at), String(at));
  assert.equal(visits.of(long, 1000, LIMITS.portalVisitMs), undefined);
  const left = visits.begin(ann, 0);
  visits.end(left);
  assert.equal(visits.of(left, 1000, 1), undefined);
});

test("one more than a person may have open ends their oldest, and nobody else's", () => {
  const visits = new Visits();
  const other = visits.begin({ uid: 7, person: "bob" }, 0);
  const tokens = Array.from({ length: LIMITS.portalVisits + 1 }, () => visits.begin(ann, 0));
  assert.deepEqual(
    tokens.map((token) => visits.of(token, 1000, 1) !== undefined),
    tokens.map((_, at) => at > 0),
  );
  assert.ok(visits.of(other, 7, 1));
});

test("who guesses waits a minute, and others do not", () => {
  const visits = new Visits();
  for (let at = 0; at < LIMITS.portalWrong; at++) visits.wrong(7, 0);
  assert.deepEqual(
    [visits.isGuessing(7, 1), visits.isGuessing(1000, 1), visits.isGuessing(7, 60_000)],
    [true, false, false],
  );
});

test("an invitation works once and for two minutes, and its file is the agent's alone before it is theirs", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-invitations-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const invitations = new Invitations(folder);
  const uid = process.geteuid!();
  const give = (nowMs: number) => {
    const file = invitations.give(uid, (secret) => `http://h/#${secret}`, nowMs);
    return { file, secret: readFileSync(join(folder, file), "utf8").split("#")[1]! };
  };
  const first = give(0);
  assert.equal(statSync(join(folder, first.file)).mode & 0o777, 0o400);
  assert.equal(invitations.fresh(uid, 1), first.file);
  assert.equal(invitations.fresh(uid + 1, 1), undefined);
  assert.equal(invitations.fresh(uid, LIMITS.portalInvitationMs - 1), undefined, "there is no time to use it any more");
  assert.equal(invitations.take(first.secret, uid + 1, 1), undefined, "somebody else's connection");
  assert.equal(invitations.take(first.secret, uid, 1), uid);
  assert.equal(invitations.take(first.secret, uid, 1), undefined);
  assert.deepEqual(readdirSync(folder), []);
  const late = give(0);
  assert.equal(invitations.take(late.secret, uid, LIMITS.portalInvitationMs), undefined);
  give(0);
  assert.deepEqual(
    [invitations.tidy(1), invitations.tidy(LIMITS.portalInvitationMs), readdirSync(folder)],
    [true, false, []],
  );
});
