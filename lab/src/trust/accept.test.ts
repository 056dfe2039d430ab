import assert from "node:assert/strict";
import { test } from "node:test";
import { acceptMetadata, type Submitted } from "@shoal/core/trust/accept";
import { binsOf } from "@shoal/core/trust/layout";
import { makeBin, makeDelegated, makeRoot, makeTargets, renewed, targetsIn } from "@shoal/core/trust/make";
import { type Kinds, parseMetadata, signWith, type TrustSigner, textOf } from "@shoal/core/trust/metadata";
import { trustKeyId } from "@shoal/protocol/node/trust-key";
import { Key } from "@tufjs/models";
import { newTrustSigner, Publisher } from "./publisher.ts";

const NOW = 1_800_000_000_000;
const YEAR = 365 * 86_400_000;
const online = { snapshot: newTrustSigner(), timestamp: newTrustSigner() };
const pair = { snapshot: online.snapshot.key, timestamp: online.timestamp.key };
const rules = { nowMs: NOW, online: [pair], keyIdOf: (key: Key) => trustKeyId(key.keyVal.public ?? "") };
const one = ({ key }: TrustSigner) => ({ keys: [key], threshold: 1 });
const target = (path: string, sha256 = "a".repeat(64)) => ({ path, length: 10, sha256 });

function repository() {
  const publisher = new Publisher();
  const first = publisher.ceremony(pair, NOW);
  const current = new Map(first.map((each) => [each.role, each.text]));
  const take = (submitted: Submitted[]) => {
    const taken = acceptMetadata(current, submitted, rules);
    if (!taken.ok) return `${taken.code}: ${taken.detail}`;
    for (const each of taken.changed) {
      current.set(each.role, each.text);
      publisher.texts.set(each.role, each.text);
    }
    return taken;
  };
  const targets = () => parseMetadata("targets", current.get("targets")!);
  const root = () => parseMetadata("root", current.get("root")!);
  return { publisher, current, first, take, targets, root };
}
const signed = (role: string, metadata: Kinds["root"] | Kinds["targets"], by: TrustSigner[]): Submitted => {
  signWith(metadata, by);
  return { role, text: textOf(metadata) };
};

test("a first submission is whole, or nothing of it is taken", () => {
  const { first } = repository();
  assert.equal(acceptMetadata(new Map(), first, rules).ok, true);
  for (const lacking of ["root", "targets", "release", "release-1f"]) {
    const taken = acceptMetadata(
      new Map(),
      first.filter((each) => each.role !== lacking),
      rules,
    );
    assert.match(
      taken.ok ? "" : taken.detail,
      new RegExp(`${lacking === "root" ? "no root" : `${lacking}.*is not there`}`),
    );
  }
});

test("a bin is taken in its next version, signed by who may, with what belongs into it, and nothing in it changes", () => {
  const { publisher, take } = repository();
  const add = (path: string, sha256?: string) => publisher.add(target(path, sha256), undefined, NOW);
  const taken = take([add("reader/1.0.0")]);
  assert.ok(typeof taken !== "string", String(taken));
  assert.deepEqual(
    taken.added.map((each) => [each.path, each.keyIds]),
    [["reader/1.0.0", [publisher.release.key.keyID]]],
  );
  assert.match(String(take([add("reader/1.0.0", "b".repeat(64))])), /^release-exists/);
  const role = publisher.placeOf("reader/1.0.0");
  const other = binsOf("release").find((each) => each !== role)!;
  const version = parseMetadata("targets", publisher.texts.get(role)!).signed.version;
  const bin = (name: string, at: number, files = [target("reader/2.0.0")], by = [publisher.release], nowMs = NOW) =>
    signed(name, makeBin(at, files, nowMs), by);
  const wrong = binsOf("release").find((each) => each !== publisher.placeOf("reader/2.0.0"))!;
  const wrongVersion = parseMetadata("targets", publisher.texts.get(wrong)!).signed.version + 1;
  const refusals: [Submitted, RegExp][] = [
    [bin(role, version, []), /^metadata-stale: .* comes next/],
    [bin(role, version + 2, []), /^metadata-stale/],
    [
      bin(wrong, wrongVersion, [...(wrong === role ? [target("reader/1.0.0")] : []), target("reader/2.0.0")]),
      /belongs into release-/,
    ],
    [bin(other, 2, [], [publisher.root, online.snapshot]), /^signature-invalid: .* 0 of the 1 keys/],
    [bin(other, 2, [], [publisher.release], NOW - 2 * YEAR), /good until .*, which is over/],
    [bin(other, 2, [target("../etc/passwd")]), /is not NAME\/VERSION/],
    [bin("stranger-00", 1, []), /hangs on stranger, which is not there/],
    [{ role: "snapshot", text: "{}" }, /signed by the server itself/],
    [{ role: other, text: `${JSON.stringify({ signed: { _type: "targets" }, signatures: [] })}` }, /^metadata-refused/],
    [{ role: other, text: " ".repeat(300_000) }, /is the most/],
  ];
  for (const [submitted, words] of refusals) assert.match(String(take([submitted])), words, submitted.role);
  const removed = take([publisher.remove("reader/1.0.0", NOW)]);
  assert.deepEqual(typeof removed === "string" ? removed : removed.removed.map((each) => each.path), ["reader/1.0.0"]);
});

