import type { Bench } from "../row.ts";
import { load } from "./load.ts";

/** Parts of `npm run bench -- console`. */
export const CONSOLE: Record<string, Bench> = { load };
