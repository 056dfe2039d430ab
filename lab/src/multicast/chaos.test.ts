import { test } from "node:test";
import { chaos, promises } from "./chaos.ts";

/** Seeds that found something once. 159: a device that slept when its task came. */
const FOUND = [159];

test("whatever goes wrong, everybody alive gets everything, once, and says little: 150 seeds and those that found something", () => {
  for (const seed of FOUND) promises(chaos(seed));
  for (let seed = 1; seed <= 150; seed++) promises(chaos(seed));
});
