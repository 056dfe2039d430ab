import type { Bench } from "../row.ts";
import { lists } from "./lists.ts";
import { live } from "./live.ts";
import { load } from "./load.ts";
import { weight } from "./weight.ts";

/** Parts of `npm run bench -- console`. */
export const CONSOLE: Record<string, Bench> = { weight, load, lists, live };
