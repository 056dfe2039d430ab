import { test } from "node:test";
import { chaos } from "./chaos.ts";

/**
 * Seeds that found something once. 33, 590: a nack that came after the cast held up those who came late. 3119, 4648: who led next
 * sent one by one the parity that a member had of the one before.
 */
const FOUND = [33, 590, 3119, 4648];

test("whatever goes wrong, everybody alive gets everything, once, says little and leaves: 300 seeds and those that found something", () => {
  for (const seed of FOUND) chaos(seed);
  for (let seed = 1; seed <= 300; seed++) chaos(seed);
});
