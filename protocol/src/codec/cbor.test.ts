import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeCbor, decodeCborMap, encodeCbor } from "./cbor.ts";
import { fromHex, toHex } from "./hex.ts";

/** Values of JSON's shape with byte strings; integers stay within what a double holds exactly. */
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
    fc.string(),
    fc.uint8Array({ maxLength: 64 }),
    fc.array(tie("value"), { maxLength: 6 }),
    fc.dictionary(
      fc.string({ maxLength: 12 }).filter((key) => key !== "__proto__"),
      tie("value"),
      { maxKeys: 6, noNullPrototype: true },
    ),
  ),
})).value;

test("decoding undoes encoding", () => {
  fc.assert(fc.property(value, (each) => assert.deepEqual(decodeCbor(encodeCbor(each)), each)));
});

test("equal values give equal bytes, whatever the order of their keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 8 }), fc.integer(), { noNullPrototype: true }), (each) => {
      const turned = Object.fromEntries(Object.entries(each).reverse());
      assert.deepEqual(encodeCbor(turned), encodeCbor(each));
    }),
  );
});

test("what is not strict is refused", () => {
  const refused: [string, string][] = [
    ["9f01ff", "indefinite length"],
    ["1801", "integer longer than it needs to be"],
    ["a2616101616102", "a key twice"],
    ["c001", "a tag"],
    ["0101", "bytes left over"],
    ["f97e00", "not a number"],
    ["f97c00", "infinity"],
    ["f7", "undefined"],
    ["6261", "cut short"],
    ["61ff", "text that is no UTF-8"],
    ["a2616201616102", "keys in another order"],
    [`${"81".repeat(65)}00`, "nested too deeply"],
    ["", "nothing"],
  ];
  for (const [hex, what] of refused) assert.throws(() => decodeCbor(fromHex(hex)), what);
  assert.throws(() => decodeCborMap(fromHex("80")), /not a map/);
  assert.throws(() => decodeCborMap(fromHex("a204000100")), /deterministic/);
  // As deep as is allowed, and many beside each other.
  decodeCbor(fromHex(`${"81".repeat(64)}00`));
  decodeCbor(fromHex(`9864${"8100".repeat(100)}`));
});

test("any bytes either decode or throw an Error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        decodeCbor(bytes);
      } catch (error) {
        assert.ok(error instanceof Error && !(error instanceof RangeError), String(error));
      }
    }),
    { numRuns: 2000 },
  );
});

test("hexadecimal there and back", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.deepEqual(fromHex(toHex(bytes)), bytes)));
  for (const wrong of ["0", "0g", " 00", "0x00"]) assert.throws(() => fromHex(wrong), /not hexadecimal/);
});
