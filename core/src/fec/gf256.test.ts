import assert from "node:assert/strict";
import { test } from "node:test";
import { inverse, multiply, POLYNOMIAL } from "./gf256.ts";

/** Bit by bit, as the field is defined: without the tables that are tried here. */
function product(a: number, b: number): number {
  let sum = 0;
  for (let bit = 7; bit >= 0; bit--) {
    sum = (sum << 1) ^ (sum & 0x80 ? POLYNOMIAL : 0);
    if ((b >> bit) & 1) sum ^= a;
  }
  return sum;
}

test("every product is the one of polynomials", () => {
  for (let a = 0; a < 256; a++) for (let b = 0; b < 256; b++) assert.equal(multiply(a, b), product(a, b));
});

test("every element but 0 has an inverse", () => {
  for (let a = 1; a < 256; a++) assert.equal(multiply(a, inverse(a)), 1);
  assert.throws(() => inverse(0), RangeError);
});
