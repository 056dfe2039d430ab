import assert from "node:assert/strict";
import { test } from "node:test";
import { CHAIN_START, chained } from "@shoal/protocol/audit/chain";
import { TrailCheck } from "@shoal/protocol/audit/trail-check";
import { entryHash, sealCheckpoint } from "@shoal/protocol/node/audit-chain";
import { generateKeyPem, signerFromPem } from "@shoal/protocol/node/ed25519";
import { BY_BROWSER } from "./proving.ts";

const signer = signerFromPem(generateKeyPem());

/** Three entries as a server signs them. */
function trail(): string[] {
  let hash = CHAIN_START;
  const entries = [1, 2, 3].map((id) => {
    const entry = {
      id,
      atMs: id,
      actor: "server",
      what: "server.started",
      subject: "server",
      detail: { é: [id] },
      hash,
    };
    hash = entryHash(hash, chained(entry));
    return { entry: { ...entry, hash } };
  });
  const checkpoint = sealCheckpoint({ format: 1, entry: 3, hash, atMs: 4 }, signer);
  const head = { trail: { format: 1, key: signer.publicKey, after: 0, hash: CHAIN_START } };
  return [head, ...entries, { end: { checkpoint } }].map((line) => JSON.stringify(line));
}

function said(lines: readonly string[]) {
  const check = new TrailCheck(BY_BROWSER);
  for (const line of lines) {
    const fault = check.take(line);
    if (fault) return fault;
  }
  return check.finish();
}

test("a browser finds whole what the server signed, and what was changed by entry", () => {
  const lines = trail();
  const whole = said(lines);
  assert.ok("checkpoints" in whole, JSON.stringify(whole));
  assert.deepEqual([whole.last, whole.checkpoints], [3, 1]);
  assert.deepEqual(said(lines.with(2, lines[2]!.replace('"actor":"server"', '"actor":"nobody"'))), {
    entry: 2,
    why: "it does not match its hash: it, or the hash of the entry before it, was changed",
  });
  const other = trail()
    .at(-1)!
    .replace(/"sealed":"(.*)(.{10})"/, '"sealed":"$1AAAAAAAAAA"');
  const forged = said(lines.with(-1, other));
  assert.match("why" in forged ? forged.why : "", /the end of it is not believed/);
  assert.match(JSON.stringify(said(lines.slice(0, -1))), /cut short after entry 3/);
});
