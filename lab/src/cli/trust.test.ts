import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ceremony } from "@shoal/core/trust/ceremony";
import type { TrustState } from "@shoal/protocol/api/trust";
import { signerFromPem } from "@shoal/protocol/node/ed25519";
import { boot } from "../server/booted.ts";
import { trustKeyOf } from "../trust/publisher.ts";
import { writePackage, YAML } from "./scenes.ts";
import { shoalFor } from "./shoal.ts";

const packageOf = (folder: string, name: string, version: string) =>
  writePackage(folder, YAML.replace("name: tool", `name: ${name}`).replace("1.0.0", version));

test("a release is signed on a machine that has the key and no network, and that is deceived by nobody", async (t) => {
  const { server } = await boot(t);
  const online = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  // No server, no token.
  const offline = shoalFor(t, { SHOAL_SERVER: "http://127.0.0.1:2" });
  await online("key", "generate");
  const root = (await online("trust", "init")).stdout.trim();
  const key = join(online.cwd, "config", "release.key");
  writePackage(join(online.cwd, "tool"));

  const staged = await online("package", "publish", "tool", "--stage");
  assert.match(staged.stderr, /tool@1\.0\.0 waits to be signed/);
  assert.match((await online("task", "create", "--package", "tool@1.0.0", "--all")).stderr, /no such thing|not there/);
  const other = await online("release", "drop", "tool@2.0.0");
  assert.match(other.stderr, /does not wait to be signed[\s\S]*tool@2\.0\.0 is not among them/);
  assert.equal((await online("release", "drop", "tool@1.0.0")).stdout, "tool@1.0.0\n");
  assert.deepEqual((await online.json<{ items: unknown[] }>("release", "list")).items, []);
  assert.equal((await online("package", "publish", "tool", "--stage")).code, 0);
  const request = await online("release", "request", "tool@1.0.0");
  const file = join(offline.cwd, "request.json");
  writeFileSync(file, request.stdout);

  const stranger = await offline("release", "sign", "request.json", "--key", key);
  assert.match(stranger.stderr, new RegExp(`does not know the root[\\s\\S]*starts from root ${root}`));
  const signed = await offline("release", "sign", "request.json", "--key", key, "--root", root);
  assert.equal(signed.code, 0, signed.stderr);
  assert.match(
    signed.stderr,
    /signs tool 1\.0\.0 of Lab: [0-9a-f]{64}\n +windows: exe\n +tool\.exe +8\.00 kB +[0-9a-f]{64}/,
  );
  writeFileSync(join(online.cwd, "request.json"), readFileSync(file));
  const done = await online("release", "submit", "request.json");
  assert.deepEqual([done.code, done.stdout], [0, "tool@1.0.0\n"], done.stderr);
  assert.deepEqual((await online.json<{ items: unknown[] }>("release", "list")).items, []);

  const draft = JSON.parse(request.stdout) as { metadata: { role: string; text: string }[] };
  const metadata = JSON.parse(draft.metadata[0]!.text) as {
    signed: { expires: string; targets: Record<string, unknown> };
  };
  // The same version with other content: what was signed before may be withheld.
  metadata.signed.expires = "2099-01-01T00:00:00Z";
  draft.metadata[0]!.text = JSON.stringify(metadata);
  writeFileSync(join(offline.cwd, "twice.json"), JSON.stringify(draft));
  const twice = await offline("release", "sign", "twice.json", "--key", key);
  assert.match(twice.stderr, /Something else was signed here before[\s\S]*Nothing was signed/);
  assert.equal((await offline("release", "sign", "twice.json", "--key", key, "--again")).code, 0);
  // And one in which the server has put a release of its own.
  metadata.signed.targets["evil/1"] = { length: 3, hashes: { sha256: "e".repeat(64) } };
  draft.metadata[0]!.text = JSON.stringify(metadata);
  writeFileSync(join(offline.cwd, "evil.json"), JSON.stringify(draft));
  const evil = await offline("release", "sign", "evil.json", "--key", key);
  assert.match(evil.stderr, /does not show what is to be signed[\s\S]*evil\/1/);
  assert.equal(evil.code, 1);

  packageOf(join(online.cwd, "tool"), "tool", "1.1.0");
  assert.equal((await online("package", "publish", "tool")).code, 0);
  const removed = await online("release", "remove", "tool@1.0.0");
  assert.equal(removed.code, 0, removed.stderr);
  assert.match(removed.stderr, /tool@1\.0\.0 is signed for no more/);
  assert.match((await online("package", "get", "tool@1.0.0")).stdout, /taken it out of what is signed/);
  assert.match(
    (await online("package", "unrecall", "tool@1.0.0", "--reason", "x")).stderr,
    /no device would install it/,
  );
});

