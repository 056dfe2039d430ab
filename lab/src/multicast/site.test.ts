import { test } from "node:test";
import { siteChaos } from "./site-chaos.ts";

/** Seeds that found something once. 192: pieces that one leased which did not reach those who waited for them. */
const FOUND = [192];

test("a site takes about one copy, whoever dies and comes late: 25 seeds and those that found something", () => {
  for (const seed of FOUND) siteChaos(seed);
  for (let seed = 1; seed <= 25; seed++) siteChaos(seed);
});
