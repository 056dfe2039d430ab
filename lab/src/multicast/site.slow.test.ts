import { test } from "node:test";
import { siteChaos } from "./site-chaos.ts";

test("the same for a thousand sites", () => {
  for (let seed = 1000; seed < 2000; seed++) siteChaos(seed);
});
