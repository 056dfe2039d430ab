import type { Bench } from "../row.ts";
import { lists } from "./lists.ts";
import { live } from "./live.ts";
import { load } from "./load.ts";

/** Parts of `npm run bench -- console`. */
export const CONSOLE: Record<string, Bench> = { load, lists, live };
