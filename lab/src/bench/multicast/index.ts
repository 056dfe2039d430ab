import type { Bench } from "../row.ts";
import { fec } from "./fec.ts";
import { lan } from "./lan.ts";
import { memory } from "./memory.ts";
import { site } from "./site.ts";
import { subnets } from "./subnets.ts";
import { upgrade } from "./upgrade.ts";

/** Parts of `npm run bench -- multicast`, in the order in which they run. */
export const MULTICAST: Record<string, Bench> = { fec, lan, memory, subnets, site, upgrade };
