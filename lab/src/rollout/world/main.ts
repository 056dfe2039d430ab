/** Fleets by seed, to see again what one has found: `node lab/src/rollout/world/main.ts --devices 300 --seed 17`. */
import { parseArgs } from "node:util";
import { FleetWorld } from "./world.ts";

const { values } = parseArgs({
  options: {
    devices: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    seeds: { type: "string", default: "1" },
  },
});
const first = Number(values.seed);
for (let seed = first; seed < first + Number(values.seeds); seed++) {
  const begun = performance.now();
  const { counts } = new FleetWorld(seed, Number(values.devices)).run();
  console.log(`seed ${seed}: ${((performance.now() - begun) / 1000).toFixed(1)} s, ${JSON.stringify(counts)}`);
}
