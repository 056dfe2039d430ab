import { inverse, multiply } from "./gf256.ts";

/** right[to] ^= factor * right[from]; the two may be one. */
type AddRow = (to: number, from: number, factor: number) => void;

/**
 * Solves rows * x = right over GF(256), the right sides being elsewhere: afterwards each right side is its x. `rows` is
 * n rows of n and is used up. Gauss without pivots: of a Cauchy matrix every leading part can be inverted, so that no 0
 * comes up on the diagonal. About n * n times addRow.
 */
export function solve(rows: Uint8Array, n: number, addRow: AddRow): void {
  for (let pivot = 0; pivot < n; pivot++) {
    const scale = inverse(rows[pivot * n + pivot]!);
    for (let row = pivot + 1; row < n; row++) {
      const factor = multiply(rows[row * n + pivot]!, scale);
      for (let column = pivot + 1; column < n; column++)
        rows[row * n + column]! ^= multiply(factor, rows[pivot * n + column]!);
      addRow(row, pivot, factor);
    }
  }
  for (let pivot = n - 1; pivot >= 0; pivot--) {
    // x ^ (1 ^ s) * x = s * x.
    addRow(pivot, pivot, 1 ^ inverse(rows[pivot * n + pivot]!));
    for (let row = 0; row < pivot; row++) addRow(row, pivot, rows[row * n + pivot]!);
  }
}
