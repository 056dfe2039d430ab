import type { Bench } from "../row.ts";
import { command } from "./command.ts";
import { query } from "./query.ts";
import { rings } from "./rings.ts";

/** Parts of `npm run bench -- fleet`. */
export const FLEET: Record<string, Bench> = { query, rings, command };