test("a root follows by the old threshold and by its own; it names this server's keys, and no key twice", () => {
  const { publisher, take, root } = repository();
  const [alice, bob, thief] = [newTrustSigner(), newTrustSigner(), newTrustSigner()];
  const two = { keys: [alice.key, bob.key], threshold: 2 };
  const parts = {
    root: two,
    targets: one(publisher.root),
    snapshot: one(online.snapshot),
    timestamp: one(online.timestamp),
  };
  const next = (by: TrustSigner[], known: Partial<typeof parts> = {}, version = 2) =>
    take([signed("root", makeRoot(version, { ...parts, ...known }, NOW), by)]);
  assert.match(String(next([alice, bob])), /as the root before it asks for/);
  assert.match(String(next([publisher.root, alice])), /1 of the 2 keys that it needs, as it asks for itself/);
  assert.match(String(next([publisher.root, alice, bob], { timestamp: one(thief) })), /this server's keys/);
  assert.match(
    String(next([publisher.root, alice, bob], { root: { keys: [alice.key], threshold: 2 } })),
    /2 of 1 keys can never/,
  );
  const twice = new Key({ ...alice.key, keyID: "f".repeat(64) });
  assert.match(
    String(next([publisher.root, alice], { root: { keys: [alice.key, twice], threshold: 2 } })),
    /another key's id/,
  );
  // Targets are signed by nobody who may, once their key is another.
  assert.match(String(next([publisher.root, alice, bob], { targets: one(alice) })), /^signature-invalid: targets/);
  assert.equal(typeof next([publisher.root, alice, bob]), "object");
  assert.equal(root().signed.version, 2);
  assert.match(String(next([publisher.root, alice], {}, 3)), /1 of the 2 keys that it needs, as the root before/);
});

test("another key for a role asks for signatures of all of its bins; a publisher's names are no longer for others", () => {
  const { publisher, take, targets } = repository();
  take([publisher.add(target("acme-tool/1"), undefined, NOW)]);
  const acme = newTrustSigner();
  const parts = { ...one(acme), name: "acme", paths: ["acme-*/*"] };
  const all = { ...one(publisher.release), name: "release", paths: ["*/*"] };
  const delegating = (version: number, roles: (typeof all)[]) =>
    signed("targets", makeTargets(version, roles, NOW), [publisher.root]);
  assert.match(String(take([delegating(2, [parts, all])])), /acme is not there/);
  const own = [
    signed("acme", makeDelegated(1, "acme", one(acme), NOW), [acme]),
    ...binsOf("acme").map((bin) => signed(bin, makeBin(1, [], NOW), [acme])),
  ];
  assert.equal(typeof take([delegating(2, [parts, all]), ...own]), "object");
  const path = "acme-tool/2";
  const role = `release-${publisher.placeOf(path).slice(-2)}`;
  const before = parseMetadata("targets", publisher.texts.get(role)!);
  const stolen = makeBin(before.signed.version + 1, [...targetsIn(before), target(path)], NOW);
  assert.match(
    String(take([signed(role, stolen, [publisher.release])])),
    /is not for role release to sign, but for acme/,
  );

  const fresh = newTrustSigner();
  const replaced = delegating(3, [parts, { ...all, ...one(fresh) }]);
  assert.match(String(take([replaced])), /^signature-invalid: release /);
  const delegated = signed("release", makeDelegated(2, "release", one(fresh), NOW), [fresh]);
  assert.match(String(take([replaced, delegated])), /^signature-invalid: release-00/);
  const bins = binsOf("release").map((bin) =>
    signed(bin, renewed("targets", parseMetadata("targets", publisher.texts.get(bin)!), NOW), [fresh]),
  );
  const taken = take([replaced, delegated, ...bins]);
  assert.deepEqual(typeof taken === "string" ? taken : [taken.added, taken.removed], [[], []]);
  assert.equal(targets().signed.version, 3);
});