test("two of three people change the root; a publisher has a role of its own; keys are replaced and revoked", async (t) => {
  const { server } = await boot(t);
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  for (const name of ["alice", "bob", "carol", "dave", "acme", "acme2"]) await shoal("key", "generate", "--name", name);
  await shoal("key", "generate");
  const key = (name: string) => `config/${name}.key`;
  const three = ["alice", "bob", "carol"].flatMap((name) => ["--root-key", key(name)]);
  assert.match((await shoal("trust", "init", ...three)).stderr, /need --threshold/);
  assert.equal((await shoal("trust", "init", ...three, "--threshold", "2")).code, 0);

  // Carol leaves, Dave comes; Alice says so, Bob agrees.
  const { keyId: carol } = await shoal.json<{ keyId: string }>("key", "show", "--key", key("carol"));
  const { key: dave } = await shoal.json<{ key: string }>("key", "show", "--key", key("dave"));
  const edit = [
    "trust",
    "edit",
    "--remove-root-key",
    carol.slice(0, 12),
    "--add-root-key",
    dave,
    "--sign",
    key("alice"),
  ];
  const asked = await shoal(...edit, "--out", "r.json");
  assert.match(asked.stderr, /More have to sign root, targets/, asked.stderr);
  assert.match((await shoal("trust", "submit", "r.json")).stderr, /signatures are not enough/);
  assert.match((await shoal("trust", "sign", "r.json", "--key", key("acme"))).stderr, /nothing to sign here/);
  const agreed = await shoal("trust", "sign", "r.json", "--key", key("bob"));
  assert.match(agreed.stderr, /root 2: root: 2 of .* -> 2 of .*[\s\S]*Enough have signed/);
  const submitted = await shoal("trust", "submit", "r.json");
  assert.equal(submitted.code, 0, submitted.stderr);
  const state = async () => await shoal.json<TrustState>("trust", "show");
  const role = async (name: string) => (await state()).roles.find((each) => each.role === name)!;
  assert.equal((await role("root")).version, 2);
  assert.ok(!(await role("root")).keyIds.includes(carol) && !(await role("targets")).keyIds.includes(carol));

  const roots = ["--sign", key("alice"), "--sign", key("dave")];
  const given = await shoal(
    "trust",
    "delegate",
    "acme",
    "--key",
    key("acme"),
    "--packages",
    "acme-*",
    ...roots,
    "--sign",
    key("acme"),
  );
  assert.equal(given.code, 0, given.stderr);
  packageOf(join(shoal.cwd, "tool"), "acme-tool", "1.0.0");
  const others = await shoal("package", "publish", "tool");
  assert.equal(others.code, 5);
  assert.match(others.stderr, /acme-tool\/1\.0\.0 is for role acme to sign/);
  assert.equal((await shoal("package", "publish", "tool", "--key", key("acme"))).code, 0);

  // The new key takes over what the old one has signed.
  const other = await shoal(
    "trust",
    "delegate",
    "acme",
    "--key",
    key("acme2"),
    "--key",
    key("acme"),
    ...roots,
    "--sign",
    key("acme2"),
  );
  assert.equal(other.code, 0, other.stderr);
  const { keyId: first } = await shoal.json<{ keyId: string }>("key", "show", "--key", key("acme"));
  const revoked = await shoal("trust", "revoke", first.slice(0, 16), ...roots, "--sign", key("acme2"));
  assert.equal(revoked.code, 0, revoked.stderr);
  assert.equal((await role("acme")).releases, 1);
  packageOf(join(shoal.cwd, "tool"), "acme-tool", "1.1.0");
  assert.equal((await shoal("package", "publish", "tool", "--key", key("acme"))).code, 5);
  assert.equal((await shoal("package", "publish", "tool", "--key", key("acme2"))).code, 0);

  // The server's own keys, twice: those of before are of no use.
  const before = (await state()).online;
  for (const version of [3, 4]) {
    const rotated = await shoal("trust", "edit", "--new-online-keys", ...roots);
    assert.equal(rotated.code, 0, rotated.stderr);
    assert.equal((await role("root")).version, version);
  }
  assert.notDeepEqual((await state()).online, before);
  assert.equal((await state()).nextOnline, undefined);
  packageOf(join(shoal.cwd, "tool"), "tool", "2.0.0");
  assert.equal((await shoal("package", "publish", "tool")).code, 0, "and the metadata holds together");
});

test("what expires before long is told of by doctor, and signed anew", async (t) => {
  const { server, operator } = await boot(t);
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  await shoal("key", "generate");
  const signerOf = (name: string) => {
    const signer = signerFromPem(readFileSync(join(shoal.cwd, "config", `${name}.key`), "utf8"));
    return { key: trustKeyOf(signer.publicKey), sign: signer.sign };
  };
  const { online } = await operator.get<TrustState>("/api/v1/trust");
  const keys = { snapshot: trustKeyOf(online.snapshot), timestamp: trustKeyOf(online.timestamp) };
  // Said most of a year ago.
  const nowMs = Date.now() - 300 * 86_400_000;
  const [root, release] = [signerOf("root"), signerOf("release")];
  await operator.submit(ceremony({ root: [root], threshold: 1, release, online: keys, nowMs }));

  const { stdout } = await shoal("doctor");
  for (const role of ["root", "targets", "release"])
    assert.match(stdout, new RegExp(`warn +expiry +${role} expires on [\\s\\S]*shoal trust renew`));
  const renewed = await shoal("trust", "renew");
  assert.equal(renewed.code, 0, renewed.stderr);
  assert.match(renewed.stderr, /root, targets, release, 64 bins of release/);
  const { roles } = await shoal.json<TrustState>("trust", "show");
  assert.deepEqual(
    roles.filter((each) => ["root", "targets", "release"].includes(each.role)).map((each) => each.version),
    [2, 2, 2],
  );
  assert.doesNotMatch((await shoal("doctor")).stdout, /expiry/);
  assert.match((await shoal("trust", "renew")).stderr, /Nothing ends before long/);

  const again = await shoal("trust", "renew", "--restored");
  assert.equal(again.code, 0, again.stderr);
  const after = (await shoal.json<TrustState>("trust", "show")).roles;
  const versionOf = (role: string) => after.find((each) => each.role === role)!.version;
  assert.equal(versionOf("root"), 2);
  assert.ok(versionOf("targets") > nowMs && versionOf("release") > nowMs, "above any that there were");
  writePackage(join(shoal.cwd, "tool"));
  assert.equal((await shoal("package", "publish", "tool")).code, 0);
});
