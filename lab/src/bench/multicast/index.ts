import type { Bench } from "../row.ts";
import { beside } from "./beside.ts";
import { fec } from "./fec.ts";
import { lan } from "./lan.ts";
import { memory } from "./memory.ts";
import { simulated } from "./simulated.ts";
import { site } from "./site.ts";
import { larger, subnets } from "./subnets.ts";
import { upgrade } from "./upgrade.ts";

/** Parts of `npm run bench -- multicast`, in the order in which they run. */
export const MULTICAST: Record<string, Bench> = { fec, simulated, lan, beside, memory, subnets, larger, site, upgrade };
