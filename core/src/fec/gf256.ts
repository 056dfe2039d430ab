/** x^8 + x^4 + x^3 + x^2 + 1: primitive, so that 2 generates every element but 0. Part of what devices agree on. */
export const POLYNOMIAL = 0x11d;

/** Powers of 2, written twice, so that a sum of two logarithms needs no remainder. */
const POWER = new Uint8Array(510);
const LOGARITHM = new Uint8Array(256);
for (let exponent = 0, value = 1; exponent < 255; exponent++) {
  POWER[exponent] = value;
  POWER[exponent + 255] = value;
  LOGARITHM[value] = exponent;
  value <<= 1;
  if (value & 0x100) value ^= POLYNOMIAL;
}

/** Product of two elements of GF(256), each 0 to 255; the sum of two is their exclusive or. */
export function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : POWER[LOGARITHM[a]! + LOGARITHM[b]!]!;
}

/** @throws RangeError for 0, which has none */
export function inverse(a: number): number {
  if (a === 0) throw new RangeError("0 has no inverse");
  return POWER[255 - LOGARITHM[a]!]!;
}
