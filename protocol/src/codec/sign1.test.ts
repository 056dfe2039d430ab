import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { generateKeyPem, signerFromPem, verifierOf } from "../node/ed25519.ts";
import { decodeCbor, encodeCbor } from "./cbor.ts";
import { open, seal } from "./sign1.ts";

const signer = signerFromPem(generateKeyPem());
const stranger = signerFromPem(generateKeyPem());
const verify = verifierOf([signer.publicKey]);
const context = "shoal/test/1";

test("what was sealed opens again, to the same bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.string({ maxLength: 40 }), (payload, where) => {
      const opened = open(seal(payload, where, signer), where, verify);
      assert.ok(opened.ok);
      assert.deepEqual(opened.payload, payload);
      assert.equal(opened.keyId, signer.keyId);
    }),
  );
});

test("one bit altered anywhere is refused", () => {
  const sealed = seal(new TextEncoder().encode("install reader 24.2.0"), context, signer);
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const altered = sealed.slice();
    altered[bit >> 3]! ^= 1 << (bit & 7);
    const opened = open(altered, context, verify);
    assert.equal(opened.ok, false, `bit ${bit}`);
  }
});

test("a message sealed for one purpose does not open for another", () => {
  const opened = open(seal(new Uint8Array([1]), "shoal/release/1", signer), "shoal/assignment/1:device-1", verify);
  assert.deepEqual(opened.ok ? "opened" : opened.reason, "bad-signature");
});

test("a stranger's key is named, not tried", () => {
  const opened = open(seal(new Uint8Array([1]), context, stranger), context, verify);
  assert.equal(opened.ok, false);
  assert.equal(opened.ok ? "" : opened.reason, "unknown-key");
  assert.match(opened.ok ? "" : opened.detail, new RegExp(stranger.keyId));
});

test("another algorithm or a filled unprotected header is refused before any signature is looked at", () => {
  const [header, , payload, signature] = decodeCbor(seal(new Uint8Array([1]), context, signer)) as Uint8Array[];
  const verdict = (parts: unknown[]) => {
    const opened = open(encodeCbor(parts), context, () => "valid");
    return opened.ok ? "opened" : opened.reason;
  };
  assert.equal(verdict([header, {}, payload, signature]), "opened");
  assert.equal(
    verdict([
      encodeCbor(
        new Map<number, unknown>([
          [1, -7],
          [4, new Uint8Array([1])],
        ]),
      ),
      {},
      payload,
      signature,
    ]),
    "malformed",
  );
  assert.equal(verdict([header, { 4: "other" }, payload, signature]), "malformed");
  assert.equal(verdict([header, {}, payload]), "malformed");
  assert.equal(verdict([header, {}, payload, new Uint8Array(63)]), "malformed");
});

test("any bytes whatever are answered, never thrown at", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => open(bytes, context, verify).ok === false));
});
